import type { Field } from '../../../../nodes/shared/fields/Field';

const source = { get: () => undefined, timezone: 'America/New_York' };

/** Parses a value in a workflow with the time zone of New York. */
export function parseField<T>(field: Field<T>, value: unknown): T {
	return field.parse(value, source);
}

/** Expects an error with this message. */
export function expectRefusal(
	field: Field<unknown>,
	value: unknown,
	message: string,
	remedy?: string,
): void {
	const expected = { message, ...(remedy && { remedy }) };
	expect(() => parseField(field, value)).toThrow(expect.objectContaining(expected) as Error);
}
