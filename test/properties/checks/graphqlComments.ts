import type { Entity } from '../../sonar';
import { text, type Ran, type Success } from '../Ran';
import type { GraphqlStep } from '../steps';
import type { World } from '../World';
import { checkSilence } from './accounts';
import type { RunDocument } from './graphql';

/** The comment that an item's mutation creates. */
interface Wanted {
	item: number;
	ticket: string;
	body: string;
}

const MUTATION = `mutation ($id: Int64Bit!, $body: Text!) {
	createTicketComment(input: { ticket_id: $id, body: $body }) { id ticket_id created_at }
}`;

/** Adds a comment for each item by a mutation: never twice, and not without Allow Mutations. */
export async function addComments(
	world: World,
	step: GraphqlStep,
	run: RunDocument,
): Promise<string[]> {
	const wanted = step.tickets.map((choice, item): Wanted => ({
		item,
		ticket: world.ticketOf(choice),
		body: world.newText(),
	}));
	const known = new Set(world.entities('TicketComment').map(({ id }) => id));
	const tickets = new Set(world.entities('Ticket').map(({ id }) => id));
	const ran = await run(world, step, {
		query: MUTATION,
		variables: ['id', 'body'],
		items: wanted.map(({ ticket, body }) => ({ id: ticket, body: JSON.stringify(body) })),
	});
	const created = world.entities('TicketComment').filter(({ id }) => !known.has(id));
	const { log } = world.sonar;
	if (!step.allowMutations) {
		return [
			...(log.length > 0 ? ['a mutation that is not allowed asked Sonar something'] : []),
			...(ran.successes.length > 0 ? ['a mutation that is not allowed has an output'] : []),
			...checkSilence(ran, wanted.length),
		];
	}
	const isPossible = ({ ticket }: Wanted) => tickets.has(ticket);
	const mayFail = !step.goodToken || step.breaks > 0 || world.allows('createUnknown');
	const wrong = mayFail ? [] : ran.failures.filter(({ item }) => isPossible(wanted[item]!));
	if (!mayFail && ran.stopped && wanted.every(isPossible)) wrong.push(ran.stopped);
	return [
		...ran.successes.flatMap((success) => checkClaim(world, success, wanted, created)),
		...wanted.flatMap((one) => checkOnce(ran, one, created)),
		...created
			.filter(
				({ body, ticket_id }) =>
					!wanted.some((one) => one.body === body && one.ticket === ticket_id),
			)
			.map(({ id }) => `comment ${id} was created, and nobody asked for it`),
		...checkSilence(ran, wanted.length),
		...wrong.map(({ item, message }) => `item ${item} should have been created: ${message}`),
	];
}

/** Each item names its own comment. Only a Sonar that answers null gives it none to name. */
function checkClaim(
	world: World,
	{ item, json }: Success,
	wanted: readonly Wanted[],
	created: readonly Entity[],
): string[] {
	const { ticket, body } = wanted[item]!;
	const comment = created.find((one) => one.body === body);
	if (!comment) return [`item ${item} is done, and has no comment`];
	const named = json.createTicketComment as { id: unknown; ticket_id: unknown } | null;
	if (!named) return world.allows('createUnknown') ? [] : [`item ${item} names no comment`];
	return text(named.id) === comment.id && text(named.ticket_id) === ticket
		? []
		: [`item ${item} names comment ${text(named.id)} of ${text(named.ticket_id)}, not its own`];
}

function checkOnce(ran: Ran, { item, body }: Wanted, created: readonly Entity[]): string[] {
	const made = created.filter((one) => one.body === body).length;
	const isSaid =
		ran.successes.some((success) => success.item === item) ||
		// An error that stopped the node names the mutations that were carried out by their items.
		ran.errorsOf(item).some((error) => /unknown/i.test(error) || error.includes(`[item ${item}]`));
	return [
		...(made > 1 ? [`the comment of item ${item} was created ${made} times`] : []),
		...(made > 0 && !isSaid
			? [`the comment of item ${item} was created, and nothing says so`]
			: []),
	];
}
