import { isSafeNumber, parse } from 'lossless-json';

/** Whole numbers of 64 bits, such as ids, stay text if a float would round them. */
function toNumber(text: string): number | string {
	return isSafeNumber(text) ? Number(text) : text;
}

/** The value of a JSON text. Undefined if the text is not JSON. */
export function parseJson(text: string): unknown {
	try {
		return parse(text, null, toNumber);
	} catch {
		return undefined;
	}
}
