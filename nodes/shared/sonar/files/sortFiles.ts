import { type FileField, type SonarFile } from './file';
import { compareIds } from '../ids';
import type { FileSort } from './fileQuery';

const WHOLE_NUMBERS: ReadonlySet<FileField> = new Set([
	'id',
	'file_size_in_bytes',
	'fileable_id',
	'user_id',
]);

/**
 * Sorts files of several lists into one order, as Sonar sorts a single list: whole numbers as such,
 * moments by time, text by the alphabet, nothing before something; equal ones by id.
 */
export function sortFiles(
	files: readonly SonarFile[],
	{ attribute, direction }: FileSort,
): SonarFile[] {
	const compare = toComparison(attribute);
	const sign = direction === 'ASC' ? 1 : -1;
	return [...files].sort(
		(a, b) => sign * compareNullable(a[attribute], b[attribute], compare) || compareIds(a.id, b.id),
	);
}

function toComparison(attribute: FileField): (a: string, b: string) => number {
	if (WHOLE_NUMBERS.has(attribute)) return compareIds;
	return attribute.endsWith('_at') ? compareTimes : compareTexts;
}

function compareNullable(
	a: SonarFile[FileField],
	b: SonarFile[FileField],
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
