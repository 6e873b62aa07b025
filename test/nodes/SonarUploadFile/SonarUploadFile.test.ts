import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { numbered } from '../files';
import type { NodeRun } from '../nodeRun';
import { useKit } from '../useKit';

const kit = useKit();

const upload = async (run: Omit<NodeRun, 'type'>) =>
	await kit.run({ type: 'sonarUploadFile', ...run });
const names = (parameters: INodeParameters) => ({ parameters });
const idOf = ({ id }: IDataObject) => id as string;

describe('Upload File', () => {
	it('uploads myFile.pdf as Sonar’s article does', async () => {
		const input = [
			await kit.item({
				data: { name: 'myFile.pdf', content: '%PDF-1.4', type: 'application/pdf' },
			}),
		];
		const { items, error } = await upload({ input });
		expect(error).toBeUndefined();
		const { id } = kit.sonar.files.at(-1)!;
		expect(items).toEqual([
			{
				json: {
					id,
					filename: 'myFile.pdf',
					stored: true,
					failure_message: null,
					binary_field: 'data',
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(kit.sonar.content(`${id}`).toString()).toBe('%PDF-1.4');
		expect(kit.sonar.files.at(-1)).toMatchObject({
			filename: 'myFile.pdf',
			mime_type: 'application/pdf',
		});
	});

	it('says that the token is wrong, instead of showing a login page', async () => {
		const { error } = await upload({
			input: await kit.items('a.txt'),
			credential: { ...kit.credential, accessToken: 'wrong' },
		});
		expect(error?.message).toContain('did not accept the access token: Unauthenticated.');
		expect(error?.description).toContain('Create a new personal access token');
	});

	it('uploads thirty files of thirty items in two requests, in order and paired', async () => {
		const input = await kit.items(...numbered(30));
		const { items } = await upload({ input });
		expect(kit.calls).toEqual(['POST /api/files', 'POST /api/files']);
		expect(kit.sonar.log.map(({ parts }) => parts).sort()).toEqual([10, 20]);
		expect(items.map(({ json }) => json.filename)).toEqual(input.map((_, index) => `${index}.txt`));
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(input.map((_, item) => ({ item })));
		items.forEach(({ json }, index) =>
			expect(kit.sonar.content(idOf(json)).toString()).toBe(`${index}.txt`),
		);
	});

	it('uploads fields matching a pattern in natural order, in one request', async () => {
		const fields = Object.fromEntries(
			Array.from({ length: 11 }, (_, index) => [
				`attachment_${10 - index}`,
				{ name: 'same.txt', content: `${10 - index}` },
			]),
		);
		const { items } = await upload({
			...names({ binaryPropertyName: 'attachment_*' }),
			input: [await kit.item(fields)],
		});
		expect(kit.calls).toHaveLength(1);
		expect(items.map(({ json }) => json.binary_field)).toEqual(
			Array.from({ length: 11 }, (_, index) => `attachment_${index}`),
		);
		items.forEach(({ json }, index) =>
			expect(kit.sonar.content(idOf(json)).toString()).toBe(`${index}`),
		);
	});

	it('reads every parameter at its own item', async () => {
		const input = [
			await kit.item({ a: { name: 'a.txt', content: 'a' } }, { field: 'a', name: 'first' }),
			await kit.item({ b: { name: 'b.txt', content: 'b' } }, { field: 'b', name: 'second.md' }),
			await kit.item({ c: { name: 'c.txt', content: 'c' } }, { field: 'c', name: '' }),
		];
		const { items } = await upload({
			...names({
				binaryPropertyName: '={{ $json.field }}',
				options: {
					fileName: '={{ $json.name }}',
					filesPerRequest: '={{ $itemIndex === 2 ? 1 : 20 }}',
				},
			}),
			input,
		});
		expect(items.map(({ json }) => json.filename)).toEqual(['first.txt', 'second.md', 'c.txt']);
		expect(kit.sonar.log.map(({ parts }) => parts).sort()).toEqual([1, 2]);
	});

	it('takes binary objects of another node and lists of names from expressions', async () => {
		const input = [
			await kit.item({ a: { name: 'a.txt', content: 'a' }, b: { name: 'b.txt', content: 'b' } }),
		];
		const object = await upload({ ...names({ binaryPropertyName: '={{ $binary.b }}' }), input });
		expect(object.items.map(({ json }) => json.binary_field)).toEqual(['b']);
		const list = await upload({ ...names({ binaryPropertyName: "={{ ['b', 'a'] }}" }), input });
		expect(list.items.map(({ json }) => json.binary_field)).toEqual(['b', 'a']);
	});

	it('starts another request when the next file would exceed Megabytes per Request', async () => {
		const content = Buffer.alloc(400 * 1024);
		const input = await Promise.all(
			Array.from(
				{ length: 5 },
				async (_, index) => await kit.item({ data: { name: `${index}.bin`, content } }),
			),
		);
		await upload({ ...names({ options: { megabytesPerRequest: 1 } }), input });
		expect(kit.sonar.log.map(({ parts }) => parts).sort()).toEqual([1, 2, 2]);
	});

	it('stores an empty file, and files whose names would break a header', async () => {
		const input = [
			await kit.item({ data: { name: 'empty.txt', content: '' } }),
			await kit.item({
				data: { name: 'a"\r\nX: y.txt', content: 'x', type: 'text/plain\r\nX: y' },
			}),
			await kit.item({ data: { name: '請求書.pdf', content: 'y' } }),
		];
		const { items } = await upload({ input });
		expect(items.map(({ json }) => json.filename)).toEqual([
			'empty.txt',
			"a'X: y.txt",
			'請求書.pdf',
		]);
		expect(kit.sonar.content(idOf(items[0]!.json))).toHaveLength(0);
	});

	it.each([0, 1, 3, 99])('refuses a file of 7 bytes if its item says %i', async (bytes) => {
		const [item, other] = await kit.items('a12.txt', 'b12.txt');
		const { data } = item!.binary!;
		const input = [{ ...item!, binary: { data: { ...data!, bytes } } }, other!];
		const { items } = await upload({ input, onError: 'continueRegularOutput' });
		expect(items.map(({ json }) => json.error ?? json.filename)).toEqual([
			expect.stringContaining(`its size differs from the ${bytes} bytes that n8n recorded`),
			'b12.txt',
		]);
	});

	it('leaves the input as it was', async () => {
		const input = await kit.items('a.txt');
		const before = structuredClone(input[0]!);
		await upload({ input });
		expect(input[0]).toMatchObject(before);
		expect(Object.keys(input[0]!.binary!)).toEqual(['data']);
	});
});
