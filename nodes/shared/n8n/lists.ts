import { ParameterError } from './nodeErrors';

/** More than an item has reason to name. */
export const MOST_PARTS = 10_000;

/** How deep lists from expressions may nest. */
const DEEPEST = 10;

/**
 * The parts of a value that may be a list, or a list of lists. Holes and empty lists inside count as
 * undefined.
 *
 * @param label names the field in the error, for example "File ID"
 * @throws ParameterError for too many parts
 */
export function toParts(value: unknown, label: string): unknown[] {
	if (!Array.isArray(value)) return [value];
	checkCount(value, label);
	const parts = flatten(value, DEEPEST);
	checkCount(parts, label);
	return parts;
}

function flatten(list: readonly unknown[], depth: number): unknown[] {
	// Array.from, because flatMap on the list itself would skip its holes.
	return Array.from(list).flatMap((part) => {
		if (!Array.isArray(part) || depth === 0) return [part];
		return part.length === 0 ? [undefined] : flatten(part, depth - 1);
	});
}

/** The parts of text between commas. */
export function splitParts(text: string, label: string): string[] {
	const parts = text.split(',', MOST_PARTS + 1);
	checkCount(parts, label);
	return parts;
}

/** The parts of a value that may be a list, text with commas, or both. */
export function toListed(value: unknown, label: string): unknown[] {
	const parts = toParts(value, label).flatMap((part) =>
		typeof part === 'string' && part.includes(',') ? splitParts(part, label) : [part],
	);
	checkCount(parts, label);
	return parts;
}

function checkCount({ length }: readonly unknown[], label: string): void {
	if (length <= MOST_PARTS) return;
	throw new ParameterError(
		`${label} names more than ${MOST_PARTS.toLocaleString('en-US')} values`,
		'Spread them over several items, for example with Split Out and Loop Over Items.',
	);
}
