import type { Sonar } from '../sonar';
import { answeredBy, contentOf, type Outcome, type Uploads } from './workflow';

/** The numbers of files, tickets, emails or answers by their outcome. */
export interface Account {
	/** Done once, on the right entity, and reported as done. */
	done: number;
	/** Reported as failed, and not done. */
	reported: number;
	/** Reported as of unknown outcome, done or not. */
	unknown: number;
	/** Anything else: done twice, on the wrong entity, or not as reported. */
	lost: number;
}

export type Fate = keyof Account;
type File = Sonar['files'][number];
type Made = ReturnType<Sonar['entities']>[number];

/** Compares what the nodes report of each file with Sonar's books. */
export function accountForFiles(sonar: Sonar, { uploads, links }: Uploads): Account {
	const stored = byContent(sonar);
	return count(
		uploads.map((upload, index) =>
			fateOfFile(index, stored.get(contentOf('file', index)) ?? [], upload, links[index]!),
		),
	);
}

/** Compares what the node reports of each ticket, and of its attachment, with Sonar's books. */
export function accountForTickets(sonar: Sonar, outcomes: readonly Outcome[]): Account {
	const stored = byContent(sonar);
	return count(
		outcomes.map((outcome, index) => {
			const content = contentOf('ticket', index);
			const tickets = sonar.entities('Ticket').filter(({ subject }) => subject === content);
			return fateOfTicket(tickets, stored.get(content) ?? [], outcome);
		}),
	);
}

/** Compares what the node reports of each email with Sonar's books. */
export function accountForEmails(sonar: Sonar, outcomes: readonly Outcome[]): Account {
	const stored = byContent(sonar);
	const tickets = groupBy(sonar.entities('Ticket'), ({ subject }) => subject);
	const replies = groupBy(sonar.entities('TicketReply'), ({ body }) => body);
	return count(
		outcomes.map((outcome, index) => {
			const content = contentOf('email', index);
			const made = [...(tickets.get(content) ?? []), ...(replies.get(content) ?? [])];
			return fateOfEmail(index, made, stored.get(content) ?? [], outcome);
		}),
	);
}

function fateOfFile(index: number, stored: File[], upload: Outcome, link: Outcome): Fate {
	if (stored.length > 1) return 'lost';
	const [file] = stored;
	if (upload.error !== undefined) return failed(upload.error, file !== undefined);
	if (!file || file.id !== upload.json?.id) return 'lost';
	const isLinked = isOn(file, 'Account', String(index + 1));
	if (file.fileable_id !== null && !isLinked) return 'lost';
	if (link.error !== undefined) return failed(link.error, isLinked);
	return isLinked ? 'done' : 'lost';
}

function fateOfTicket(
	tickets: ReadonlyArray<{ id: string }>,
	stored: File[],
	{ json, error }: Outcome,
): Fate {
	if (tickets.length > 1 || stored.length > 1) return 'lost';
	const [ticket] = tickets;
	const [file] = stored;
	if (error !== undefined) {
		const fate = failed(error, ticket !== undefined);
		// The error names a file that is stored but not on a ticket.
		const isHidden = file?.fileable_id === null && !error.includes(file.id);
		return isHidden && fate === 'reported' ? 'lost' : fate;
	}
	if (ticket?.id !== json?.ticket_id) return 'lost';
	return ticket && file && isOn(file, 'Ticket', ticket.id) ? 'done' : 'lost';
}

function fateOfEmail(index: number, made: Made[], stored: File[], { json, error }: Outcome): Fate {
	if (made.length > 1 || stored.length > 1) return 'lost';
	const [one] = made;
	const [file] = stored;
	if (error !== undefined) {
		const fate = failed(error, one !== undefined);
		const isHidden = file?.fileable_id === null && !error.includes(file.id);
		return isHidden && fate === 'reported' ? 'lost' : fate;
	}
	if (!one || !file || !isOn(file, one.type, one.id)) return 'lost';
	const ticket = answeredBy(index);
	const isRight =
		ticket === undefined
			? one.ticketable_id === String(index + 1) && one.id === json?.ticket_id
			: one.ticket_id === ticket && one.id === json?.reply_id;
	return isRight ? 'done' : 'lost';
}

function isOn(file: File, type: string, id: string): boolean {
	return file.fileable_type === type && file.fileable_id === id;
}

/** A failure must say that the outcome is unknown if something was done. */
export function failed(message: string, wasDone: boolean): Fate {
	if (/Whether Sonar .* is unknown/.test(message)) return 'unknown';
	return wasDone ? 'lost' : 'reported';
}

export function count(fates: readonly Fate[]): Account {
	const account: Account = { done: 0, reported: 0, unknown: 0, lost: 0 };
	for (const fate of fates) account[fate] += 1;
	return account;
}

/** Not by name, which a Sonar may change. */
function byContent(sonar: Sonar): Map<string | undefined, File[]> {
	return groupBy(sonar.files, ({ id }) => sonar.content(id).toString());
}

function groupBy<T>(
	all: readonly T[],
	keyOf: (one: T) => string | undefined,
): Map<string | undefined, T[]> {
	const groups = new Map<string | undefined, T[]>();
	for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
	return groups;
}
