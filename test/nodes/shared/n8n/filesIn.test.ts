import type { IExecuteFunctions } from 'n8n-workflow';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

import { readSource } from '../../../../nodes/shared/n8n/filesIn';

/** What was asked of n8n's storage, in which every file has 7 bytes. */
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
	])('of %p bytes is read in pieces of %p', async (bytes, chunkSize) => {
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
		const content = await buffer(await source.open());
		expect(content.toString()).toBe(text);
		expect(source.size).toBe(content.length);
		expect(asked).toEqual([]);
	});

	it.each<[unknown, string]>([
		[5, 'holds no base64'],
		[undefined, 'holds no base64'],
		[{ type: 'Buffer', data: 'YQ==' }, 'holds no base64'],
		[{ type: 'Other', data: [97] }, 'holds no base64'],
		[{ data: [97] }, 'holds no base64'],
		['YQ==YQ==', 'holds no base64'],
		['content!', 'holds no base64'],
		['filesystem-v2', 'names n8n’s storage, but no file in it'],
		['database', 'names n8n’s storage, but no file in it'],
	])('%j is refused', async (data, words) => {
		const remedy =
			'Check the node that the file comes from. It should hand the file on as it got it.';
		await expect(read({ data })).rejects.toMatchObject({
			message: `The binary field "data" ${words}`,
			remedy,
		});
		await expect(read({ data }, null)).rejects.toMatchObject({
			message: `The binary field "a.txt" ${words}`,
		});
	});
});
