import type { IExecuteFunctions } from 'n8n-workflow';

import { readUploads, type UploadOptions } from '../../../../nodes/shared/n8n/uploads';

const context = {} as IExecuteFunctions;
const file = (fileName: string) => ({
	binaryField: `field ${fileName}`,
	binary: { data: 'YQ==', mimeType: 'text/plain', fileName },
});
const read = async (names: string[], options?: UploadOptions) =>
	await readUploads(context, names.map(file), options);

describe('Files that are to be uploaded', () => {
	it('have the names that were given, with numbers if there are several', async () => {
		const names = async (...given: Parameters<typeof read>) =>
			(await read(...given)).map(({ name, binaryField }) => [name, binaryField]);
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

	it('share requests as far as is allowed', async () => {
		const [usual] = await read(['a.txt']);
		expect(usual).toMatchObject({ limits: { perRequest: 20, bytesPerRequest: 50 * 1024 * 1024 } });
		const [own] = await read(['a.txt'], { filesPerRequest: 3, megabytesPerRequest: 2 });
		expect(own).toMatchObject({ limits: { perRequest: 3, bytesPerRequest: 2 * 1024 * 1024 } });
	});
});
