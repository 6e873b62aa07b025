import type { SonarOptions } from '.';
import { startClient, type Client } from './client';

let sonar: Client;

const start = async (options?: SonarOptions) => (sonar = await startClient(options));

afterEach(async () => await sonar.close());

const link = (type: string, id: number, ...files: string[]) =>
	`linkFileToEntity(input: { fileable_type: ${type}, fileable_id: ${id}, files: [${files.join()}] }) { __typename id }`;

describe('linking', () => {
	it('links files to an entity, each only once', async () => {
		await start();
		await sonar.addFiles(2);
		sonar.addEntity('Account', { id: '1' });
		const { data, errors } = await sonar.graphql(
			`mutation { a: ${link('Account', 1, '{ file_id: 61, description: "d" }')} b: ${link('Account', 1, '{ file_id: 62 }', '{ file_id: 61 }')} c: ${link('Account', 2, '{ file_id: 62 }')} d: ${link('Account', 1, '{ file_id: 99 }')} }`,
		);
		expect(data).toEqual({ a: { __typename: 'Account', id: '1' }, b: null, c: null, d: null });
		expect(errors).toMatchObject([
			{ message: 'File 61 is already linked.', path: ['b'] },
			{ message: 'The selected fileable id is invalid.', path: ['c'] },
			{ message: 'File 99 does not exist.', path: ['d'] },
		]);
		expect(sonar.files).toMatchObject([
			{ id: '61', fileable_type: 'Account', fileable_id: '1', description: 'd' },
			{ id: '62', fileable_type: null, fileable_id: null },
		]);
	});

	it('keeps the links before a bad file where it links file by file', async () => {
		await start({ linksOneByOne: true });
		await sonar.addFiles(1);
		sonar.addEntity('Job', { id: '1' });
		const { errors } = await sonar.graphql(
			`mutation { ${link('Job', 1, '{ file_id: 61 }', '{ file_id: 99 }')} }`,
		);
		expect(errors).toHaveLength(1);
		expect(sonar.files[0]?.fileable_type).toBe('Job');
	});

	it('finds a file at its new entity once a test has linked it', async () => {
		await start();
		await sonar.addFiles(2);
		for (const id of ['1', '2']) sonar.addEntity('Job', { id });
		const filesOf = async (id: number) =>
			(await sonar.graphql(`{ jobs(id: ${id}) { entities { files { entities { id } } } } }`)).data
				?.jobs;
		sonar.link('61', { type: 'Job', id: '1' });
		sonar.link('62', { type: 'Job', id: '1' });
		sonar.link('61', { type: 'Job', id: '2' });
		expect(await filesOf(1)).toEqual({ entities: [{ files: { entities: [{ id: '62' }] } }] });
		expect(await filesOf(2)).toEqual({ entities: [{ files: { entities: [{ id: '61' }] } }] });
		expect(() => sonar.link('61', { type: 'Job', id: '3' })).toThrow('There is no Job 3.');
		expect(() => sonar.update('99', { filename: 'x' })).toThrow('There is no file 99.');
	});

	it('lets nobody write into what it stores', async () => {
		await start();
		await sonar.addFiles(1);
		expect(sonar.files.every((file) => Object.isFrozen(file))).toBe(true);
		sonar.update('61', { filename: 'other' });
		expect(sonar.files[0]?.filename).toBe('other');
	});

	it('takes only images for a primary image', async () => {
		await start();
		await sonar.addFiles(1);
		sonar.addEntity('NetworkSite', { id: '1' });
		const { errors } = await sonar.graphql(
			`mutation { ${link('NetworkSite', 1, '{ file_id: 61, primary_image: true }')} }`,
		);
		expect(errors?.[0]?.message).toBe('File 61 is not an image.');
	});
});
