import { splitAddress, toAddressKey } from '../sonar/addressKey';
import { findAddresses, type Address } from './addresses';
import { EmailError } from './Email';

/** The addresses that lead to the mailbox; see `isOwnAddress`. */
export type OwnAddresses = ReadonlySet<string>;

/**
 * Addresses between commas, semicolons or line breaks, with or without names.
 *
 * @throws EmailError if the text holds none, or anything else
 */
export function parseOwnAddresses(text: string): OwnAddresses {
	const found = text
		// Not the semicolon that ends a group, or stands in a name in quotes: neither is of use here.
		.split(/[;\r\n]/)
		.map((part) => part.trim().replace(/^,|,$/g, ''))
		.filter((part) => part !== '')
		.map((part) => ({ part, ...findAddresses(part) }));
	// An asterisk may stand in an address, but whoever writes one means any address.
	const isPattern = ({ address }: Address) => address.includes('*');
	const wrong = found.find(
		({ addresses, isWhole }) => !isWhole || addresses.length === 0 || addresses.some(isPattern),
	);
	if (wrong) {
		throw new EmailError(
			`"${wrong.part.slice(0, 100)}" is not an email address (Own Addresses)`,
			'Enter the addresses that lead to this mailbox, such as support@example.com, help@example.com.',
		);
	}
	if (found.length === 0) {
		throw new EmailError(
			'Own Addresses is empty',
			'Enter all addresses that lead to this mailbox, those of groups too.',
		);
	}
	return new Set(
		found.flatMap(({ addresses }) => addresses.map(({ address }) => toOwnKey(address))),
	);
}

/** In any case of letters, both spellings of an international domain, and with any plus part. */
export function isOwnAddress(address: string, own: OwnAddresses): boolean {
	return own.has(toOwnKey(address));
}

function toOwnKey(address: string): string {
	const [local, domain] = splitAddress(toAddressKey(address));
	// Not the plus that an address begins with.
	return local.replace(/^([^+@]+)\+.*@$/, '$1@') + domain;
}
