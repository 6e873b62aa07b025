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
	])('rejects a list with %s', async (_, list) => {
		const id = await newFile();
		answerWith(kit.sonar, '/api/graphql', data(list));
		const { items } = await download(id);
		expect(items[0]!.json.error).toBe('Sonar answered without a list of files [item 0]');
		expect(kit.calls).toHaveLength(1);
	});

	const other = data({ entities: [{ id: '1' }] });

	it('never takes another file for the one it asked for', async () => {
		const id = await newFile();
		answerWith(kit.sonar, '/api/graphql', other, other, other, other);
		const { items } = await download(id);
		expect(items[0]!.json.error).toBe(`Sonar has no file with the ID ${id} [item 0]`);
		expect(kit.calls).toHaveLength(4);
	});

	it('finds a file that appears in Sonar’s lists seconds later', async () => {
		const id = await newFile();
		answerWith(kit.sonar, '/api/graphql', other, data({ entities: [] }));
		const { items } = await download(id);
		expect(items[0]!.json).toMatchObject({ id, filename: 'a.txt' });
		expect(kit.calls).toEqual([
			'POST /api/graphql',
			'POST /api/graphql',
			'query',
			expect.any(String),
		]);
	});
});
