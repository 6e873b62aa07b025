import { linkFiles, type Link } from '../../../../../nodes/shared/sonar/files/linkFiles';
import { SonarClient } from '../../../../../nodes/shared/sonar/http/SonarClient';
import { answerFields, useQuietServer } from '../http/quietServer';

const quiet = useQuietServer();

const link = (fileId: string, entityId: string, more: Partial<Link> = {}): Link => ({
	fileId,
	entity: { type: 'Ticket', id: entityId },
	entitiesPerRequest: 25,
	...more,
});

/** Answers all mutations alike, and shows each file linked as in `look`. Collects their inputs. */
function serve(answer: unknown, look: () => object | undefined = () => undefined): unknown[][] {
	const mutations: unknown[][] = [];
	quiet.answerGraphql(({ query, variables }) => {
		const values = Object.values<unknown>(variables);
		const isMutation = query.startsWith('mutation');
		if (isMutation) mutations.push(values);
		const file = look();
		if (!isMutation && file instanceof Error) return { errors: [{ message: file.message }] };
		return answerFields(
			values.map((id) => (isMutation ? answer : { entities: file ? [{ id, ...file }] : [] })),
		);
	});
	return mutations;
}

async function run(...links: Link[]) {
	const pool = { parallelRequests: 1, stopOnFailure: false };
	const outcomes = await linkFiles(new SonarClient(quiet.host()), links, pool);
	return links.map((one) => outcomes.get(one)!);
}

describe('Links of files', () => {
	it('to one entity share a mutation, with the details of each file', async () => {
		const mutations = serve({ id: 7 });
		const outcomes = await run(
			link('61', '7', { description: 'Bill', primaryImage: true }),
			link('62', '8'),
			link('63', '7'),
		);
		const input = (id: string, ...files: object[]) => ({
			fileable_type: 'Ticket',
			fileable_id: id,
			files,
		});
		expect(mutations).toEqual([
			[
				input('7', { file_id: '61', description: 'Bill', primary_image: true }, { file_id: '63' }),
				input('8', { file_id: '62' }),
			],
		]);
		expect(outcomes[2]).toMatchObject({
			status: 'done',
			effects: [{ verb: 'linked', what: '63 to Ticket 7', sure: true }],
		});
	});

	it('that Sonar answers with null are done if the files show it', async () => {
		serve(null, () => ({ fileable_type: 'Ticket', fileable_id: '7' }));
		expect(await run(link('61', '7'))).toMatchObject([{ status: 'done' }]);
	});

	it.each<[string, object | undefined, string]>([
		[
			'fail if the files are linked to nothing seconds later',
			{ fileable_type: null, fileable_id: null },
			'Sonar did not link file 61 to Ticket 7. Seconds later it is linked to nothing. Sonar’s answer says nothing about the link to Ticket 7',
		],
		[
			'fail if Sonar shows no such files',
			undefined,
			'Sonar did not link file 61 to Ticket 7: Sonar has no file with the ID 61',
		],
		[
			'are unknown if Sonar shows no files at all',
			new Error('You do not have permission.'),
			'Sonar’s answer says nothing about the link to Ticket 7',
		],
	])('that Sonar answers with null %s', async (_, file, message) => {
		serve(null, () => file);
		expect(await run(link('61', '7'))).toMatchObject([{ status: 'failed', error: { message } }]);
	});
});
