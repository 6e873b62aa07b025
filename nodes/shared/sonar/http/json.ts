import { isSafeNumber, parse } from 'lossless-json';

/** Whole numbers of 64 bits, such as ids, stay text if a float would round them. */
function toNumber(text: string): number | string {
	return isSafeNumber(text) ? Number(text) : text;
}

/** What a JSON text says; nothing if it is none. */
export function parseJson(text: string): unknown {
	try {
		// Of a key that comes twice the last one counts, as for JSON.parse.
		return parse(text, null, {
			parseNumber: toNumber,
			onDuplicateKey: ({ newValue }) => newValue,
		});
	} catch {
		return undefined;
	}
}
