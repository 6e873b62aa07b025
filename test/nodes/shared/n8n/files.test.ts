import type { IExecuteFunctions } from 'n8n-workflow';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

import {
	readSource,
	readUploads,
	storeBinary,
	type UploadOptions,
} from '../../../../nodes/shared/n8n/files';
import type { SonarFile } from '../../../../nodes/shared/sonar/files/file';

/** The calls to n8n's storage, in which every file has 7 bytes. */
let asked: unknown[];
beforeEach(() => {
	asked = [];
});

const context = {
	helpers: {
		getBinaryMetadata: async (id: string) => {
			asked.push(['size', id]);
			return await Promise.resolve({ fileSize: 7 });
		},
		getBinaryStream: async (id: string, chunkSize?: number) => {
			asked.push(['content', id, chunkSize]);
			return await Promise.resolve(Readable.from(['content']));
		},
		prepareBinaryData: async (...given: unknown[]) => {
			asked.push(['store', ...given]);
			return await Promise.resolve({ id: 'x', data: 'filesystem-v2', mimeType: 'text/plain' });
		},
	},
} as unknown as IExecuteFunctions;

const read = async (binary: object, binaryField: string | null = 'data') =>
	await readSource(context, { binary: binary as never, binaryField }, 'a.txt');

describe('A file of n8n’s storage', () => {
	it.each([
		[0, 1],
		[10, 10],
		[65_535, 65_535],
		[65_536, undefined],
		[5 * 2 ** 30, undefined],
	])('of %p bytes is read in chunks of %p', async (bytes, chunkSize) => {
		const source = await read({ id: 'x', data: 'filesystem-v2', mimeType: 'text/css', bytes });
		expect(source).toMatchObject({ name: 'a.txt', mimeType: 'text/css', size: bytes });
		await source.open();
		expect(asked).toEqual([['content', 'x', chunkSize]]);
	});

	it.each([undefined, null, '10', -1, 1.5, NaN, 2 ** 53])(
		'has the size that the storage says if its item says %p',
		async (bytes) => {
			expect(await read({ id: 'x', bytes })).toMatchObject({ size: 7, mimeType: 'text/plain' });
			expect(asked).toEqual([['size', 'x']]);
		},
	);
});

describe('A file in its item', () => {
	it.each<[unknown, string]>([
		[Buffer.from('content'), 'content'],
		[{ type: 'Buffer', data: [97, 98] }, 'ab'],
		['Y29u\r\n  dGVu \tdA==', 'content'],
		['', ''],
		['-_-_', '\ufffd\ufffd\ufffd'],
	])('%j is read', async (data, text) => {
		const source = await read({ data });
		const content = await buffer(Readable.from(await source.open()));
		expect(content.toString()).toBe(text);
		expect(source.size).toBe(content.length);
		expect(asked).toEqual([]);
	});

	it.each<[unknown, string]>([
		[5, 'is not valid base64'],
		[undefined, 'is not valid base64'],
		[{ type: 'Buffer', data: 'YQ==' }, 'is not valid base64'],
		[{ type: 'Other', data: [97] }, 'is not valid base64'],
		[{ data: [97] }, 'is not valid base64'],
		['YQ==YQ==', 'is not valid base64'],
		['content!', 'is not valid base64'],
		['filesystem-v2', 'names n8n’s storage but no file in it'],
		['database', 'names n8n’s storage but no file in it'],
	])('%j is refused', async (data, words) => {
		const remedy = 'Check the node that the file comes from: it should pass the file on unchanged.';
		await expect(read({ data })).rejects.toMatchObject({
			message: expect.stringContaining(`binary field "data" ${words}`) as string,
			remedy,
		});
		await expect(read({ data }, null)).rejects.toMatchObject({
			message: expect.stringContaining(`binary field "a.txt" ${words}`) as string,
		});
	});
});

it.each<[string, string, string | undefined, string, string]>([
	['photo', 'image/png', undefined, 'photo', 'image/png'],
	['a.pdf', 'application/octet-stream', undefined, 'a.pdf', 'application/pdf'],
	['a.pdf', 'text/html', undefined, 'a.pdf', 'text/html'],
	['', 'image/png', undefined, 'file-61.png', 'image/png'],
	['', 'application/octet-stream', undefined, 'file-61', 'application/octet-stream'],
	['a.pdf', 'application/pdf', 'b', 'b.pdf', 'application/pdf'],
])(
	'The file %p of the type %p, as %p, is stored as %p, %p',
	async (filename, type, given, ...as) => {
		const body = Readable.from(['content']);
		const file = { id: '61', filename, mime_type: type } as SonarFile;
		const binary = await storeBinary(context, body, file, given);
		expect(binary).toEqual({ id: 'x', data: 'filesystem-v2', mimeType: 'text/plain' });
		expect(asked).toEqual([['store', body, ...as]]);
	},
);

const inMemory = (fileName: string) => ({
	binaryField: `field ${fileName}`,
	binary: { data: 'YQ==', mimeType: 'text/plain', fileName },
});
const readUploadsOf = async (names: string[], options?: UploadOptions) =>
	await readUploads(context, names.map(inMemory), options);

describe('Files to upload', () => {
	it('get the given name, numbered if there are several', async () => {
		const names = async (...given: Parameters<typeof readUploadsOf>) =>
			(await readUploadsOf(...given)).map(({ name, binaryField }) => [name, binaryField]);
		expect(await names(['a.txt', 'b.txt'])).toEqual([
			['a.txt', 'field a.txt'],
			['b.txt', 'field b.txt'],
		]);
		expect(await names(['a.txt', 'b.txt'], { fileName: 'c' })).toEqual([
			['c_1.txt', 'field a.txt'],
			['c_2.txt', 'field b.txt'],
		]);
		expect(await names(['a.txt'], { fileName: 'c' })).toEqual([['c.txt', 'field a.txt']]);
	});

	it('share requests up to the limits', async () => {
		const [usual] = await readUploadsOf(['a.txt']);
		expect(usual).toMatchObject({ limits: { perRequest: 20, bytesPerRequest: 50 * 1024 * 1024 } });
		const [own] = await readUploadsOf(['a.txt'], { filesPerRequest: 3, megabytesPerRequest: 2 });
		expect(own).toMatchObject({ limits: { perRequest: 3, bytesPerRequest: 2 * 1024 * 1024 } });
	});
});
