import type { Field } from '../../../../nodes/shared/fields/Field';

const source = { get: () => undefined, timezone: 'America/New_York' };

/** The meaning of a value in a workflow of New York. */
export function parseField<T>(field: Field<T>, value: unknown): T {
	return field.parse(value, source);
}

/** Expects a refusal with these words. */
export function expectRefusal(
	field: Field<unknown>,
	value: unknown,
	message: string,
	remedy?: string,
): void {
	const expected = { message, ...(remedy && { remedy }) };
	expect(() => parseField(field, value)).toThrow(expect.objectContaining(expected) as Error);
}
