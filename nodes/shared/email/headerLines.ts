import { isRecord } from '../sonar/guards';
import { decodeHead } from './decodeContent';

/** A header line, unfolded, its name in lower case. */
export type HeaderLine = readonly [name: string, value: string];

/** More than any email has reason to have. */
const MOST_LINES = 5000;

/** In characters, or bytes of a message. Mail servers refuse more. */
export const LONGEST_HEAD = 256 * 1024;

/** In characters; a longer list of headers is no JSON that a mail gateway sends. */
const LONGEST_JSON = 1_000_000;

/** RFC 5322, 3.6.8. */
const NAME = /^[!-9;-~]{1,200}$/;

/** One parameter of a structured header, with what stands before the next (RFC 2045, 5.1). */
const PARAMETER = /;\s*([^\s=;]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"?|([^;\s]*))/g;
const LONGEST_PARAMETERS = 4000;

/** The header lines of a text (RFC 5322, 2.2). What is no header line is left out. */
export function parseHeaderLines(text: string): HeaderLine[] {
	const lines = unfold(shorten(text, '\n')).split(/\r\n|\r|\n/, MOST_LINES);
	return lines.flatMap((line) => {
		const end = line.indexOf(':');
		return toHeaderLine(line.slice(0, Math.max(end, 0)), line.slice(end + 1));
	});
}

/** A folded line goes on behind a line break and whitespace (RFC 5322, 2.2.3). */
function unfold(text: string): string {
	return text.replace(/(?:\r\n|\r|\n)(?=[ \t])/g, '');
}

/** Of a long text, the beginning and the end: what matters stands there. */
function shorten(text: string, between: string): string {
	if (text.length <= LONGEST_HEAD) return text;
	return `${text.slice(0, LONGEST_HEAD / 2)}${between}${text.slice(-LONGEST_HEAD / 2)}`;
}

function toHeaderLine(name: string, value: string): HeaderLine[] {
	const key = name.trim().toLowerCase();
	return NAME.test(key) ? [[key, value.replace(/[\r\n]+/g, ' ').trim()]] : [];
}

/**
 * Headers as email nodes and mail gateways give them: lines of text, an object by names (with whole
 * lines as values, too), a list of lines, of `{ name, value }` or of `[name, value]`, or JSON of these.
 */
export function toHeaderLines(value: unknown): HeaderLine[] {
	if (typeof value === 'string') return fromText(value);
	if (Array.isArray(value)) return takeLines(value, fromEntry);
	if (!isRecord(value)) return [];
	return takeLines(Object.keys(value), (name) => {
		const given = value[name];
		return Array.isArray(given) ? takeLines(given, fromNamed(name)) : fromNamed(name)(given);
	});
}

/** The lines of entries, up to what is more than any email has reason to have. */
function takeLines<T>(entries: readonly T[], read: (entry: T) => HeaderLine[]): HeaderLine[] {
	const lines: HeaderLine[] = [];
	let room = LONGEST_HEAD;
	for (const entry of entries.slice(0, MOST_LINES)) {
		const found = read(entry);
		lines.push(...found);
		for (const [name, line] of found) room -= name.length + line.length;
		if (room < 0 || lines.length > MOST_LINES) break;
	}
	return lines;
}

function fromText(text: string): HeaderLine[] {
	if (!/^\s{0,100}[[{]/.test(text) || text.length > LONGEST_JSON) return parseHeaderLines(text);
	try {
		const value: unknown = JSON.parse(text);
		return toHeaderLines(value);
	} catch {
		return parseHeaderLines(text);
	}
}

function fromEntry(entry: unknown): HeaderLine[] {
	if (typeof entry === 'string') return parseHeaderLines(entry);
	if (Array.isArray(entry)) return fromPair(entry[0], entry[1]);
	if (!isRecord(entry)) return [];
	if (typeof entry.line === 'string') return parseHeaderLines(entry.line);
	return fromPair(entry.name ?? entry.Name, entry.value ?? entry.Value);
}

function fromPair(name: unknown, value: unknown): HeaderLine[] {
	return typeof name === 'string' && typeof value === 'string'
		? toHeaderLine(name, unfold(shorten(value, ' ')))
		: [];
}

/** n8n gives whole lines, `{ subject: 'Subject: Hello' }`; other parsers give values, or objects. */
function fromNamed(name: string): (value: unknown) => HeaderLine[] {
	return (value) => {
		if (isRecord(value)) return fromPair(name, value.text ?? value.value);
		if (typeof value !== 'string') return [];
		const isLine = value.slice(0, name.length + 1).toLowerCase() === `${name.toLowerCase()}:`;
		return fromPair(name, isLine ? decodeBinary(value.slice(name.length + 1)) : value);
	};
}

/** In n8n's whole lines, a character is a byte. */
function decodeBinary(text: string): string {
	const isBinary = /[\u0080-\u00ff]/.test(text) && !/[^\u0000-\u00ff]/.test(text);
	return isBinary ? decodeHead(Buffer.from(text, 'latin1')) : text;
}

/** Whether an object holds whole header lines by their names, as n8n's nodes give them. */
export function isLinesByName(value: unknown): boolean {
	if (!isRecord(value)) return false;
	return Object.keys(value).some((name) => {
		const line = value[name];
		return (
			typeof line === 'string' &&
			line.slice(0, name.length + 1).toLowerCase() === `${name.toLowerCase()}:`
		);
	});
}

/** The values of all lines by name. */
export function toHeaderMap(lines: readonly HeaderLine[]): Map<string, string[]> {
	const map = new Map<string, string[]>();
	for (const [name, value] of lines) {
		const values = map.get(name);
		if (values) values.push(value);
		else map.set(name, [value]);
	}
	return map;
}

/** The value of a header before its parameters, in lower case. */
export function toHeaderValue(header: string | undefined): string {
	return (header ?? '').split(';', 1)[0]!.trim().toLowerCase();
}

/** A parameter of a structured header; the first one of its name. */
export function toParameter(header: string | undefined, name: string): string {
	const found = [...(header ?? '').slice(0, LONGEST_PARAMETERS).matchAll(PARAMETER)].find(
		([, key]) => key!.toLowerCase() === name,
	);
	return found ? (found[2]?.replace(/\\(.)/g, '$1') ?? found[3]!) : '';
}
