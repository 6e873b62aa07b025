import { compareIds } from '../ids';
import type { Sorter } from './schema';

/**
 * Sorts rows of several lists as Sonar sorts one list: numbers by value, times by moment, text
 * alphabetically, null first, ties by ID.
 */
export function sortRows<T extends { id: string }>(
	rows: readonly T[],
	{ attribute, direction }: Sorter & { attribute: keyof T & string },
	wholeNumbers: ReadonlySet<string>,
): T[] {
	const compare = toComparison(attribute, wholeNumbers);
	const sign = direction === 'ASC' ? 1 : -1;
	return [...rows].sort(
		(a, b) => sign * compareNullable(a[attribute], b[attribute], compare) || compareIds(a.id, b.id),
	);
}

function toComparison(
	attribute: string,
	wholeNumbers: ReadonlySet<string>,
): (a: string, b: string) => number {
	if (wholeNumbers.has(attribute)) return compareIds;
	return attribute.endsWith('_at') ? compareTimes : compareTexts;
}

function compareNullable(
	a: unknown,
	b: unknown,
	compare: (a: string, b: string) => number,
): number {
	const [hasA, hasB] = [a, b].map((value) => value !== null && value !== undefined);
	return hasA && hasB ? compare(String(a), String(b)) : Number(hasA) - Number(hasB);
}

function compareTimes(a: string, b: string): number {
	return Date.parse(a) - Date.parse(b);
}

function compareTexts(a: string, b: string): number {
	return a.localeCompare(b, 'en', { sensitivity: 'base' });
}
