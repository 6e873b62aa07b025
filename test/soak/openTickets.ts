import { byId, type Kit } from '../nodes/kit';
import type { NodeRun } from '../nodes/nodeRun';
import { count, failed, type Account, type Fate } from './account';
import { options, outcomesOf, type Outcome } from './workflow';

/** How many requests of Sonar GraphQL one execution sends: one for each item. */
const QUERIES = 50;

type Ticket = ReturnType<Kit['sonar']['entities']>[number];

const idOf = (index: number) => String(2_000_000 + index);
const subjectOf = (index: number) => `Open ${index}`;

/** An open ticket for each item, in Sonar and as the items name it. */
function addTickets({ sonar }: Kit, items: number) {
	return Array.from({ length: items }, (_, index) => {
		const ticket_id = sonar.addEntity('Ticket', { id: idOf(index), subject: subjectOf(index) });
		return { json: { ticket_id, text: `Comment ${index}` } };
	});
}

/** Lists each ticket by its ID. */
export async function listTickets(kit: Kit, items: number): Promise<Account> {
	const outcomes = await outcomesOf(kit, {
		type: 'sonarListTickets',
		parameters: { scope: 'ids', options: withoutFiles },
		input: addTickets(kit, items),
	});
	return count(outcomes.map(({ json, error }, index) => fateOfAnswer(index, json, error)));
}

/** Asks for each ticket by a query. */
export async function queryTickets(kit: Kit, items: number): Promise<Account> {
	const outcomes = await runGraphql(kit, items, {
		query: 'query ($id: Int64Bit!) { tickets(id: $id) { entities { ticket_id: id subject } } }',
		variables: '={{ { id: $json.ticket_id } }}',
	});
	return count(outcomes.map(({ json, error }, index) => fateOfAnswer(index, json, error)));
}

/** Closes each ticket. */
export async function closeTickets(kit: Kit, items: number): Promise<Account> {
	const outcomes = await outcomesOf(kit, {
		type: 'sonarUpdateTicket',
		parameters: {
			ticketId: byId('={{ $json.ticket_id }}'),
			updateFields: { status: 'CLOSED' },
			options: withoutFiles,
		},
		input: addTickets(kit, items),
	});
	const times = timesOf(kit, 'updateTicket', ({ id }) => id);
	const tickets = new Map(kit.sonar.entities('Ticket').map((ticket) => [ticket.id, ticket]));
	return count(
		outcomes.map((outcome, index) => {
			const ticket = tickets.get(idOf(index))!;
			const isRight = outcome.json?.ticket_id === ticket.id && outcome.json.status === 'CLOSED';
			return fateOfChange(times.get(ticket.id) ?? 0, ticket.status === 'CLOSED', isRight, outcome);
		}),
	);
}

/** Adds a comment to each ticket by a mutation. */
export async function addComments(kit: Kit, items: number): Promise<Account> {
	const outcomes = await runGraphql(kit, items, {
		query:
			'mutation ($id: Int64Bit!, $body: Text!) { createTicketComment(input: { ticket_id: $id, body: $body }) { id } }',
		variables: '={{ { id: $json.ticket_id, body: $json.text } }}',
		options: { idleTimeout: options.idleTimeout, allowMutations: true },
	});
	const comments = new Map<unknown, Ticket[]>();
	for (const comment of kit.sonar.entities('TicketComment')) {
		comments.set(comment.body, [...(comments.get(comment.body) ?? []), comment]);
	}
	return count(
		outcomes.map((outcome, index) => {
			const own = comments.get(`Comment ${index}`) ?? [];
			const named = outcome.json?.createTicketComment as { id?: unknown } | undefined;
			const isRight = own[0]?.ticket_id === idOf(index) && String(named?.id) === own[0].id;
			return fateOfChange(own.length, own.length > 0, isRight, outcome);
		}),
	);
}

const withoutFiles = {
	entitiesPerRequest: options.entitiesPerRequest,
	idleTimeout: options.idleTimeout,
};

/** In executions of its own for some items each, since a wrong token ends one. */
async function runGraphql(
	kit: Kit,
	items: number,
	parameters: NonNullable<NodeRun['parameters']>,
): Promise<Outcome[]> {
	const input = addTickets(kit, items);
	const outcomes: Outcome[] = [];
	for (let start = 0; start < items; start += QUERIES) {
		const node = {
			type: 'sonarGraphql',
			parameters: { options: { idleTimeout: options.idleTimeout }, ...parameters },
			input: input.slice(start, start + QUERIES),
		};
		outcomes.push(...(await outcomesOf(kit, node)));
	}
	return outcomes;
}

/** How often Sonar executed a mutation for each ID. */
function timesOf(
	{ sonar }: Kit,
	name: string,
	keyOf: (args: Record<string, unknown>) => unknown,
): Map<unknown, number> {
	const times = new Map<unknown, number>();
	const fields = sonar.log.flatMap((request) => request.fields ?? []);
	for (const field of fields) {
		if (field.name !== name) continue;
		const key = keyOf(field.args);
		times.set(key, (times.get(key) ?? 0) + 1);
	}
	return times;
}

function fateOfAnswer(index: number, json: Outcome['json'], error: string | undefined): Fate {
	if (error !== undefined) return 'reported';
	// A query gives IDs as Sonar does, and some Sonars give numbers.
	const isOwn =
		Number(json?.ticket_id) === Number(idOf(index)) && json?.subject === subjectOf(index);
	return isOwn ? 'done' : 'lost';
}

/** @param isRight whether the output names what was changed */
function fateOfChange(times: number, isDone: boolean, isRight: boolean, { error }: Outcome): Fate {
	if (times > 1) return 'lost';
	if (error !== undefined) return failed(error, isDone);
	return isDone && isRight ? 'done' : 'lost';
}
