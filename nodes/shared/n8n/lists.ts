import { ParameterError } from './nodeErrors';

/** More than an item has a reason to name; the rest goes into other items. */
export const MOST_PARTS = 10_000;

/** Lists in lists, as expressions give them. */
const DEEPEST = 10;

/**
 * The parts of a value that may be a list, or a list of lists. A hole and an empty list in a list count
 * as undefined.
 *
 * @param label names the field in the error, for example "File ID"
 * @throws ParameterError for more parts than one item may have
 */
export function toParts(value: unknown, label: string): unknown[] {
	if (!Array.isArray(value)) return [value];
	checkCount(value, label);
	const parts = flatten(value, DEEPEST);
	checkCount(parts, label);
	return parts;
}

function flatten(list: readonly unknown[], depth: number): unknown[] {
	// Not of the list itself, which would pass over its holes.
	return Array.from(list).flatMap((part) => {
		if (!Array.isArray(part) || depth === 0) return [part];
		return part.length === 0 ? [undefined] : flatten(part, depth - 1);
	});
}

/** What stands between commas. */
export function splitParts(text: string, label: string): string[] {
	const parts = text.split(',', MOST_PARTS + 1);
	checkCount(parts, label);
	return parts;
}

/** The parts of a value in which a list and a text with commas name several. */
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
		`${label} names more than ${MOST_PARTS.toLocaleString('en-US')} things`,
		'Give them in several items, for example by Split Out and Loop Over Items.',
	);
}
