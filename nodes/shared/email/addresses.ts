import { toAddressKey } from '../sonar/addressKey';
import { isRecord } from '../sonar/guards';
import { toLine } from '../sonar/text';
import { addressParser, type Address as Parsed } from '../vendor/postalMime';

/** An email address with a display name. */
export interface Address {
	name: string;
	address: string;
}

/** The addresses in a value, and whether it holds nothing else. */
export interface Found {
	addresses: Address[];
	isWhole: boolean;
}

/** U+FFFD marks a removed control character. */
const ADDRESS = /^[^\s\p{C}\ufffd@<>()[\],;:"\\]+@[\p{L}\p{M}\p{N}\u200c\u200d._-]+$/u;

/** How deep lists and objects from expressions may nest. */
const DEEPEST = 10;

/** In characters: some thousand addresses. */
const LONGEST = 100_000;

/** Quoted strings and comments. Unclosed ones reach to the end of the text, as in the parser. */
const QUOTED = /"(?:[^"\\]|\\[^]?)*("|$)|\([^)]*(\)|$)/g;

/**
 * A name, an address, or a bracketed address with nothing after it. Some programs put an address in
 * place of the name.
 */
const PART = /^(?:[^<>@]*|[^<>@\s]*@[^<>@\s]*|(?:[^<>@]*@)?[^<>@]*<[^<>@]*@[^<>@]*>)$/;

/**
 * Parses a header such as `Ada <ada@example.com>, bob@example.com` or `Team: ada@example.com;`. The
 * parser accepts any text and drops what it does not understand, so its result counts only if every
 * part of the text matches a known form and became one address.
 */
function findInHeader(text: string): Found {
	if (text.length > LONGEST) return { addresses: [], isWhole: false };
	const header = text
		// The parser drops control characters, even inside an address.
		.replace(/[^\P{Cc}\t\r\n]|\p{Cs}/gu, '\ufffd')
		// A folded header continues after whitespace (RFC 5322, 2.2.3); a list may have one address per line.
		.replace(/(?:\r\n|\r|\n)[ \t]+/g, ' ')
		.replace(/[\r\n]/g, ',');
	const bare = header.replace(QUOTED, (_, quote?: string, bracket?: string) =>
		quote ? 'name' : bracket ? '' : '<',
	);
	const parts = bare.split(/[,;:]/).map((part) => part.trim());
	const { addresses, isWhole } = findInParsed(addressParser(header));
	const isRead =
		parts.every((part) => PART.test(part)) &&
		parts.filter((part) => part.includes('@')).length === addresses.length;
	// Only the semicolon tells an empty group from "Ada:".
	const isUnfinished = /:\s*(?:,|$)/.test(bare);
	return { addresses, isWhole: isWhole && isRead && !isUnfinished };
}

/** The addresses of a parsed header, including those in groups. */
function findInParsed(parsed: readonly Parsed[]): Found {
	const addresses: Address[] = [];
	let isWhole = true;
	let names: string[] = [];
	for (const { name, address = '', group } of parsed) {
		if (group) {
			const inner = findInParsed(group);
			addresses.push(...inner.addresses);
			isWhole &&= inner.isWhole && names.length === 0;
		} else if (address === '' && name !== '') {
			names.push(name);
		} else {
			// "Doe, Jane <jane@example.com>" without quotes is parsed as "Doe", and Jane with the address.
			isWhole &&= ADDRESS.test(address) && (names.length === 0 || name !== '');
			addresses.push({ name: [...names, name].join(', '), address });
			names = [];
		}
	}
	return { addresses, isWhole: isWhole && names.length === 0 };
}

/** Whether a value is an address or a group as mail parsers return them. */
function isParsed(value: unknown): value is Parsed {
	if (!isRecord(value) || typeof value.name !== 'string') return false;
	const { address, group } = value;
	if (Array.isArray(group)) return group.every(isParsed);
	return group === undefined && typeof address === 'string' && (!address || ADDRESS.test(address));
}

/** Text, `{ address }` with or without a name, n8n's `from` object of an email, or a list of these. */
export function findAddresses(value: unknown, depth = DEEPEST): Found {
	if (value === undefined || value === null || value === '')
		return { addresses: [], isWhole: true };
	if (typeof value === 'string') return findInHeader(value);
	if (Array.isArray(value)) return findInList(value, depth);
	if (!isRecord(value)) return { addresses: [], isWhole: false };
	if (Object.keys(value).length === 0) return { addresses: [], isWhole: true };
	if (Array.isArray(value.value)) {
		const parts: unknown[] = value.value;
		return parts.every(isParsed) ? findInParsed(parts) : findInList(parts, depth);
	}
	if (Array.isArray(value.group)) return findInList(value.group, depth);
	const given = value.address ?? value.emailAddress;
	const { addresses, isWhole } = findAddresses(given, depth - 1);
	const name = typeof value.name === 'string' ? value.name.trim() : '';
	return {
		addresses: addresses.map((one) => ({ ...one, name: name || one.name })),
		// A name without an address means someone who would be lost.
		isWhole:
			isWhole &&
			(addresses.length > 0 ||
				(name === '' && given !== undefined && given !== null && given !== '')),
	};
}

function findInList(list: readonly unknown[], depth: number): Found {
	if (depth <= 0) return { addresses: [], isWhole: false };
	const all = Array.from(list, (part) => findAddresses(part, depth - 1));
	return {
		addresses: all.flatMap(({ addresses }) => addresses),
		isWhole: all.every(({ isWhole }) => isWhole),
	};
}

/** What can be read of addresses, each once. */
export function toReadableAddresses(value: unknown): Address[] {
	const byKey = new Map<string, Address>();
	for (const { name, address } of findAddresses(value).addresses) {
		const key = toAddressKey(address);
		if (ADDRESS.test(address) && !byKey.has(key))
			byKey.set(key, { name: toLine(name).trim(), address });
	}
	return [...byKey.values()];
}
