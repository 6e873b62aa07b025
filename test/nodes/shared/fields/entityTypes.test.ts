import { answerWith, json } from '../../../sonar/answers';
import { fileableTypes } from '../../../../scripts/sonarSchema';
import { useKit } from '../../useKit';
import { addEntities, ID, TYPES } from './knownEntities';

const kit = useKit();
const search = async (fileableType: string, filter?: string) => {
	const { results } = await kit.engine.searchList('sonarLinkFile', 'searchFileables', {
		parameters: { fileableType },
		credentials: { sonarApi: kit.credential },
		filter,
	});
	return results;
};

beforeAll(() => addEntities(kit.sonar));

describe('The list of entities', () => {
	it('covers every type that Sonar can list', () => {
		expect(Object.keys(TYPES)).toHaveLength(25);
		expect(Object.keys(TYPES)).toEqual(fileableTypes);
	});

	it.each(Object.entries(TYPES))(
		'finds a %s by what a person knows, and by id',
		async (type, known) => {
			const found = [{ name: `${known.shown} (#${ID})`, value: ID }];
			for (const words of known.words)
				expect([words, await search(type, words)]).toEqual([words, found]);
			for (const id of [ID, `#${ID}`, `00${ID}`]) expect(await search(type, id)).toEqual(found);
			expect((await search(type)).map(({ value }) => value)).toEqual(
				expect.arrayContaining([ID, '5']),
			);
			expect(await search(type, 'nobody knows this')).toEqual([]);
		},
	);

	it('takes at most two requests per page', async () => {
		for (const [type, { words }] of Object.entries(TYPES)) {
			for (const [filter, most] of [
				['', 2],
				[words[0], 2],
				[ID, 2],
			] as const) {
				kit.sonar.clearLog();
				await search(type, filter);
				expect(kit.calls.length).toBeLessThanOrEqual(most);
			}
		}
	});

	it('shows another entity by its ID if Sonar withholds its name', async () => {
		answerWith(
			kit.sonar,
			'/api/graphql',
			'as usual',
			json({ errors: [{ message: 'You do not have permission for this.' }] }),
		);
		const [job] = await search('Job', 'farm');
		expect(job!.name).toBe(`2026-03-04 14:30 UTC · Installation · Account 81 (#${ID})`);
	});

	it('asks for an ID, without a request, for a type that only the instance knows', async () => {
		for (const type of ['Invoice', 'CallDataRecordImport', 'constructor', 'User', '__proto__']) {
			await expect(search(type)).rejects.toMatchObject({
				message: `There is no list of the type ${type}, so an ID is needed`,
				description: 'Choose By ID and enter the entity’s ID.',
			});
		}
		expect(kit.calls).toEqual([]);
	});
});
