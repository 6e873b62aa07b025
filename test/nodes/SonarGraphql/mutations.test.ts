import {
	afterwards,
	answerWith,
	json,
	reset,
	resetAfterBody,
	reshaped,
	status,
} from '../../sonar/answers';
import { useKitWithNewSonars } from '../useKit';
import { runnerOf } from './run';

const kit = useKitWithNewSonars();
const run = runnerOf(kit);
beforeEach(() => {
	kit.sonar.addEntity('Ticket', { id: '7', subject: 'No internet' });
	kit.sonar.clearLog();
});

const ALLOWED = { options: { allowMutations: true } };
const COMMENT = `mutation ($body: Text!) {
	createTicketComment(input: { ticket_id: 7, body: $body }) { id }
}`;
const variables = '={{ { body: $json.body } }}';
const input = (...bodies: string[]) => bodies.map((body) => ({ json: { body } }));
const bodies = () => kit.sonar.entities('TicketComment').map(({ body }) => body);
const UNKNOWN =
	'Whether Sonar carried out the mutation is unknown: look in Sonar before you run it again';

describe('A mutation', () => {
	it.each([COMMENT, '# query\nmutation { a: deleteFile(id: 1) { success } }'])(
		'is an error unless it is allowed, before anything is sent: %#',
		async (query) => {
			const { error } = await run(query, {
				variables: query === COMMENT ? '{ "body": "x" }' : '{}',
			});
			expect(error?.message).toContain('The query is a mutation');
			expect(error).toHaveProperty('description', expect.stringContaining('Allow Mutations'));
			expect(kit.calls).toEqual([]);
		},
	);

	it('is sent for each item, in their order, also an identical one', async () => {
		const { error, items } = await run(
			COMMENT,
			{ variables, ...ALLOWED },
			{ input: input('a', 'b', 'a') },
		);
		expect(error).toBeUndefined();
		expect(items.map((item) => item.json)).toEqual(
			['1', '2', '3'].map((id) => ({ createTicketComment: { id } })),
		);
		expect(bodies()).toEqual(['a', 'b', 'a']);
	});

	it('is not paged', async () => {
		const query = `mutation ($page: Paginator) { createTicketComment(input: { ticket_id: 7, body: "x" }) { id files(paginator: $page) { entities { id } } } }`;
		const { error } = await run(query, { ...ALLOWED, returnAll: true });
		expect(error?.message).toContain('Return All needs a query');
		expect((await run(query, ALLOWED)).error).toBeUndefined();
		expect(bodies()).toEqual(['x']);
	});

	it('of several fields is run before a query of a later item', async () => {
		const query = '={{ $json.query }}';
		const { items } = await run(query, ALLOWED, {
			input: [
				{ json: { query: '{ tickets { entities { ticket_comments { entities { id } } } } }' } },
				{
					json: {
						query: 'mutation { createTicketComment(input: { ticket_id: 7, body: "x" }) { id } }',
					},
				},
				{ json: { query: '{ tickets { entities { ticket_comments { entities { id } } } } }' } },
			],
		});
		expect(items.map((item) => item.json)).toEqual([
			{ ticket_comments: { entities: [] } },
			{ createTicketComment: { id: '1' } },
			{ ticket_comments: { entities: [{ id: '1' }] } },
		]);
	});
});

describe('If a mutation fails', () => {
	it.each([
		['breaks after it was sent', resetAfterBody],
		['is answered by a gateway', afterwards(() => status(502))],
		[
			'is answered without words',
			afterwards(() => json({ data: null, errors: [{ message: 'Server Error' }] })),
		],
		[
			'fails below its field',
			reshaped(({ data }: { data: object }) => ({
				data: { createTicketComment: null },
				errors: [{ message: 'Bad.', path: ['createTicketComment', 'id'] }],
				x: data,
			})),
		],
	])('and %s, its outcome is unknown, and nothing is sent twice', async (_, answer) => {
		answerWith(kit.sonar, '/', answer);
		const { error } = await run(
			COMMENT,
			{ variables, ...ALLOWED },
			{ input: input('a', 'b'), retryOnFail: true },
		);
		expect(error?.message).toContain(UNKNOWN);
		expect(kit.calls.filter((call) => call !== 'query')).toHaveLength(1);
	});

	it('is not sent again for the items that are done', async () => {
		answerWith(kit.sonar, '/', 'as usual', resetAfterBody);
		const { error } = await run(
			COMMENT,
			{ variables, ...ALLOWED },
			{ input: input('a', 'b', 'c'), retryOnFail: true },
		);
		expect(error?.message).toContain(
			`${UNKNOWN} [item 1]. Already run: createTicketComment [item 0]`,
		);
		expect(bodies()).toEqual(['a']);
	});

	it('is sent again only if nothing can have happened', async () => {
		answerWith(kit.sonar, '/', status(429), 'as usual');
		await run(COMMENT, { variables, ...ALLOWED }, { input: input('a') });
		expect(bodies()).toEqual(['a']);
		answerWith(kit.sonar, '/', reset);
		const { error } = await run(COMMENT, { variables, ...ALLOWED }, { input: input('b') });
		expect(error?.message).toContain(UNKNOWN);
	});

	const TWO = `mutation {
		first: createTicketComment(input: { ticket_id: 7, body: "x" }) { id }
		createTicketReply(input: { ticket_id: 99, body: "x" }) { id }
	}`;

	it('says which of its fields were carried out, and does not repeat them', async () => {
		const { error } = await run(TWO, ALLOWED, { retryOnFail: true });
		expect(error?.message).toMatch(
			/^Sonar answered: .*Already run: createTicketComment \(first\) \[item 0\]$/,
		);
		expect(error?.message).not.toContain('unknown');
		expect(kit.calls).toEqual(['mutation']);
		expect(bodies()).toEqual(['x']);
	});

	it('can keep what was carried out', async () => {
		const { items } = await run(TWO, { options: { allowMutations: true, partialData: 'keep' } });
		expect(items[0]!.json).toMatchObject({
			first: { id: '1' },
			createTicketReply: null,
			errors: [{ path: ['createTicketReply'] }],
		});
	});

	it('is an error if Sonar refuses it unread, and was not carried out', async () => {
		const { error } = await run(
			'mutation { createTicketComment(input: { ticket_id: 7 }) { id } }',
			ALLOWED,
		);
		expect(error?.message).toContain('Sonar answered: ');
		expect(error?.message).not.toContain('unknown');
	});

	it('is an error if Sonar says success: false', async () => {
		const answer = { data: { deleteFile: { success: false, message: 'Still in use.' } } };
		answerWith(kit.sonar, '/', json(answer), json(answer));
		const query = 'mutation { deleteFile(id: 61) { success message } }';
		expect((await run(query, ALLOWED)).error?.message).toContain('Sonar answered: Still in use.');
		const { items } = await run(query, { options: { allowMutations: true, partialData: 'keep' } });
		expect(items[0]!.json).toEqual({
			...answer.data,
			errors: [{ message: 'Still in use.', path: ['deleteFile'] }],
		});
	});
});
