/** In code points: the most that Sonar's scalar Text takes. */
export const LONGEST_TEXT = 100_000;

/** The name of the file with the whole text, if a text was cut. */
export const WHOLE_TEXT = 'message.txt';

const CUT = `\n[This text was too long. The whole is attached as ${WHOLE_TEXT}.]`;

/** Replaces characters that JSON or a database may not keep: U+0000 and halves of characters. */
export function cleanText(text: string): string {
	return text.replace(/[\u0000\p{Surrogate}]/gu, '\ufffd');
}

/** A text of one line. */
export function toLine(text: string): string {
	return cleanText(text).replace(/\r\n|[\n\v\f\r\u0085\u2028\u2029]/g, ' ');
}

export function isTooLong(text: string): boolean {
	if (text.length <= LONGEST_TEXT) return false;
	return text.length > 2 * LONGEST_TEXT || countCharacters(text) > LONGEST_TEXT;
}

/** In code points: an emoji is one, though JavaScript's length counts two. */
export function countCharacters(text: string): number {
	return [...text].length;
}

/** The beginning of a text that is too long, with a last line that says so. */
export function cutText(text: string): string {
	const most = LONGEST_TEXT - countCharacters(CUT);
	return [...text.slice(0, 2 * most)].slice(0, most).join('') + CUT;
}
