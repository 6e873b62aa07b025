import { deleteFiles, type Deletion } from '../../../../../nodes/shared/sonar/files/deleteFiles';
import { SonarClient } from '../../../../../nodes/shared/sonar/http/SonarClient';
import { answerFields, useQuietServer } from '../http/quietServer';

const quiet = useQuietServer();

const deletion = (fileId: string, more: Partial<Deletion> = {}): Deletion => ({
	fileId,
	deleteLinked: false,
	entitiesPerRequest: 25,
	...more,
});

/** Serves files until they are deleted, and Sonar's answer to the deletion. */
function serve(
	files: Record<string, object>,
	answer: (id: string) => unknown = () => ({ success: true }),
	deletes: (id: string) => boolean = () => true,
): string[][] {
	const mutations: string[][] = [];
	const gone = new Set<string>();
	quiet.answerGraphql(({ query, variables }) => {
		const ids = Object.values(variables);
		const isMutation = query.startsWith('mutation');
		if (isMutation) {
			expect(query).toContain('{ success message }');
			mutations.push(ids);
		}
		const values = ids.map((id) => {
			if (isMutation) {
				if (deletes(id)) gone.add(id);
				return answer(id);
			}
			const file = gone.has(id) ? undefined : files[id];
			return { entities: file ? [{ id, filename: `${id}.txt`, ...file }] : [] };
		});
		return {
			...answerFields(values.map((value) => (value instanceof Error ? null : value))),
			errors: values.flatMap((value, index) =>
				value instanceof Error ? [{ message: value.message, path: [`f${index}`] }] : [],
			),
		};
	});
	return mutations;
}

async function run(deletions: Deletion[], stopOnFailure = false) {
	const pool = { parallelRequests: 1, stopOnFailure };
	const outcomes = await deleteFiles(new SonarClient(quiet.host()), deletions, pool);
	return deletions.map((one) => outcomes.get(one));
}

const FREE = { fileable_type: null, fileable_id: null };
const LINKED = { fileable_type: 'Ticket', fileable_id: '7' };
const refused = (message: string) => ({ error: { code: 'notDeleted', message } });

describe('Deletions of files', () => {
	it('delete each file once, in requests as small as any of them demands', async () => {
		const mutations = serve({ '61': FREE, '62': FREE, '63': FREE });
		const outcomes = await run([
			deletion('61', { entitiesPerRequest: 2 }),
			deletion('62'),
			deletion('61', { entitiesPerRequest: 1 }),
			deletion('63'),
		]);
		expect(mutations).toEqual([['61'], ['62', '63']]);
		expect(outcomes[0]).toEqual(outcomes[2]);
		expect(outcomes[0]).toMatchObject({
			status: 'done',
			value: { id: '61', filename: '61.txt' },
			effects: [{ verb: 'deleted', what: '61 (61.txt)', sure: true }],
		});
	});

	it.each([
		[LINKED, 'Ticket 7'],
		[{ fileable_type: null, fileable_id: '7' }, 'something 7'],
		[{ fileable_type: 'Ticket', fileable_id: null }, 'Ticket'],
	])('keep a file that is linked as in %j, unless told otherwise', async (file, entity) => {
		const mutations = serve({ '61': file });
		expect(await run([deletion('61')])).toMatchObject([
			{
				error: {
					code: 'linked',
					message: `File 61 (61.txt) is linked to ${entity}, so it was not deleted`,
				},
			},
		]);
		expect(mutations).toEqual([]);
		expect(await run([deletion('61', { deleteLinked: true })])).toMatchObject([{ status: 'done' }]);
	});

	it('delete nothing if one is refused and the node stops on failures', async () => {
		const mutations = serve({ '61': FREE, '62': LINKED });
		expect(await run([deletion('61'), deletion('62')], true)).toMatchObject([
			undefined,
			{ error: { code: 'linked' } },
		]);
		expect(mutations).toEqual([]);
		await run([deletion('61'), deletion('62')]);
		expect(mutations).toEqual([['61']]);
	});

	it.each<[unknown, object]>([
		[
			{ success: false, message: 'In use.' },
			refused('Sonar did not delete file 61 (61.txt): In use.'),
		],
		[{ success: false }, refused('Sonar did not delete file 61 (61.txt)')],
		[
			new Error('The file is already associated.'),
			refused('Sonar answered: The file is already associated.'),
		],
	])('fail if Sonar answers %j', async (answer, outcome) => {
		serve(
			{ '61': FREE },
			() => answer,
			() => false,
		);
		const outcomes = await run([deletion('61')]);
		expect(outcomes).toMatchObject([{ ...outcome, effects: [] }]);
		expect(quiet.slept).toBe(0);
	});

	it.each([[null], [{}], ['done'], [{ success: 'yes' }]])(
		'that Sonar answers with %j are done if the file is gone, and unknown otherwise',
		async (answer) => {
			serve({ '61': FREE }, () => answer);
			expect(await run([deletion('61')])).toMatchObject([{ status: 'done', value: { id: '61' } }]);
			serve(
				{ '61': FREE },
				() => answer,
				() => false,
			);
			expect(await run([deletion('61')])).toMatchObject([
				{
					error: {
						message: 'Sonar’s answer says nothing about the deletion of file 61 (61.txt)',
						unknownOutcome: 'Whether Sonar deleted the files is unknown',
					},
					effects: [{ verb: 'deleted', what: '61 (61.txt)', sure: false }],
				},
			]);
		},
	);
});
