import type { FileSort } from './fileQuery';
import type { SonarFile } from './files';

type Value = SonarFile[string] | undefined;

const WHOLE_NUMBERS = new Set(['id', 'file_size_in_bytes', 'fileable_id', 'user_id']);

/**
 * Sorts files of several lists into one order, as Sonar sorts those of one list: whole numbers as
 * such, moments by time, text by the alphabet, nothing before something; equal ones by id.
 */
export function sortFiles(
	files: readonly SonarFile[],
	{ attribute, direction }: FileSort,
): SonarFile[] {
	const compare = comparisonOf(attribute);
	const sign = direction === 'ASC' ? 1 : -1;
	return [...files].sort(
		(a, b) => sign * ordered(a[attribute], b[attribute], compare) || byNumber(a.id, b.id),
	);
}

function comparisonOf(attribute: string): (a: string, b: string) => number {
	if (WHOLE_NUMBERS.has(attribute)) return byNumber;
	return attribute.endsWith('_at') ? byTime : byAlphabet;
}

function ordered(a: Value, b: Value, compare: (a: string, b: string) => number): number {
	const [hasA, hasB] = [a, b].map((value) => value !== null && value !== undefined);
	return hasA && hasB ? compare(String(a), String(b)) : Number(hasA) - Number(hasB);
}

/** Ids have 64 bits, which a float would round. */
function byNumber(a: string, b: string): number {
	const difference = BigInt(a) - BigInt(b);
	return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

function byTime(a: string, b: string): number {
	return Date.parse(a) - Date.parse(b);
}

function byAlphabet(a: string, b: string): number {
	return a.localeCompare(b, 'en', { sensitivity: 'base' });
}
