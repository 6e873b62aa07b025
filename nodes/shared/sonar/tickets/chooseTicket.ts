import { isSameEmailAddress } from '../addressKey';
import { compareIds } from '../ids';
import { listNames } from '../listNames';
import type { AboutEmail, EmailLookup } from './emailLookup';
import type { FoundTicket } from './foundTickets';

/** The ticket that an email answers, and why others that it names do not count. */
export interface Choice {
	ticket?: FoundTicket;
	/** Sentences for the text of a new ticket. */
	reasons: string[];
}

/**
 * A ticket counts if it exists and knows the sender; of several the one that changed last.
 *
 * @throws SonarError if Sonar does not tell
 */
export function chooseTicket(email: AboutEmail, lookup: EmailLookup): Choice {
	const { knownAddress, ticketNumbers } = email;
	if (knownAddress === undefined) {
		const named = ticketNumbers.map((id) => `ticket ${id}`);
		if (named.length === 0) return { reasons: [] };
		return { reasons: [`The subject names ${listNames(named)}, but the sender is not certain`] };
	}
	const counting: FoundTicket[] = [];
	const missing: string[] = [];
	const foreign: string[] = [];
	for (const id of lookup.namedTickets(email)) {
		const ticket = lookup.ticket(id);
		if (!ticket) missing.push(`ticket ${id}`);
		else if (isKnownOn(ticket, knownAddress, lookup)) counting.push(ticket);
		else foreign.push(`ticket ${id}`);
	}
	const [ticket] = counting.sort((a, b) => b.changedAt - a.changedAt || compareIds(b.id, a.id));
	const reasons = [
		...(missing.length > 0
			? [`The email names ${listNames(missing)}, which Sonar does not have`]
			: []),
		...(foreign.length > 0
			? [`The email names ${listNames(foreign)}, on which ${knownAddress} is not known`]
			: []),
	];
	return { ticket, reasons };
}

/**
 * Known is who is a contact of the ticket's account or network site, has written on it, is one of its
 * recipients, or wrote the email that it was made of.
 */
function isKnownOn(ticket: FoundTicket, address: string, lookup: EmailLookup): boolean {
	const { id, entity, recipients, author } = ticket;
	const named = author === undefined ? recipients : [...recipients, author];
	return (
		named.some((one) => isSameEmailAddress(one, address)) ||
		lookup
			.contacts(address)
			.some(({ entity: own }) => own.type === entity?.type && own.id === entity.id) ||
		lookup.hasWritten(id, address)
	);
}

/** The account of an email's sender, or why there is none. */
export interface AccountChoice {
	id?: string;
	/** A sentence for the text of a new ticket; none if nobody was to have one. */
	reason?: string;
}

/** @throws SonarError if Sonar does not tell */
export function chooseAccount(
	{ accountAddresses }: AboutEmail,
	lookup: EmailLookup,
): AccountChoice {
	for (const address of accountAddresses) {
		const accounts = lookup.contacts(address).filter(({ entity }) => entity.type === 'Account');
		const ids = [...new Set(accounts.map(({ entity }) => entity.id))];
		if (ids.length === 1) return { id: ids[0]! };
		if (ids.length > 1) {
			const named = listNames(ids.map((id) => `account ${id}`));
			return { reason: `No account: contacts of several have the address ${address}: ${named}` };
		}
	}
	if (accountAddresses.length === 0) return {};
	const named = listNames(accountAddresses);
	return { reason: `No account in Sonar has a contact with the address ${named}` };
}
