import { toParts } from '../items/lists';
import { ParameterError } from '../items/ParameterError';
import { isRecord } from '../sonar/guards';
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

const ADDRESS = /^[^\s@<>()[\],;:"]+@[^\s@<>()[\],;:"]+$/;

/** The parts between commas, semicolons and line breaks, unless these stand in quotes or brackets. */
const PARTS = /(?:"(?:[^"\\]|\\.)*"|<[^<>]*>|\([^()]*\)|[^,;\r\n])+/g;

/** In characters: of a header with some thousand addresses, and of a name. */
const LONGEST = 100_000;
const LONGEST_NAME = 1000;

/** A header such as `Ada <ada@example.com>, bob@example.com`. */
function readText(text: string): Found {
	const addresses: Address[] = [];
	let rest = '';
	for (const part of text.slice(0, LONGEST).match(PARTS) ?? []) {
		if (rest.length > LONGEST_NAME) break;
		const whole = rest ? `${rest},${part}` : part;
		const [, before = '', inner] = /^([^<]*)<([^<>]*)>\s*$/.exec(whole) ?? [];
		const address = (inner ?? whole.replace(/\([^()]*\)/g, '')).trim();
		const isAddress = ADDRESS.test(address);
		if (isAddress) addresses.push({ name: toName(before), address });
		// A name without quotes may hold a comma: "Lovelace, Ada <ada@example.com>".
		rest = isAddress || whole.trim() === '' ? '' : whole;
	}
	return { addresses, isWhole: text.length <= LONGEST && rest === '' };
}

function toName(text: string): string {
	const quoted = /^"(.*)"$/s.exec(text.trim())?.[1]?.replace(/\\(.)/g, '$1');
	return (quoted ?? text).trim();
}

/** A text, `{ address }` with or without a name, n8n's `from` object of an email, or a list of these. */
function read(value: unknown, label: string): Found {
	if (isEmpty(value)) return { addresses: [], isWhole: true };
	if (typeof value === 'string') return readText(value);
	if (Array.isArray(value)) {
		const all = toParts(value, label).map((part) => read(part, label));
		return {
			addresses: all.flatMap(({ addresses }) => addresses),
			isWhole: all.every(({ isWhole }) => isWhole),
		};
	}
	if (!isRecord(value)) return { addresses: [], isWhole: false };
	if (Object.keys(value).length === 0) return { addresses: [], isWhole: true };
	if (Array.isArray(value.value)) return read(value.value, label);
	const { addresses, isWhole } = read(value.address ?? value.emailAddress, label);
	const name = typeof value.name === 'string' ? value.name.trim() : '';
	return {
		addresses: addresses.map((one) => ({ ...one, name: name || one.name })),
		isWhole: isWhole && addresses.length > 0,
	};
}

function describe(value: unknown): string {
	const text = typeof value === 'string' ? value.trim() : JSON.stringify(value);
	return text.slice(0, 100);
}

/**
 * All addresses of a value. An empty value has none. An address that comes twice counts once.
 *
 * @throws ParameterError if it holds anything else
 */
export function toAddresses(value: unknown, label: string): Address[] {
	const { addresses, isWhole } = read(value, label);
	if (isWhole) {
		const byKey = new Map<string, Address>();
		for (const one of addresses) {
			const key = one.address.toLowerCase();
			if (!byKey.has(key)) byKey.set(key, one);
		}
		return [...byKey.values()];
	}
	throw new ParameterError(
		`${label} is not an email address: ${describe(value)}`,
		'Give an address such as ada@example.com or Ada <ada@example.com>.',
	);
}

/** @throws ParameterError unless the value holds one address */
export function toAddress(value: unknown, label: string): string {
	const addresses = toAddresses(value, label);
	if (addresses.length === 1) return addresses[0]!.address;
	const count = addresses.length === 0 ? 'no' : 'more than one';
	const shown = isEmpty(value) ? '' : `: ${describe(value)}`;
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
