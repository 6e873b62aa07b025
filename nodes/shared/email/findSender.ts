import type { Address } from './addresses';
import type { Email } from './Email';
import type { OwnAddresses } from './ownAddresses';

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
	/** Addresses of Reply-To that are not From's, to be named in the text. */
	replyTo: readonly Address[];
	/** Why nobody is known, as a sentence for the text of the ticket; else empty. */
	doubt: string;
}

export interface SenderSettings {
	ownAddresses: OwnAddresses;
	/** Empty if none is trusted. */
	trustedServer: string;
}

/** Who wrote an email, and whose account it is about. */
export function findSender(email: Email, { trustedServer }: SenderSettings): Sender {
	const author = email.from[0]?.[0] ?? { name: '', address: '' };
	return { author, known: undefined, accounts: [], replyTo: [], doubt: trustedServer };
}
