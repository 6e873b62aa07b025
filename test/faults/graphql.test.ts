import { useKit } from '../nodes/useKit';
import { answerTo, json, reshaped } from '../sonar/answers';
import { faultsOfJson, rateLimits, unusual } from './faults';
import { alike, answerAlways, expectOutcomes, messages, outcomesOf, type Row } from './runFault';
import { itFailsUnreachable } from './unreachable';

const kit = useKit();
beforeAll(() => {
	kit.sonar.addEntity('Ticket', { id: '7' });
});

/**
 * The faults whose outcome this node settles in its own way. The client handles all others alike: the
 * tables of lists and links have them.
 */
const SETTLED = [
	'a dead token under 200',
	'400',
	'500',
	'502',
	'a reset after all was done',
	'a list',
];
const settled = Object.fromEntries(
	Object.entries(faultsOfJson).filter(
		([name]) => SETTLED.includes(name) || name in rateLimits || unusual.includes(name),
	),
);

const faults = {
	...settled,
	'errors alone': json({ errors: [{ message: 'Bad.' }] }),
	'errors alone, after all was done': reshaped(() => ({ errors: [{ message: 'Bad.' }] })),
	'errors beside null': answerTo(([name]) => ({
		data: { [name!]: null },
		errors: [{ message: 'Bad.', path: [name] }],
	})),
	'errors beside data': reshaped((answer: object) => ({
		...answer,
		errors: [{ message: 'Bad.' }],
	})),
	'data that is null': json({ data: null }),
};

const UNKNOWN = 'Whether Sonar carried out the mutation is unknown: look in Sonar';
const NEITHER = 'Sonar answered neither data nor errors';
const good = { outcome: 'done', done: 1 };

/** A query is tried again, a mutation is not. Only the rate limit is waited for by both. */
const queries: Row[] = [
	{ fault: '400', outcome: messages[400], requests: 1, done: 0 },
	{ fault: 'a dead token under 200', outcome: messages.deadToken, requests: 1, done: 0 },
	...alike(Object.keys(rateLimits), { ...good, requests: 2, isOnce: true }),
	{ fault: '500', outcome: messages[500], requests: 1, done: 0 },
	{ fault: '502', outcome: messages[502], requests: 4, done: 0 },
	{ fault: 'a reset after all was done', outcome: messages.broke, requests: 4, done: 0 },
	{ fault: 'a list', outcome: messages.noJson, requests: 1, done: 0 },
	...alike(unusual, { ...good, requests: 1 }),
	{ fault: 'errors alone', outcome: 'Sonar answered: Bad.', requests: 1, done: 0 },
	{
		fault: 'errors alone, after all was done',
		outcome: 'Sonar answered: Bad.',
		requests: 1,
		done: 0,
	},
	{ fault: 'errors beside null', outcome: 'Sonar answered: Bad.', requests: 1, done: 0 },
	{ fault: 'errors beside data', outcome: 'Sonar answered: Bad.', requests: 1, done: 0 },
	{ fault: 'data that is null', outcome: NEITHER, requests: 1, done: 0 },
];

const mutations: Row[] = [
	{ fault: '400', outcome: messages[400], requests: 1, done: 0 },
	{ fault: 'a dead token under 200', outcome: messages.deadToken, requests: 1, done: 0 },
	...alike(Object.keys(rateLimits), { ...good, requests: 2, isOnce: true }),
	{ fault: '500', outcome: `${messages[500]}. ${UNKNOWN}`, requests: 1, done: 0 },
	{ fault: '502', outcome: `${messages[502]}. ${UNKNOWN}`, requests: 1, done: 0 },
	{
		fault: 'a reset after all was done',
		outcome: `${messages.broke}. ${UNKNOWN}`,
		requests: 1,
		done: 1,
	},
	{ fault: 'a list', outcome: `${messages.noJson}. ${UNKNOWN}`, requests: 1, done: 1 },
	...alike(unusual, { ...good, requests: 1 }),
	{ fault: 'errors alone', outcome: `Sonar answered: Bad. ${UNKNOWN}`, requests: 1, done: 0 },
	{
		fault: 'errors alone, after all was done',
		outcome: `Sonar answered: Bad. ${UNKNOWN}`,
		requests: 1,
		done: 1,
	},
	{ fault: 'errors beside null', outcome: 'Sonar answered: Bad.', requests: 1, done: 0 },
	{
		fault: 'errors beside data',
		outcome: 'Sonar answered: Bad. [item 0]. Already run: createTicketComment [item 0]',
		requests: 1,
		done: 1,
	},
	{ fault: 'data that is null', outcome: `${NEITHER}. ${UNKNOWN}`, requests: 1, done: 0 },
];

const QUERY = '{ tickets { entities { id } } }';
const MUTATION = 'mutation { createTicketComment(input: { ticket_id: 7, body: "x" }) { id } }';
const node = (query: string) => ({
	type: 'sonarGraphql',
	parameters: { query, options: { allowMutations: true } },
});
const comments = () => kit.sonar.entities('TicketComment').length;

describe.each([
	['Query', QUERY, queries],
	['Mutation', MUTATION, mutations],
])('%s of one’s own', (_, query, table) => {
	const run = async (fault: string, times?: number) => {
		answerAlways(kit, '/api/graphql', faults[fault as keyof typeof faults], times);
		return await outcomesOf(kit, node(query));
	};

	it('has a row for every fault', () => {
		expect(table.map(({ fault }) => fault).sort()).toEqual(Object.keys(faults).sort());
	});

	it.each(table)('ends as the table says after $fault', async (row) => {
		const before = comments();
		const outcomes = await run(row.fault, row.isOnce ? 1 : undefined);
		expectOutcomes(outcomes, row.outcome);
		expect(kit.calls).toHaveLength(row.requests);
		if (query === MUTATION) expect(comments()).toBe(before + row.done);
	});
});

itFailsUnreachable(kit, { message: messages.broke, connections: 4 }, () => node(QUERY));
