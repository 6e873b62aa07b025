import type { Entity, StoredFile } from '../../sonar';
import { text, type Ran } from '../Ran';
import type { UpdateTicketStep } from '../steps';
import type { World } from '../World';
import { accountsFor, checkSilence, countBy, isDone } from './accounts';
import { checkStored, contentsOf } from './stored';

/** The update that an item requests. */
interface Wanted {
	item: number;
	id: string;
	subject: string;
	status: string;
	/** The contents of its files, as in `contentsOf`. */
	contents: string[];
	isRefused: boolean;
}

type Books = ReadonlyMap<string, Readonly<Entity>>;

/** Changes tickets, and compares the node's claims with Sonar's books. */
export async function updateTickets(world: World, step: UpdateTicketStep): Promise<string[]> {
	const wanted = step.updates.map(({ ticket, files, ...changes }, item): Wanted => ({
		item,
		id: world.ticketOf(ticket),
		...changes,
		contents: contentsOf(files),
		isRefused: files.some(({ name }) => name.endsWith('.exe')),
	}));
	const before = booksOf(world);
	const linked = new Set(filesOfTickets(world).map(({ id }) => id));
	const input = await Promise.all(
		step.updates.map(
			async ({ files }) =>
				await world.item(Object.fromEntries(files.map((file, index) => [`file_${index}`, file]))),
		),
	);
	const ran = await world.run(
		step,
		'sonarUpdateTicket',
		{
			ticketId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
			updateFields: { subject: '={{ $json.subject }}', status: '={{ $json.status }}' },
			binaryPropertyName: '*',
			options: { entitiesPerRequest: step.perRequest, parallelRequests: step.parallelRequests },
		},
		wanted.map(({ id, subject, status, item }) => ({
			json: { id, subject, status },
			binary: input[item]!.binary,
		})),
	);
	const after = booksOf(world);
	return [
		...checkClaims(ran, wanted, after),
		...checkBooks(ran, wanted, before, after),
		...checkOnce(world, wanted),
		...checkFiles(world, ran, wanted, linked),
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

/** No update is sent to Sonar more often than it was requested. */
function checkOnce({ sonar }: World, wanted: readonly Wanted[]): string[] {
	const fields = sonar.log.flatMap((request) => request.fields ?? []);
	const sent = countBy(
		fields.filter(({ name }) => name === 'updateTicket').map(({ args }) => text(args.id)),
	);
	return [...sent]
		.filter(([id, times]) => times > wanted.filter((one) => one.id === id).length)
		.map(([id, times]) => `ticket ${id} was updated ${times} times`);
}

function filesOfTickets({ sonar }: World): StoredFile[] {
	return sonar.files.filter(({ fileable_type }) => fileable_type === 'Ticket');
}

/** Each file is on its own ticket once, and named by its item, or accounted for. */
function checkFiles(
	world: World,
	ran: Ran,
	wanted: readonly Wanted[],
	linked: ReadonlySet<string>,
): string[] {
	const added = filesOfTickets(world).filter(({ id }) => !linked.has(id));
	const contentOf = (id: string) => world.sonar.content(id).toString('latin1');
	const keyOf = (ticket: string | null, content: string) => JSON.stringify([ticket, content]);
	const given = countBy(
		wanted.flatMap(({ id, contents }) => contents.map((content) => keyOf(id, content))),
	);
	const kept = countBy(added.map((file) => keyOf(file.fileable_id, contentOf(file.id))));
	const wrong = [...kept].filter(([key, count]) => count > (given.get(key) ?? 0));
	const claims = ran.successes.flatMap(({ item, json }) => {
		const ids = json.file_ids as string[];
		const own = added.filter(
			({ id, fileable_id }) => ids.includes(id) && fileable_id === json.ticket_id,
		);
		const contents = own.map(({ id }) => contentOf(id));
		return ids.length === own.length &&
			JSON.stringify(contents.sort()) === JSON.stringify([...wanted[item]!.contents].sort())
			? []
			: [`item ${item} names the files ${ids.join()}, which are not its own on its ticket`];
	});
	return [
		...wrong.map(([key]) => `a file is on a ticket twice, or on a wrong one: ${key.slice(0, 40)}`),
		...claims,
		...checkStored(
			world,
			ran,
			new Set(added.map(({ id }) => id)),
			wanted.map(({ item, contents }) => ({ items: [item], contents })),
		),
	];
}

function checkFailures(
	world: World,
	{ goodToken, breaks }: UpdateTicketStep,
	ran: Ran,
	wanted: readonly Wanted[],
	before: Books,
): string[] {
	if (!goodToken || breaks) return [];
	if (world.allows('createUnknown', 'uploadFails', 'uploadUnknown', 'listLags')) return [];
	const isPossible = ({ id, isRefused }: Wanted) => before.has(id) && !isRefused;
	const wrong = ran.failures.filter(({ item }) => isPossible(wanted[item]!));
	if (ran.stopped && wanted.every(isPossible)) wrong.push(ran.stopped);
	return wrong.map(({ item, message }) => `item ${item} should have been updated: ${message}`);
}
