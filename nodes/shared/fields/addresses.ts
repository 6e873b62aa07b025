import { addressParser, type Address as Parsed } from 'postal-mime';

import { toParts } from '../n8n/lists';
import { ParameterError } from '../n8n/nodeErrors';
import { toAddressKey } from '../sonar/entities/contacts';
import { isRecord } from '../sonar/guards';
import { toLine } from '../sonar/text';
import { isEmpty, type Field, type Property } from './Field';

/** An email address, with the name before it. */
export interface Address {
	name: string;
	address: string;
}

/** The addresses in a value, and whether it holds nothing else. */
interface Found {
	addresses: Address[];
	isWhole: boolean;
}

/** The replacement character stands for what was none. */
const ADDRESS = /^[^\s\p{C}\ufffd@<>()[\],;:"\\]+@[\p{L}\p{M}\p{N}\u200c\u200d._-]+$/u;

/** In characters: of a header with some thousand addresses. */
const LONGEST = 100_000;

/** Quoted text and comments. Without an end they reach to the end of the text, as for the parser. */
const QUOTED = /"(?:[^"\\]|\\[^]?)*("|$)|\([^)]*(\)|$)/g;

/**
 * A name, an address, or an address in brackets with nothing behind it. The name before it may be an
 * address, too, as some programs write it.
 */
const PART = /^(?:[^<>@]*|[^<>@\s]*@[^<>@\s]*|(?:[^<>@]*@)?[^<>@]*<[^<>@]*@[^<>@]*>)$/;

/**
 * A header such as `Ada <ada@example.com>, bob@example.com`, or `Team: ada@example.com;`. The parser
 * makes addresses of any text, and drops what it does not understand. So its result counts only if
 * each part of the text is of a form that it reads whole, and became one address.
 */
function findInHeader(text: string): Found {
	if (text.length > LONGEST) return { addresses: [], isWhole: false };
	const header = text
		// The parser drops control characters, also out of the middle of an address.
		.replace(/[^\P{Cc}\t\r\n]|\p{Cs}/gu, '\ufffd')
		// A folded header goes on behind a blank (RFC 5322, 2.2.3); a list may have an address a line.
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
	// Only its semicolon tells a group of nobody from "Ada:".
	const isUnfinished = /:\s*(?:,|$)/.test(bare);
	return { addresses, isWhole: isWhole && isRead && !isUnfinished };
}

/** The addresses of a parsed header, those of its groups included. */
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

/** Whether a value is what mail parsers make of an address or a group. */
function isParsed(value: unknown): value is Parsed {
	if (!isRecord(value) || typeof value.name !== 'string') return false;
	const { address, group } = value;
	if (Array.isArray(group)) return group.every(isParsed);
	return group === undefined && typeof address === 'string' && (!address || ADDRESS.test(address));
}

/** A text, `{ address }` with or without a name, n8n's `from` object of an email, or a list of these. */
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
		// A name without an address is somebody, and would be lost.
		isWhole: isWhole && (addresses.length > 0 || (name === '' && !isEmpty(given))),
	};
}

function showAddress(value: unknown): string {
	const text = typeof value === 'string' ? value.trim() : JSON.stringify(value);
	return text.slice(0, 100);
}

/**
 * All addresses of a value. An empty value has none. An address that comes twice counts once.
 *
 * @throws ParameterError if it holds anything else
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
	throw new ParameterError(
		`${label} is not an email address: ${showAddress(value)}`,
		'Give an address such as ada@example.com or Ada <ada@example.com>.',
	);
}

/** @throws ParameterError unless the value holds one address */
export function toAddress(value: unknown, label: string): string {
	const addresses = toAddresses(value, label);
	if (addresses.length === 1) return addresses[0]!.address;
	const count = addresses.length === 0 ? 'no' : 'more than one';
	const shown = isEmpty(value) ? '' : `: ${showAddress(value)}`;
	throw new ParameterError(
		`${label} holds ${count} email address${shown}`,
		`Give one address, or check the expression that gives ${label} for this item.`,
	);
}

/** One address; nothing if it is empty. */
export function buildAddress(property: Property & { type: 'string' }): Field<string | undefined> {
	return {
		property,
		parse: (value) => (isEmpty(value) ? undefined : toAddress(value, property.displayName)),
	};
}
