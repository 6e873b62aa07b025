import { SonarError } from './SonarError';

/** Sonar's type Int64Bit: 64 bits, one of them for the sign. A float would round such a number. */
const LARGEST = 2n ** 63n - 1n;

/** A whole number from 0 to 2^63 - 1 as decimal text, without leading zeros. Undefined for anything else. */
export function toWholeNumber(value: unknown): string | undefined {
	const text = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
	if (!/^\d{1,19}$/.test(text) || BigInt(text) > LARGEST) return undefined;
	return BigInt(text).toString();
}

/**
 * A whole number of an answer.
 *
 * @param what names it in the error, for example "the ID of a file"
 * @throws SonarError if there is none
 */
export function parseWholeNumber(value: unknown, what: string): string {
	const number = toWholeNumber(value);
	if (number !== undefined) return number;
	throw new SonarError('incomplete', `Sonar answered without ${what}`);
}

/** An ID as decimal text: a whole number, but not 0. Undefined for anything else. */
export function toId(value: unknown): string | undefined {
	const number = toWholeNumber(value);
	return number === '0' ? undefined : number;
}

/** For sorting. */
export function compareIds(a: string, b: string): number {
	const difference = BigInt(a) - BigInt(b);
	return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}
