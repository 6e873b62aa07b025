import { toParts } from '../n8n/lists';
import { ParameterError } from '../n8n/nodeErrors';
import { toAddressKey } from '../sonar/entities/contacts';
import { isRecord } from '../sonar/guards';
import { toLine } from '../sonar/text';
import { addressParser, type Address as Parsed } from '../vendor/postalMime';
import { isEmpty, type Field, type Property } from './Field';

/** An email address with a display name. */
export interface Address {
	name: string;
	address: string;
}

/** The addresses in a value, and whether it holds nothing else. */
interface Found {
	addresses: Address[];
	isWhole: boolean;
}

/** U+FFFD marks a removed control character. */
const ADDRESS = /^[^\s\p{C}\ufffd@<>()[\],;:"\\]+@[\p{L}\p{M}\p{N}\u200c\u200d._-]+$/u;

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
function findAddresses(value: unknown, label: string): Found {
	if (isEmpty(value)) return { addresses: [], isWhole: true };
	if (typeof value === 'string') return findInHeader(value);
	if (Array.isArray(value)) {
		const all = toParts(value, label).map((part) => findAddresses(part, label));
		return {
			addresses: all.flatMap(({ addresses }) => addresses),
			isWhole: all.every(({ isWhole }) => isWhole),
		};
	}
	if (!isRecord(value)) return { addresses: [], isWhole: false };
	if (Object.keys(value).length === 0) return { addresses: [], isWhole: true };
	if (Array.isArray(value.value)) {
		const parts = toParts(value.value, label);
		return parts.every(isParsed) ? findInParsed(parts) : findAddresses(parts, label);
	}
	if (Array.isArray(value.group)) return findAddresses(value.group, label);
	const given = value.address ?? value.emailAddress;
	const { addresses, isWhole } = findAddresses(given, label);
	const name = typeof value.name === 'string' ? value.name.trim() : '';
	return {
		addresses: addresses.map((one) => ({ ...one, name: name || one.name })),
		// A name without an address means someone who would be lost.
		isWhole: isWhole && (addresses.length > 0 || (name === '' && !isEmpty(given))),
	};
}

function showAddress(value: unknown): string {
	const text = typeof value === 'string' ? value.trim() : JSON.stringify(value);
	return text.slice(0, 100);
}

/**
 * All distinct addresses of a value; none if it is empty.
 *
 * @throws ParameterError if it holds anything but addresses
 */
export function toAddresses(value: unknown, label: string): Address[] {
	const { addresses, isWhole } = findAddresses(value, label);
	if (isWhole) {
		const byKey = new Map<string, Address>();
		for (const { name, address } of addresses) {
			const key = toAddressKey(address);
			if (!byKey.has(key)) byKey.set(key, { name: toLine(name).trim(), address });
		}
		return [...byKey.values()];
	}
	const shown = typeof value === 'string' ? `"${showAddress(value)}"` : showAddress(value);
	throw new ParameterError(
		`${shown} is not an email address (${label})`,
		'Enter an address such as ada@example.com.',
	);
}

/** @throws ParameterError unless the value holds exactly one address */
export function toAddress(value: unknown, label: string): string {
	const addresses = toAddresses(value, label);
	if (addresses.length === 1) return addresses[0]!.address;
	const count = addresses.length === 0 ? 'no' : 'more than one';
	const shown = isEmpty(value) ? '' : `: ${showAddress(value)}`;
	throw new ParameterError(
		`${label} holds ${count} email address${shown}`,
		`Enter one address, or check the expression that gives ${label} for this item.`,
	);
}

/** One address; undefined if empty. */
export function buildAddress(property: Property & { type: 'string' }): Field<string | undefined> {
	return {
		property,
		parse: (value) => (isEmpty(value) ? undefined : toAddress(value, property.displayName)),
	};
}
