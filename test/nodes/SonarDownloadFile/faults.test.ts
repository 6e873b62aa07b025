import { answerWith, json } from '../../faults/answers';
import { Kit } from '../kit';

let kit: Kit;
beforeAll(async () => (kit = await Kit.start()));
afterAll(async () => await kit.stop());
beforeEach(() => kit.sonar.clearLog());

const newFile = async () => await kit.sonar.addFile({ filename: 'a.txt', content: 'a' });

describe('Download', () => {
	const download = async (id: string) =>
		await kit.run({
			type: 'sonarDownloadFile',
			parameters: { fileId: id },
			onError: 'continueRegularOutput',
		});

	it.each([
		['null', { f0: null }],
		['no entities', { f0: { entities: null } }],
		['another file', { f0: { entities: [{ id: '1' }] } }],
	])('finds no file in an answer with %s', async (_, data) => {
		const id = await newFile();
		answerWith(kit.sonar, '/api/graphql', json({ data }));
		const { items } = await download(id);
		expect(items[0]!.json.error).toContain(`Sonar has no file with the id ${id}`);
		expect(kit.calls).toHaveLength(1);
	});
});
