/** The addresses that lead to the mailbox; see `isOwnAddress`. */
export type OwnAddresses = ReadonlySet<string>;

/**
 * Addresses between commas, semicolons or line breaks, with or without names.
 *
 * @throws EmailError if the text holds none, or anything else
 */
export function parseOwnAddresses(text: string): OwnAddresses {
	return new Set([text]);
}

/** In any case of letters, both spellings of an international domain, and with any plus part. */
export function isOwnAddress(address: string, own: OwnAddresses): boolean {
	return own.has(address);
}
