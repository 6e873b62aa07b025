/**
 * Control characters, lone surrogates, and marks that reorder text on a screen. Not the joiners, which
 * emoji and some scripts need.
 */
export const UNSAFE_CHARACTERS =
	/[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** A text or number of an answer as text; null for anything else. */
export function toTextOrNull(value: unknown): string | null {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

/** A date and time of Sonar's as milliseconds since 1970. NaN for anything else. */
export function toTime(value: unknown): number {
	return typeof value === 'string' ? Date.parse(value) : NaN;
}

/** In code points: the limit of Sonar's type Text. */
export const LONGEST_TEXT = 100_000;

/** Name of the file that holds the whole of a cut text. */
export const WHOLE_TEXT = 'message.txt';

const CUT = `\n[This text was too long. The whole is attached as ${WHOLE_TEXT}.]`;

/** Replaces what JSON or a database may not keep: U+0000 and lone surrogates. */
export function cleanText(text: string): string {
	return text.replace(/[\u0000\p{Surrogate}]/gu, '\ufffd');
}

/** Line breaks become spaces. */
export function toLine(text: string): string {
	return cleanText(text).replace(/\r\n|[\n\v\f\r\u0085\u2028\u2029]/g, ' ');
}

/** A text without what Sonar may change as it stores it: the kind of its line breaks, blanks around it. */
export function toComparable(text: string): string {
	return text.replace(/\r\n?/g, '\n').trim();
}

export function isTooLong(text: string, limit = LONGEST_TEXT): boolean {
	if (text.length <= limit) return false;
	return text.length > 2 * limit || countCharacters(text) > limit;
}

/** In code points, as Sonar counts: an emoji is one, though its `length` is two. */
export function countCharacters(text: string): number {
	return [...text].length;
}

/** Cuts a text that is too long, and says so in its last line. */
export function cutText(text: string, limit = LONGEST_TEXT): string {
	return cutTo(text, limit - countCharacters(CUT)) + CUT;
}

/** The first characters of a text. */
export function cutTo(text: string, limit: number): string {
	return [...text.slice(0, 2 * limit)].slice(0, limit).join('');
}
