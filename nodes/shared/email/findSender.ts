import { toAddressKey } from '../sonar/addressKey';
import { toReadableAddresses, type Address } from './addresses';
import type { Email } from './Email';
import { isOwnAddress, type OwnAddresses } from './ownAddresses';

export interface Sender {
	/**
	 * Who wrote it, for people and as the recipient of a public ticket: From, or who it names if From is
	 * an own address. Its address is empty if the email names nobody.
	 */
	author: Address;
	/** The address that may be known on a ticket. Undefined: nobody is. */
	known: string | undefined;
	/** The addresses whose account it is: the first that has one. */
	accounts: readonly string[];
	/** Addresses of Reply-To that are neither From's nor own, to be named in the text. */
	replyTo: readonly Address[];
	/** Why nobody can be known, as a sentence for the text of the ticket; empty if From is one address. */
	doubt: string;
}

export interface SenderSettings {
	ownAddresses: OwnAddresses;
	/** Empty if none is trusted. */
	trustedServer: string;
}

/** Who wrote an email, and whose account it is about. */
export function findSender(email: Email, settings: SenderSettings): Sender {
	const { ownAddresses, trustedServer } = settings;
	const isForeign = ({ address }: Address) => !isOwnAddress(address, ownAddresses);
	const from =
		email.from.length === 1 && email.from[0]!.length === 1 ? email.from[0]![0] : undefined;
	const fromKeys = email.from.flat().map(({ address }) => toAddressKey(address));
	const replyTo = email.replyTo.filter(
		(one) => isForeign(one) && !fromKeys.includes(toAddressKey(one.address)),
	);
	const named = [findOriginalFrom(email).filter(isForeign), replyTo].flatMap(takeOne);
	// A group, or a form that writes in somebody's name. Anybody can write so.
	const isOwn = from !== undefined && !isForeign(from);
	const author = (isOwn ? named[0] : from) ??
		from ?? { name: email.fromText.slice(0, 200), address: '' };
	const forged = findForgery(email, trustedServer);
	const accounts = isOwn ? named : [from, ...takeOne(replyTo)].filter((one) => one !== undefined);
	return {
		author,
		known: isOwn || forged ? undefined : from?.address,
		accounts: forged ? [] : accounts.map(({ address }) => address),
		replyTo,
		doubt: forged || (from ? '' : NOT_ONE),
	};
}

/** Several addresses say as little as none. */
function takeOne(addresses: readonly Address[]): Address[] {
	return addresses.length === 1 ? [addresses[0]!] : [];
}

/** Google Groups write it where they put the group's own address into From. */
export function findOriginalFrom(email: Email): Address[] {
	return toReadableAddresses(email.headers.get('x-original-from')?.[0]?.slice(0, LONGEST));
}

/** In characters. */
const LONGEST = 10_000;

const NOT_ONE = 'From is not one address in one line, so nobody is known.';

/** What the trusted server says against the sender (RFC 8601, RFC 7489); else empty. */
function findForgery({ headers }: Email, trustedServer: string): string {
	const server = trustedServer.trim();
	if (server === '') return '';
	const results = (headers.get('authentication-results') ?? []).filter(
		(line) => /^[^\s;]*/.exec(line)![0].toLowerCase() === server.toLowerCase(),
	);
	if (results.length === 0) {
		return `The mail server ${server} has not said whether the sender is genuine, so nobody is known.`;
	}
	// An email may bring lines of its own; one that accuses it counts in any case.
	return results.some((line) => /\bdmarc\s*=\s*fail\b/i.test(line))
		? `The mail server ${server} says that the sender is forged (dmarc=fail), so nobody is known.`
		: '';
}
