import { startClient } from '../client';
import type { links } from './links';

const link = (...ids: number[]) =>
	`mutation { a: linkFileToEntity(input: { fileable_type: Job, fileable_id: 1, files: [${ids.map((id) => `{ file_id: ${id} }`).join()}] }) { id } }`;

type Row = [ids: number[], answer: object, linked: number];

/** Asked of two files, the second of which is linked already. */
const table: Record<keyof typeof links, Row> = {
	linkAnswersNull: [[61], { data: { a: null } }, 2],
	linkedFilesAreNotUnassociated: [
		[61, 62],
		{ data: { a: null }, errors: [{ message: 'The file must be unassociated.', path: ['a'] }] },
		1,
	],
	linksOneByOne: [
		[61, 62],
		{ data: { a: null }, errors: [{ message: 'File 62 is already linked.' }] },
		2,
	],
};

describe('links', () => {
	it.each(Object.entries(table))('under %s', async (name, [ids, answer, linked]) => {
		const sonar = await startClient({ characters: [name as keyof typeof links] });
		await sonar.addFiles(2);
		sonar.addEntity('Job', { id: '1' });
		sonar.link('62', { type: 'Job', id: '1' });
		expect(await sonar.graphql(link(...ids))).toMatchObject(answer);
		expect(sonar.files.filter((file) => file.fileable_id !== null)).toHaveLength(linked);
		await sonar.close();
	});
});
