import type { IBinaryData } from 'n8n-workflow';

import { useKit } from '../useKit';

const kit = useKit();

const content = Buffer.from(
	'The content of a file, long enough for several lines of base64.'.repeat(3),
);
const base64 = content.toString('base64');

/** Binary data as a Code node or pinned data holds it, with less than n8n's types promise. */
const upload = async (binary: object, options = {}) =>
	await kit.run({
		type: 'sonarUploadFile',
		parameters: { options },
		input: [{ json: {}, binary: { data: binary as IBinaryData } }],
	});

const stored = () => kit.sonar.files.at(-1)!;

describe('Upload File, with content in the item itself', () => {
	it.each([
		['base64', base64],
		['base64 in lines', base64.replace(/(.{76})/g, '$1\r\n')],
		['a Buffer', content],
		['a Buffer that was JSON', JSON.parse(JSON.stringify(content)) as object],
	])('takes %s', async (_, data) => {
		const { error } = await upload({ data, mimeType: 'text/plain', fileName: 'a.txt' });
		expect(error).toBeUndefined();
		expect(kit.sonar.content(stored().id)).toEqual(content);
	});

	it('derives a missing type from the name, and a missing name from the type', async () => {
		await upload({ data: base64, fileName: 'scan.pdf' });
		expect(stored()).toMatchObject({ filename: 'scan.pdf', mime_type: 'application/pdf' });
		await upload({ data: base64, mimeType: 'image/jpeg' });
		expect(stored()).toMatchObject({ filename: 'file.jpg', mime_type: 'image/jpeg' });
		await upload({ data: base64 });
		expect(stored()).toMatchObject({ filename: 'file', mime_type: 'application/octet-stream' });
	});

	it.each([
		['a storage without a file', 'filesystem-v2', 'names n8n’s storage but no file in it'],
		['a text', 'Hello, world!', 'is not valid base64'],
		['an address', 'data:text/plain;base64,SGk=', 'is not valid base64'],
	])('refuses %s', async (_, data, message) => {
		const before = kit.sonar.files.length;
		const { error } = await upload({ data, mimeType: 'text/plain', fileName: 'a.txt' });
		expect(error?.message).toContain(message);
		expect(error?.message).toContain('"data"');
		expect(kit.sonar.files).toHaveLength(before);
	});

	it('stores equal contents twice, from an expression for all files of the item', async () => {
		const before = kit.sonar.files.length;
		const file = () => ({ data: base64, mimeType: 'text/plain', fileName: 'a.txt' });
		const { items, error } = await kit.run({
			type: 'sonarUploadFile',
			parameters: { binaryPropertyName: '={{ $binary }}' },
			input: [{ json: {}, binary: { data: file(), b: file() } }],
		});
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.binary_field)).toEqual(['data', 'b']);
		expect(kit.sonar.files).toHaveLength(before + 2);
	});

	it('finds the file that n8n’s $binary describes without its content', async () => {
		const binary = {
			a: { data: base64, mimeType: 'text/plain', fileName: 'a.txt' },
			b: { data: base64, mimeType: 'text/plain', fileName: 'b.txt' },
		};
		const { items } = await kit.run({
			type: 'sonarUploadFile',
			parameters: { binaryPropertyName: '={{ $binary.b }}' },
			input: [{ json: {}, binary }],
		});
		expect(items.map(({ json }) => json.binary_field)).toEqual(['b']);
		expect(kit.sonar.content(stored().id)).toEqual(content);
	});

	it('does not end the execution as canceled because of a name', async () => {
		const { error, run } = await upload({
			data: base64,
			mimeType: 'text/plain',
			fileName: 'canceled.exe',
		});
		expect(error?.message).toContain('not allowed');
		expect(run.status).toBe('error');
	});
});
