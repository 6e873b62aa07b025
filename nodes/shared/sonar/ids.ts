import { SonarError } from './SonarError';

const LARGEST_ID = 2n ** 63n - 1n;

/** A wrong value as an error shows it: text and numbers as they are, of others what they are. */
export function shown(value: unknown): string {
	if (typeof value === 'string' || typeof value === 'number') return `${value}`.trim().slice(0, 50);
	return Array.isArray(value) ? 'a list' : typeof value;
}

/**
 * An id as decimal digits. Sonar's ids are whole numbers of 64 bits, so they never pass through a
 * float.
 *
 * @param what names the field in the error, for example "File ID"
 * @throws SonarError for anything but a whole number from 1 to 2^63 - 1
 */
export function parseId(value: unknown, what: string): string {
	if (value === undefined || value === null || value === '') {
		throw new SonarError(`${what} is empty`, {
			remedy: `Enter the id, or check that the expression for ${what} gives one for this item.`,
		});
	}
	if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)) {
		throw new SonarError(`${what} is too large to be a number without loss`, {
			remedy: 'Give the id as text.',
		});
	}
	const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	const id = /^\d{1,19}$/.test(text) ? BigInt(text) : 0n;
	if (id < 1n || id > LARGEST_ID) {
		throw new SonarError(`${what} is not an id: ${shown(value)}`, {
			remedy: 'An id is a whole number, such as 61.',
		});
	}
	return id.toString();
}

/** Ids from one id, several with commas between them, or a list of these. */
export function parseIds(value: unknown, what: string): string[] {
	const list = Array.isArray(value)
		? (value as unknown[])
		: typeof value === 'string'
			? value.split(',')
			: [value];
	if (list.length === 0) return [parseId(undefined, what)];
	return list.flatMap((part) =>
		typeof part === 'string' && part.includes(',') ? parseIds(part, what) : [parseId(part, what)],
	);
}

/** The name of an entity type, which stands in GraphQL documents as it is. */
export function parseTypeName(value: unknown): string {
	if (typeof value === 'string' && /^[_A-Za-z][_0-9A-Za-z]*$/.test(value.trim())) {
		return value.trim();
	}
	throw new SonarError(
		value ? `Entity Type is not the name of a type: ${shown(value)}` : 'Entity Type is empty',
		{ remedy: 'Choose a type from the list, or give its name in Sonar’s schema, such as Ticket.' },
	);
}
