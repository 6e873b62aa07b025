import { useKit } from '../nodes/useKit';
import { json, reshaped } from '../sonar/answers';
import type { RawAnswer } from '../sonar';
import { answerAlways, expectOutcomes, outcomesOf, type Row } from './runFault';

const kit = useKit();
beforeAll(() => {
	kit.sonar.addEntity('User', { id: '5', name: 'Ada' });
	kit.sonar.addEntity('Ticket', { id: '7', details: { user_id: '5' } });
	for (let reply = 0; reply < 26; reply += 1)
		kit.sonar.addEntity('TicketReply', { ticket_id: '7' });
});

interface List {
	entities: Array<Record<string, unknown>>;
	page_info?: object;
}

/** Changes the tickets of the answer. */
const tickets = (change: (ticket: Record<string, unknown>) => unknown) =>
	reshaped(({ data }: { data: Record<string, List> }) => ({
		data: Object.fromEntries(
			Object.entries(data).map(([name, list]) => [
				name,
				{ ...list, entities: list.entities.map(change) },
			]),
		),
	}));
const replies = (change: (list: List) => unknown) =>
	tickets((ticket) => ({ ...ticket, ticket_replies: change(ticket.ticket_replies as List) }));

const forbidden = { message: 'You do not have permission to read users.' };
const refusal = json({
	data: { f0: null },
	errors: [{ ...forbidden, path: ['f0', 'entities', 0, 'user'] }],
});

const faults: Record<string, RawAnswer> = {
	'no permission for the names': refusal,
	'no permission at all': refusal,
	'a ticket without an ID': tickets((ticket) => ({ ...ticket, id: undefined })),
	'another ticket': tickets((ticket) => ({ ...ticket, id: '8' })),
	'no ticket': tickets(() => null),
	'no names': tickets((ticket) => ({ ...ticket, user: null })),
	'a null list of replies': replies(() => null),
	'a null reply': replies(({ entities, ...list }) => ({ ...list, entities: [null, ...entities] })),
	'a reply without an ID': replies((list) => ({ ...list, entities: [{ body: 'a' }] })),
	'replies without page_info': replies(({ entities }) => ({ entities })),
	'pages of replies that never end': replies((list) => ({
		...list,
		page_info: { total_pages: 1e9 },
	})),
	'fewer replies than Sonar counts': replies(({ entities, page_info }) => ({
		entities: entities.slice(1),
		page_info,
	})),
	'a refused count': json({
		data: { f0: null },
		errors: [{ message: 'The aggregation does not exist.', path: ['f0', 'entities', 0] }],
	}),
};

/**
 * Of one ticket by its ID, with 26 replies. Other faults end as those of List Files, whose lists are
 * the same.
 */
const table: Row[] = [
	{ fault: 'no permission for the names', outcome: 'done', requests: 3, done: 26, isOnce: true },
	{ fault: 'no permission at all', outcome: forbidden.message, requests: 2, done: 0 },
	{
		fault: 'a ticket without an ID',
		outcome: 'without the ID of a ticket',
		requests: 1,
		done: 0,
	},
	// Looked for again, three times.
	{ fault: 'another ticket', outcome: 'Sonar has no ticket with the ID 7', requests: 4, done: 0 },
	{ fault: 'no ticket', outcome: 'Sonar has no ticket with the ID 7', requests: 4, done: 0 },
	{ fault: 'no names', outcome: 'done', requests: 2, done: 26 },
	{
		fault: 'a null list of replies',
		outcome: 'Sonar answered without a list of ticket replies',
		requests: 1,
		done: 0,
	},
	{ fault: 'a null reply', outcome: 'done', requests: 2, done: 26 },
	{
		fault: 'a reply without an ID',
		outcome: 'without the ID of one of the ticket replies',
		requests: 1,
		done: 0,
	},
	{ fault: 'replies without page_info', outcome: 'done', requests: 3, done: 26 },
	{ fault: 'pages of replies that never end', outcome: 'done', requests: 3, done: 26 },
	{
		fault: 'fewer replies than Sonar counts',
		outcome: 'Sonar gave fewer ticket replies than it counts',
		requests: 6,
		done: 0,
	},
	{ fault: 'a refused count', outcome: 'done', requests: 4, done: 26, isOnce: true },
];

const ticket = {
	type: 'sonarListTickets',
	parameters: { scope: 'ids', ticketId: '7', options: { include: ['replies'] } },
};

describe('List Tickets', () => {
	it('has a row for every fault', () => {
		expect(table.map(({ fault }) => fault).sort()).toEqual(Object.keys(faults).sort());
	});

	it.each(table)('ends as the table says after $fault', async (row) => {
		const answer = () =>
			answerAlways(kit, '/api/graphql', faults[row.fault]!, row.isOnce ? 1 : undefined);
		answer();
		expectOutcomes(await outcomesOf(kit, ticket), row.outcome);
		expect(kit.calls).toHaveLength(row.requests);
		if (row.outcome !== 'done') return;
		answer();
		const { items } = await kit.run(ticket);
		expect(items[0]!.json.replies).toHaveLength(row.done);
	});

	it('says that names are missing where the token may not read them', async () => {
		answerAlways(kit, '/api/graphql', refusal, 1);
		const { items, hints } = await kit.run(ticket);
		expect(items[0]!.json).toMatchObject({ user_id: '5', user_name: null });
		expect(hints.map(({ message }) => message)).toEqual([
			expect.stringMatching(/^The names of accounts, .* are empty, because/),
		]);
	});
});
