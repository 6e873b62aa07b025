import { answerWith, data } from '../../sonar/answers';
import { useKit } from '../useKit';

const kit = useKit();

const newFile = async () => await kit.sonar.addFile({ filename: 'a.txt', content: 'a' });

describe('Download', () => {
	const download = async (id: string) =>
		await kit.run({
			type: 'sonarDownloadFile',
			parameters: { fileId: id },
			onError: 'continueRegularOutput',
		});

	it.each([
		['null', null],
		['no entities', { entities: null }],
		['another file', { entities: [{ id: '1' }] }],
	])('finds no file in an answer with %s', async (_, list) => {
		const id = await newFile();
		answerWith(kit.sonar, '/api/graphql', data(list));
		const { items } = await download(id);
		expect(items[0]!.json.error).toContain(`Sonar has no file with the id ${id}`);
		expect(kit.calls).toHaveLength(1);
	});
});
