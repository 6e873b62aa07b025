import type { RawAnswer } from '../../sonar';
import { answerWith, answerTo, data, reshaped, resetAfterBody, status } from '../../sonar/answers';
import { useKitWithNewSonars } from '../useKit';

const kit = useKitWithNewSonars();

const addFiles = async (...names: string[]) => {
	const ids: string[] = [];
	for (const filename of names) ids.push(await kit.sonar.addFile({ filename, content: 'a' }));
	return ids;
};
const remove = async (ids: string[], retryOnFail = false) =>
	await kit.run({
		type: 'sonarDeleteFile',
		input: ids.map((id) => ({ json: { id } })),
		onError: 'continueRegularOutput',
		retryOnFail,
	});
const outcomesOf = async (ids: string[]) =>
	(await remove(ids)).items.map(({ json }) => json.error ?? json.deleted);
/** Answers the lookup as usual, and the deletion like this. */
const answerDeletion = (answer: RawAnswer) =>
	answerWith(kit.sonar, '/api/graphql', 'as usual', answer);
const left = () => kit.sonar.files.map(({ id }) => id);

const UNKNOWN =
	'Whether Sonar deleted the files is unknown: check with Sonar List Files (Given Files) before you delete them again';

describe('Sonar’s answer to a deletion', () => {
	it('is shown in Sonar’s words if it reports a failure', async () => {
		const ids = await addFiles('a.txt', 'b.txt', 'c.txt');
		answerDeletion(
			data(
				{ success: false, message: 'You may not delete this.' },
				{ success: false, message: null },
				{ success: false },
			),
		);
		const { items } = await remove(ids);
		expect(items.map(({ json }) => json.error)).toEqual([
			`Sonar did not delete file ${ids[0]} (a.txt): You may not delete this. [item 0]`,
			`Sonar did not delete file ${ids[1]} (b.txt) [item 1]`,
			`Sonar did not delete file ${ids[2]} (c.txt) [item 2]`,
		]);
		expect(items[0]!.error?.description).toContain('DELETE_FILE');
		expect(kit.calls).toHaveLength(2);
	});

	it('fails one of several', async () => {
		const ids = await addFiles('a.txt', 'b.txt');
		answerDeletion(data({ success: true, message: null }, { success: false, message: 'No.' }));
		expect(await outcomesOf(ids)).toEqual([
			true,
			`Sonar did not delete file ${ids[1]} (b.txt): No. [item 1]`,
		]);
	});

	it('is not mistaken for a refused link', async () => {
		const ids = await addFiles('a.txt');
		answerDeletion(
			answerTo(([name]) => ({
				data: { [name!]: null },
				errors: [{ message: 'The file must be unassociated.', path: [name] }],
			})),
		);
		const { items } = await remove(ids);
		expect(items[0]!.json.error).toBe('Sonar answered: The file must be unassociated. [item 0]');
		expect(items[0]!.error?.description).toContain('DELETE_FILE');
	});

	it.each<[string, unknown]>([
		['null', null],
		['no success', { message: 'Done.' }],
		['a success that is null', { success: null }],
		['a success that is a text', { success: 'true' }],
		['a list', [true]],
	])('is verified if it is %s', async (_, value) => {
		const [gone, there] = (await addFiles('a.txt', 'b.txt')) as [string, string];
		answerDeletion(async (...call) => {
			await kit.sonar.remove(gone);
			await data(value, value)(...call);
		});
		const [first, second] = await outcomesOf([gone, there]);
		expect(first).toBe(true);
		expect(second).toBe(
			`Sonar’s answer says nothing about the deletion of file ${there} (b.txt). ${UNKNOWN} [item 1]`,
		);
		expect(left()).toEqual([there]);
		expect(kit.calls.filter((call) => call === 'mutation')).toEqual([]);
	});
});

describe('A failed lookup', () => {
	it.each([
		['for good', status(403), 'has no permission'],
		['with an answer that is no list', data(null), 'without a list of files'],
		[
			'with an error for a file',
			answerTo(([name]) => ({
				data: { [name!]: null },
				errors: [{ message: 'No.', path: [name] }],
			})),
			'Sonar answered: No.',
		],
		[
			'with an error for what it is linked to',
			answerTo(([name]) => ({
				data: { [name!]: { entities: [{ id: '61', filename: 'a.txt', fileable_type: null }] } },
				errors: [{ message: 'No.', path: [name, 'entities', 0, 'fileable_type'] }],
			})),
			'Sonar answered: No.',
		],
	])('spares the file: %s', async (_, answer, message) => {
		const ids = await addFiles('a.txt');
		answerWith(kit.sonar, '/api/graphql', answer);
		expect(await outcomesOf(ids)).toEqual([expect.stringContaining(message)]);
		expect(left()).toEqual(ids);
		expect(kit.calls).toHaveLength(1);
	});

	it('spares only the file that it failed for', async () => {
		const ids = await addFiles('a.txt', 'b.txt');
		answerWith(
			kit.sonar,
			'/api/graphql',
			reshaped(({ data: lists }: { data: Record<string, object> }) => ({
				data: { ...lists, f0: null },
				errors: [{ message: 'No.', path: ['f0'] }],
			})),
		);
		expect(await outcomesOf(ids)).toEqual([expect.stringContaining('No.'), true]);
		expect(left()).toEqual([ids[0]]);
	});

	it('spares a linked file even if Sonar does not say to what', async () => {
		const ids = await addFiles('a.txt', 'b.txt');
		answerWith(
			kit.sonar,
			'/api/graphql',
			answerTo(([first, second]) => ({
				data: {
					[first!]: { entities: [{ id: ids[0], filename: '', fileable_id: 7 }] },
					[second!]: { entities: [{ id: ids[1], filename: 'b.txt', fileable_type: 'Job' }] },
				},
			})),
		);
		expect(await outcomesOf(ids)).toEqual([
			`File ${ids[0]} is linked to something 7, so it was not deleted [item 0]`,
			`File ${ids[1]} (b.txt) is linked to Job, so it was not deleted [item 1]`,
		]);
	});
});

describe('A deletion of unknown outcome', () => {
	it('is not repeated by Retry On Fail', async () => {
		const ids = await addFiles('a.txt');
		answerDeletion(resetAfterBody);
		const { items } = await remove(ids, true);
		expect(items[0]!.json.error).toContain(UNKNOWN);
		expect(left()).toEqual(ids);
	});

	it('is remembered by Retry On Fail once it is verified', async () => {
		const ids = await addFiles('a.txt', 'b.txt');
		answerDeletion(async (...call) => {
			await kit.sonar.remove(ids[1]!);
			await data({ success: false, message: 'Not now.' }, null)(...call);
		});
		const { items } = await remove(ids, true);
		expect(items.map(({ json }) => [json.id, json.deleted])).toEqual(ids.map((id) => [id, true]));
		expect(kit.asked('deleteFile')).toEqual([{ id: ids[0] }]);
	});

	it('fails with what was already deleted, with On Error: Stop', async () => {
		const ids = await addFiles('a.txt', 'b.txt');
		answerWith(kit.sonar, '/api/graphql', 'as usual', 'as usual', resetAfterBody);
		const { error } = await kit.run({
			type: 'sonarDeleteFile',
			parameters: { options: { entitiesPerRequest: 1, parallelRequests: 1 } },
			input: [...ids, ids[0]!].map((id) => ({ json: { id } })),
		});
		expect(error?.message).toBe(
			`The connection to Sonar broke. ${UNKNOWN} [item 1]. Already deleted: ${ids[0]} (a.txt)`,
		);
	});
});
