import { isLosslessNumber, parse } from 'lossless-json';

/** What came back for a request. */
export interface Answer {
	status: number;
	headers: Headers;
	body: Buffer;
}

export type Json = Record<string, unknown>;

export function isRecord(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a list. */
export function listOf(value: unknown): Json[] {
	return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** The JSON object of an answer, under whatever content type; numbers keep all their digits. */
export function readJson({ body }: Answer): Json | undefined {
	try {
		const value = parse(body.toString('utf8'));
		return isRecord(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

/** How Sonar wrote a whole number, such as an id. */
export interface Written {
	as: 'text' | 'number';
	digits: string;
}

export function readNumber(value: unknown): Written | undefined {
	if (typeof value === 'string')
		return /^\d+$/.test(value) ? { as: 'text', digits: value } : undefined;
	const digits = isLosslessNumber(value) ? value.value : '';
	return /^\d+$/.test(digits) ? { as: 'number', digits } : undefined;
}

/** A count, however it is written. */
export function readCount(value: unknown): number | undefined {
	const written = readNumber(value);
	return written && Number(written.digits);
}

/** The shape of a body, without anything that it says. */
export function describeBody(answer: Answer): string {
	const { body } = answer;
	if (body.length === 0) return 'nothing';
	const json = readJson(answer);
	if (json) return describeShape(json);
	return /^\s*</.test(body.toString('utf8', 0, 200)) ? 'a web page' : 'no JSON object';
}

/** For example `{ error: { message: { files: [text] } } }`. */
export function describeShape(value: unknown, depth = 0): string {
	if (value === null) return 'null';
	if (Array.isArray(value))
		return value.length === 0 ? '[]' : `[${describeShape(value[0], depth)}]`;
	if (!isRecord(value)) return typeof value === 'string' ? 'text' : typeof value;
	if (isLosslessNumber(value)) return 'number';
	if (depth === 4) return '{…}';
	const keys = Object.keys(value).slice(0, 8);
	if (keys.length === 0) return '{}';
	const parts = keys.map((key) => `${nameOf(key)}: ${describeShape(value[key], depth + 1)}`);
	return `{ ${parts.join(', ')} }`;
}

/** The name of a field; a key that looks like anything else may be someone's own. */
export function nameOf(key: string): string {
	return /^[a-z_]{1,30}$/i.test(key) ? key : '…';
}

const LONGEST_WORDS = 5;

/** All texts in a value, a few of them. */
export function collectTexts(value: unknown, depth = 0): string[] {
	if (typeof value === 'string') return value.trim() ? [value.trim()] : [];
	if (depth === 5 || typeof value !== 'object' || value === null) return [];
	if (isLosslessNumber(value)) return [];
	return Object.values(value)
		.flatMap((inner) => collectTexts(inner, depth + 1))
		.slice(0, LONGEST_WORDS);
}

/** The words of a refusal: in `message`, in `error` or in `error.message`. */
export function wordsOnTop({ message, error }: Json): string[] {
	return [...collectTexts(message), ...collectTexts(isRecord(error) ? error.message : error)];
}
