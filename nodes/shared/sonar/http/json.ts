import { isSafeNumber, parse } from 'lossless-json';

const WHOLE_NUMBER = /^-?\d+$/;

/** Whole numbers of 64 bits, such as ids, stay text if a float would round them. */
function toNumber(text: string): number | string {
	return WHOLE_NUMBER.test(text) && !isSafeNumber(text) ? text : Number(text);
}

/** So many digits in a row that a float may round them. */
const LONG_NUMBER = /\d{16}/;

/** Far deeper than any answer of Sonar's; half a million levels would keep a parser busy. */
const DEEPEST = 100;

function isTooDeep(text: string): boolean {
	let depth = 0;
	let isInString = false;
	for (let index = 0; index < text.length; index += 1) {
		const character = text[index];
		if (character === '"') isInString = !isInString;
		else if (isInString) index += character === '\\' ? 1 : 0;
		else if (character === '[' || character === '{') depth += 1;
		else if (character === ']' || character === '}') depth -= 1;
		if (depth > DEEPEST) return true;
	}
	return false;
}

/**
 * The value of a JSON text. Undefined if the text is not JSON, or too deep. JavaScript's own parser is
 * several times as fast, so it reads every text that holds no number that it would round.
 */
export function parseJson(text: string): unknown {
	if (isTooDeep(text)) return undefined;
	try {
		if (!LONG_NUMBER.test(text)) return JSON.parse(text) as unknown;
		// If a key comes twice, the last one counts, as for JSON.parse.
		return parse(text, null, {
			parseNumber: toNumber,
			onDuplicateKey: ({ newValue }) => newValue,
		});
	} catch {
		return undefined;
	}
}
