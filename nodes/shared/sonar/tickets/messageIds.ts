import { isRecord } from '../guards';

/** In code units: more than the headers of any email that a server takes. */
const LONGEST = 1_000_000;

/** How deep JSON may nest. */
const DEEPEST = 5;

/**
 * The Message-IDs in the headers that Sonar keeps with a reply, with their angle brackets. Sonar does not
 * document the form: header lines, or JSON (names with one or several values, or a list of names and
 * values, or of lines).
 */
export function readMessageIds(headers: unknown): string[] {
	if (typeof headers !== 'string' || headers.length > LONGEST) return [];
	const json = parseJson(headers);
	return json === undefined ? readLines(headers) : readJson(json, DEEPEST);
}

function parseJson(text: string): unknown {
	if (!/^\s*[[{"]/.test(text)) return undefined;
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

/** A header may go on in the next line, behind a blank (RFC 5322, 2.2.3). */
function readLines(text: string): string[] {
	return [...text.matchAll(/^message-id[ \t]*:(?:[ \t]*\r?\n)?[ \t]*(<[^<>\s]+>)/gim)].map(
		([, id]) => id!,
	);
}

function readJson(value: unknown, depth: number): string[] {
	if (typeof value === 'string') return readLines(value);
	if (depth === 0) return [];
	if (Array.isArray(value)) {
		const [name, id, ...rest] = value as unknown[];
		const pair = rest.length === 0 ? readPair(name, id) : [];
		return pair.length > 0 ? pair : value.flatMap((part) => readJson(part, depth - 1));
	}
	if (!isRecord(value)) return [];
	const named = readPair(value.name ?? value.key ?? value.header, value.value);
	if (named.length > 0) return named;
	return Object.entries(value).flatMap(([name, part]) =>
		isName(name) ? readValue(part) : readJson(part, depth - 1),
	);
}

function isName(name: unknown): boolean {
	return typeof name === 'string' && name.trim().toLowerCase() === 'message-id';
}

function readPair(name: unknown, value: unknown): string[] {
	return isName(name) ? readValue(value) : [];
}

/** A value may hold the name, too, as n8n's email nodes have it. */
function readValue(value: unknown): string[] {
	const values: unknown[] = Array.isArray(value) ? value : [value];
	return values.flatMap((one) => {
		const [, id] =
			typeof one === 'string' ? (/^\s*(?:message-id\s*:)?\s*(<[^<>\s]+>)/i.exec(one) ?? []) : [];
		return id ?? [];
	});
}
