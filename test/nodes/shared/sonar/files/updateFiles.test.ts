import {
	updateFiles,
	type FileChanges,
	type Update,
} from '../../../../../nodes/shared/sonar/files/updateFiles';
import { SonarClient } from '../../../../../nodes/shared/sonar/http/SonarClient';
import { answerFields, useQuietServer } from '../http/quietServer';

const quiet = useQuietServer();

const update = (fileId: string, changes: FileChanges, entitiesPerRequest = 25): Update => ({
	fileId,
	changes,
	entitiesPerRequest,
});

/** The updates of each mutation: IDs and inputs in turn. */
function serve(answer: (id: string) => unknown, look: (id: string) => unknown[]): unknown[][] {
	const mutations: unknown[][] = [];
	quiet.answerGraphql(({ query, variables }) => {
		const values = Object.values<unknown>(variables);
		const isMutation = query.startsWith('mutation');
		if (isMutation) mutations.push(values);
		const ids = values.filter((value) => typeof value === 'string');
		return answerFields(ids.map((id) => (isMutation ? answer(id) : { entities: look(id) })));
	});
	return mutations;
}

async function run(...updates: Update[]) {
	const pool = { parallelRequests: 1, stopOnFailure: false };
	const outcomes = await updateFiles(new SonarClient(quiet.host()), updates, pool);
	return updates.map((one) => outcomes.get(one)!);
}

const file = (id: string, more = {}) => ({ id, filename: `${id}.txt`, ...more });

describe('Updates of files', () => {
	it('change only the given fields', async () => {
		const mutations = serve(
			(id) => file(id),
			() => [],
		);
		const changes = [
			{ description: 'New', primaryImage: false },
			{ description: '' },
			{ primaryImage: true },
			{},
		];
		await run(...changes.map((one, index) => update(String(index), one)));
		expect(mutations).toEqual([
			[
				'0',
				{ description: 'New', primary_image: false },
				'1',
				{ unset_description: true },
				'2',
				{ primary_image: true },
				'3',
				{},
			],
		]);
	});

	it('of one file share a request, as small as any of them demands', async () => {
		const mutations = serve(
			(id) => file(id),
			() => [],
		);
		await run(update('1', {}), update('2', {}), update('1', {}, 1), update('3', {}));
		expect(mutations.map((values) => values.filter((one) => typeof one === 'string'))).toEqual([
			['1', '1'],
			['2', '3'],
		]);
	});

	it.each<[FileChanges, object, boolean]>([
		[{ description: ' a\r\nb\rc ' }, { description: 'a\nb\nc' }, true],
		[{ description: 'a\nb' }, { description: 'a\r\nb\r\n' }, true],
		[{ description: 'a' }, { description: 'b' }, false],
		[{ description: '' }, { description: null }, true],
		[{ description: 'a' }, { description: null }, false],
		[{ primaryImage: true }, { primary_image: true }, true],
		[{ primaryImage: true }, { primary_image: null }, false],
		[{ primaryImage: false }, { primary_image: null }, true],
		[{ description: 'a', primaryImage: true }, { description: 'a' }, false],
		[{}, { description: 'x', primary_image: true }, true],
	])('to %j that result in %j are as requested: %p', async (changes, there, isAsRequested) => {
		serve(
			(id) => file(id, there),
			() => [],
		);
		expect(await run(update('61', changes))).toMatchObject([
			{
				status: 'done',
				value: { file: file('61'), isAsRequested },
				effects: [{ verb: 'updated', what: '61 (61.txt)', sure: true }],
			},
		]);
	});

	it.each([[null], [{}], [file('62', { description: 'a' })]])(
		'that Sonar answers with %j are done if the file shows it',
		async (answer) => {
			serve(
				() => answer,
				(id) => [file(id, { description: 'a' })],
			);
			expect(await run(update('61', { description: 'a' }))).toMatchObject([
				{ value: { file: file('61', { description: 'a' }), isAsRequested: true } },
			]);
			expect(quiet.slept).toBe(0);
		},
	);

	it('stay unknown if the file shows other values for seven seconds', async () => {
		serve(
			() => file('62'),
			(id) => [file(id, { description: 'b' })],
		);
		expect(await run(update('61', { description: 'a' }))).toMatchObject([
			{
				error: {
					code: 'incomplete',
					message: 'Sonar’s answer says nothing about the update of file 61',
					unknownOutcome: 'Whether Sonar updated the files is unknown',
				},
				effects: [{ verb: 'updated', what: '61', sure: false }],
			},
		]);
		expect(quiet.slept).toBe(7000);
	});
});
