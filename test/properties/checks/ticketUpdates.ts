import type { Entity } from '../../sonar';
import { text, type Ran } from '../Ran';
import type { UpdateTicketStep } from '../steps';
import type { World } from '../World';
import { accountsFor, checkSilence, isDone } from './accounts';

/** The update that an item requests. */
interface Wanted {
	item: number;
	id: string;
	subject: string;
	status: string;
}

type Books = ReadonlyMap<string, Readonly<Entity>>;

/** Changes tickets, and compares the node's claims with Sonar's books. */
export async function updateTickets(world: World, step: UpdateTicketStep): Promise<string[]> {
	const wanted = step.updates.map(({ ticket, ...changes }, item): Wanted => ({
		item,
		id: world.ticketOf(ticket),
		...changes,
	}));
	const before = booksOf(world);
	const ran = await world.run(
		step,
		'sonarUpdateTicket',
		{
			ticketId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
			updateFields: { subject: '={{ $json.subject }}', status: '={{ $json.status }}' },
			options: { entitiesPerRequest: step.perRequest, parallelRequests: step.parallelRequests },
		},
		wanted.map(({ id, subject, status }) => ({ json: { id, subject, status } })),
	);
	const after = booksOf(world);
	return [
		...checkClaims(ran, wanted, after),
		...checkBooks(ran, wanted, before, after),
		...checkSilence(ran, wanted.length),
		...checkFailures(world, step, ran, wanted, before),
	];
}

/** A copy: the server changes its tickets in place. */
function booksOf(world: World): Books {
	return new Map(world.entities('Ticket').map((ticket) => [ticket.id, { ...ticket }]));
}

function isSo(ticket: Readonly<Entity> | undefined, { subject, status }: Wanted): boolean {
	return ticket?.subject === subject && ticket.status === status;
}

function checkClaims(ran: Ran, wanted: readonly Wanted[], after: Books): string[] {
	return ran.successes.flatMap(({ item, json }) => {
		const asked = wanted[item];
		if (asked?.id !== text(json.ticket_id))
			return [`item ${item} asks for ${asked?.id}, and its output is ${text(json.ticket_id)}`];
		if (!after.has(asked.id))
			return [`item ${item} changed ticket ${asked.id}, which is not there`];
		// Another item may have changed the ticket afterwards; then the last one counts.
		const all = wanted.filter(({ id }) => id === asked.id);
		const isWhole = all.every((one) => isDone(ran, one.item));
		const possible = isWhole ? all.slice(-1) : all;
		return possible.some((one) => isSo(after.get(asked.id), one))
			? []
			: [`item ${item} says that ticket ${asked.id} is changed, and it is not`];
	});
}

/** Every change was requested, and is reported or accounted for. */
function checkBooks(ran: Ran, wanted: readonly Wanted[], before: Books, after: Books): string[] {
	const changed = [...after.values()].filter(
		(ticket) =>
			ticket.subject !== before.get(ticket.id)?.subject ||
			ticket.status !== before.get(ticket.id)?.status,
	);
	return changed.flatMap((ticket) => {
		const { id } = ticket;
		const asked = wanted.filter((one) => one.id === id && isSo(ticket, one));
		if (asked.length === 0) return [`ticket ${id} was changed in a way that nobody asked for`];
		const said = asked.some(
			({ item }) =>
				isDone(ran, item) || ran.errorsOf(item).some((message) => accountsFor(message, id)),
		);
		return said ? [] : [`ticket ${id} was changed, and nothing says so`];
	});
}

function checkFailures(
	world: World,
	{ goodToken, breaks }: UpdateTicketStep,
	ran: Ran,
	wanted: readonly Wanted[],
	before: Books,
): string[] {
	if (!goodToken || breaks || world.allows('createUnknown')) return [];
	const isPossible = ({ id }: Wanted) => before.has(id);
	const wrong = ran.failures.filter(({ item }) => isPossible(wanted[item]!));
	if (ran.stopped && wanted.every(isPossible)) wrong.push(ran.stopped);
	return wrong.map(({ item, message }) => `item ${item} should have been updated: ${message}`);
}
