import { answerWith, data, reshaped, resetAfterBody, status } from '../../sonar/answers';
import { useKitWithNewSonars } from '../useKit';

const kit = useKitWithNewSonars();

const addFiles = async (...names: string[]) => {
	const ids: string[] = [];
	for (const filename of names)
		ids.push(await kit.sonar.addFile({ filename, content: 'a', description: 'Before' }));
	return ids;
};
const update = async (ids: string[], description = 'After', retryOnFail = false) =>
	await kit.run({
		type: 'sonarUpdateFile',
		parameters: { updateFields: { description: '={{ $json.description }}' } },
		input: ids.map((id) => ({ json: { id, description } })),
		onError: 'continueRegularOutput',
		retryOnFail,
	});
const outcomesOf = async (ids: string[], description?: string) =>
	(await update(ids, description)).items.map(({ json }) => json.error ?? json.description);
const stored = (id: string) => kit.sonar.files.find((file) => file.id === id)!;
const mutations = () => kit.calls.filter((call) => call === 'mutation');

const UNKNOWN =
	'Whether Sonar updated the files is unknown: check with Sonar List Files (Given Files) before you update them again';

describe('Sonar’s answer to an update', () => {
	it.each<[string, (id: string) => unknown]>([
		['null', () => null],
		['no file', () => ({})],
		['another file', () => ({ id: '998', filename: 'c.txt', description: 'After' })],
		['a list', () => [true]],
	])('is verified if it is %s', async (_, answerFor) => {
		const [changed, same] = (await addFiles('a.txt', 'b.txt')) as [string, string];
		answerWith(kit.sonar, '/api/graphql', async (...call) => {
			kit.sonar.update(changed, { description: 'After' });
			await data(answerFor(changed), answerFor(same), answerFor('999'))(...call);
		});
		const [first, second, third] = await outcomesOf([changed, same, '999']);
		expect(first).toBe('After');
		expect(second).toContain(`${UNKNOWN} [item 1]`);
		expect(third).toBe('Sonar has no file with the ID 999 [item 2]');
		expect(mutations()).toEqual([]);
	});

	it('may clear a description that was empty already', async () => {
		const ids = await addFiles('a.txt');
		kit.sonar.update(ids[0]!, { description: null });
		answerWith(kit.sonar, '/api/graphql', data(null));
		expect(await outcomesOf(ids, '')).toEqual([null]);
	});

	it('may change line breaks and blanks', async () => {
		const ids = await addFiles('a.txt');
		answerWith(kit.sonar, '/api/graphql', async (...call) => {
			kit.sonar.update(ids[0]!, { description: 'One\r\nTwo ' });
			await data(null)(...call);
		});
		expect(await outcomesOf(ids, 'One\nTwo')).toEqual(['One\r\nTwo ']);
	});

	it('leads to a hint if it has other values than were sent', async () => {
		const ids = await addFiles('a.txt', 'b.txt');
		answerWith(
			kit.sonar,
			'/api/graphql',
			reshaped(({ data: files }: { data: Record<string, object> }) => ({
				data: { ...files, f1: { ...files.f1, description: 'Before' } },
			})),
		);
		const { items, hints } = await update(ids);
		expect(items.map(({ json }) => json.description)).toEqual(['After', 'Before']);
		expect(hints.map(({ message }) => message)).toEqual([
			'Sonar stored other values than the given ones for these files: b.txt. The items show Sonar’s values.',
		]);
	});
});

describe('An update of unknown outcome', () => {
	it('is not repeated by Retry On Fail', async () => {
		const ids = await addFiles('a.txt');
		answerWith(kit.sonar, '/api/graphql', resetAfterBody);
		const { items } = await update(ids, 'After', true);
		expect(items[0]!.json.error).toContain(UNKNOWN);
		expect(stored(ids[0]!).description).toBe('Before');
		expect(mutations()).toEqual([]);
	});

	it('is not repeated if it succeeded while another one failed', async () => {
		const ids = await addFiles('a.txt', 'b.txt');
		answerWith(kit.sonar, '/api/graphql', 'as usual', status(403));
		const { items, error } = await kit.run({
			type: 'sonarUpdateFile',
			parameters: {
				updateFields: { description: 'After' },
				options: { entitiesPerRequest: 1, parallelRequests: 1 },
			},
			input: ids.map((id) => ({ json: { id } })),
			retryOnFail: true,
		});
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.description)).toEqual(['After', 'After']);
		expect(kit.asked('updateFile').map(({ id }) => id)).toEqual(ids);
	});
});
