import { join } from 'node:path';

import type { INodeParameters } from 'n8n-workflow';

import { answerWith, reshaped, status } from '../../sonar/answers';
import type { NodeRun } from '../nodeRun';
import { useKit } from '../useKit';

const kit = useKit();
/** Target of Sonar's redirects: another origin, which needs no token. */
const storage = useKit();
beforeAll(async () => {
	await kit.sonar.addFile({
		id: '418',
		filename: 'Wireless Landlord form.pdf',
		content: Buffer.alloc(31337, 7),
		mime_type: 'application/pdf',
	});
});

const download = async (parameters: INodeParameters, run: Omit<NodeRun, 'type'> = {}) =>
	await kit.run({ type: 'sonarDownloadFile', parameters, ...run });

describe('Download File', () => {
	it('downloads "Wireless Landlord form.pdf" with its name, type and size', async () => {
		const { items, error } = await download({}, { input: [{ json: { id: '418' } }] });
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		expect(items[0]).toMatchObject({
			json: {
				id: '418',
				filename: 'Wireless Landlord form.pdf',
				mime_type: 'application/pdf',
				file_size_in_bytes: '31337',
			},
			binary: {
				data: {
					fileName: 'Wireless Landlord form.pdf',
					mimeType: 'application/pdf',
					fileExtension: 'pdf',
				},
			},
			pairedItem: { item: 0 },
		});
		expect(await kit.engine.readBinary(items[0]!.binary!.data!)).toEqual(Buffer.alloc(31337, 7));
		expect(kit.calls).toEqual(['query', 'GET /api/files/418']);
		// Uncompressed, so that Content-Length counts the bytes of the file.
		expect(kit.sonar.log.at(-1)!.headers).toMatchObject({
			accept: '*/*',
			'accept-encoding': 'identity',
		});
	});

	it('looks up many names in one query, and keeps the order', async () => {
		const ids: string[] = [];
		for (let index = 0; index < 12; index += 1) {
			ids.push(await kit.sonar.addFile({ filename: `${index}.txt`, content: `${index}` }));
		}
		const input = [
			{ json: { id: ids.slice(0, 10).join(','), field: 'first' } },
			{ json: { id: ids.slice(10), field: 'second' } },
		];
		const { items } = await download(
			{ binaryPropertyName: '={{ $json.field }}', options: { parallelRequests: 3 } },
			{ input },
		);
		expect(kit.calls.filter((call) => call === 'query')).toHaveLength(1);
		expect(items.map(({ json }) => json.id)).toEqual(ids);
		expect(items.map(({ binary }) => Object.keys(binary!)[0])).toEqual([
			...Array.from({ length: 10 }, () => 'first'),
			'second',
			'second',
		]);
		for (const [index, { binary }] of items.entries()) {
			const content = await kit.engine.readBinary(Object.values(binary!)[0]!);
			expect(content.toString()).toBe(`${index}`);
		}
	});

	it('uses the given name, and makes a dangerous name safe', async () => {
		const id = await kit.sonar.addFile({ filename: '../..\\evil\u202e.txt', content: 'x' });
		const own = await download({ fileId: id });
		expect(own.items[0]!.binary!.data!.fileName).toBe('evil.txt');
		const given = await download({ fileId: id, options: { fileName: 'good' } });
		expect(given.items[0]!.binary!.data!.fileName).toBe('good.txt');
		expect(given.items[0]!.json.filename).toBe('../..\\evil\u202e.txt');
	});

	it('keeps a given extension, and uses "data" if no field is named', async () => {
		const id = await kit.sonar.addFile({ filename: 'a.txt', content: 'x' });
		const { items } = await download({
			fileId: id,
			binaryPropertyName: '={{ "" }}',
			options: { fileName: 'b.md' },
		});
		expect(items[0]!.binary!.data!.fileName).toBe('b.md');
	});

	it('says so if n8n cannot store the file', async () => {
		const id = await kit.sonar.addFile({ filename: 'a.txt', content: 'x' });
		const { rename, writeFile, rm } = await import('node:fs/promises');
		const folder = join(kit.engine.binaryFolder, 'workflows');
		await download({ fileId: id });
		await rename(folder, `${folder}.away`);
		await writeFile(folder, 'no folder');
		const { error } = await download({ fileId: id }).finally(async () => {
			await rm(folder);
			await rename(`${folder}.away`, folder);
		});
		expect(error?.message).toMatch(/^n8n could not keep the file: ENOTDIR.* \[item 0\]$/);
		expect(error?.description).toBe('Check n8n’s storage for binary data.');
	});

	it('uses the type of the extension if Sonar knows none', async () => {
		const id = await kit.sonar.addFile({
			filename: 'a.png',
			content: 'x',
			mime_type: 'application/octet-stream',
		});
		const { items } = await download({ fileId: id });
		expect(items[0]!.binary!.data!.mimeType).toBe('image/png');
		expect(items[0]!.json.mime_type).toBe('application/octet-stream');
	});

	it('hints at files whose size differs from Sonar’s list, and only then', async () => {
		const ids = [
			await kit.sonar.addFile({ filename: 'photo.jpg', content: Buffer.from('ffd8ffe0', 'hex') }),
			await kit.sonar.addFile({ filename: 'a.txt', content: 'x' }),
		];
		const usual = await download({ fileId: ids });
		expect(usual.hints).toEqual([]);
		answerWith(
			kit.sonar,
			'/api/graphql',
			reshaped(({ data }: { data: object }) => {
				const [photo, text] = Object.values(data) as Array<{ entities: object[] }>;
				Object.assign(photo!.entities[0]!, { file_size_in_bytes: '500' });
				return { data: { f0: photo, f1: text } };
			}),
		);
		const { items, hints } = await download({ fileId: ids });
		expect(items).toHaveLength(2);
		expect(hints).toMatchObject([
			{
				message:
					'These files are complete, but Sonar lists another size: photo.jpg. Sonar may have shrunk pictures.',
			},
		]);
	});

	it('downloads an empty file', async () => {
		const id = await kit.sonar.addFile({ filename: 'empty.txt', content: '' });
		const { items, error } = await download({ fileId: id });
		expect(error).toBeUndefined();
		expect(await kit.engine.readBinary(items[0]!.binary!.data!)).toHaveLength(0);
	});

	it('fails only an ID that Sonar does not know', async () => {
		const { items, failed } = await download(
			{},
			{ input: [{ json: { id: 999 } }, { json: { id: 418 } }], onError: 'continueErrorOutput' },
		);
		expect(items.map(({ json }) => json.id)).toEqual(['418']);
		expect(failed[0]!.json).toEqual({
			error: 'Sonar has no file with the ID 999 [item 0]',
		});
	});

	it.each([
		['shorter', 'x'.repeat(10), 'Sonar sent 10 of the 31337 bytes of the file'],
		['longer', 'x'.repeat(40_000), 'Sonar sent more than the 31337 bytes of the file'],
		['a web page', '<html>Login</html>', 'Sonar sent a web page instead of the file'],
	])('stores no file whose body is %s', async (_, body, message) => {
		const answer = status(200, body);
		answerWith(kit.sonar, '/api/files/418', answer, answer, answer, answer);
		const before = kit.keptFiles;
		const { error } = await download({ fileId: '418' });
		expect(error?.message).toContain(message);
		expect(kit.keptFiles).toBe(before);
	});

	it('follows a redirect to another origin without the token', async () => {
		const { sonar } = storage;
		await sonar.addFile({ id: '1', filename: 'object', content: Buffer.alloc(31337, 9) });
		const location = `${sonar.url}/objects/1?signed=1`;
		answerWith(kit.sonar, '/api/files/418', status(302, '', { location }));
		const { items, error } = await download({ fileId: '418' });
		expect(error).toBeUndefined();
		expect(sonar.log).toMatchObject([{ path: '/objects/1', authorization: false }]);
		expect(await kit.engine.readBinary(items[0]!.binary!.data!)).toEqual(Buffer.alloc(31337, 9));
	});

	it('follows no redirect to plain http', async () => {
		const location = 'http://storage.example.com/x';
		answerWith(kit.sonar, '/api/files/418', status(302, '', { location }));
		const { error } = await download({ fileId: '418' });
		expect(error?.message).toContain('redirects to http://storage.example.com (HTTP 302)');
	});
});
