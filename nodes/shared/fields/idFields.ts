import { toListed } from '../n8n/lists';
import { MissingValueError, ParameterError } from '../n8n/nodeErrors';
import { toId } from '../sonar/ids';
import { describeValue, isBlank, isEmpty, wrongValue, type Field, type Property } from './Field';

/**
 * Parses an ID into decimal digits. Sonar's IDs have 64 bits, so they never pass through a float.
 *
 * @param label names the field in the error, for example "File ID"
 * @throws ParameterError for anything but a whole number from 1 to 2^63 - 1
 */
export function parseIdValue(
	value: unknown,
	label: string,
	remedy = `Enter the ID, or check the expression that gives ${label} for this item.`,
): string {
	if (isBlank(value)) {
		throw new MissingValueError(`${label} is empty`, remedy);
	}
	if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
		throw new ParameterError(
			`${label} has too many digits for a number, so JavaScript has rounded it`,
			'Enter the ID as text.',
		);
	}
	const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	const id = toId(text);
	if (id) return id;
	const { message } = wrongValue(label, value, 'a number such as 61');
	throw new ParameterError(message, 'Enter the ID, a whole number without a sign or decimals.');
}

/** Parses one ID, several separated by commas, or a list of these. */
export function parseIdValues(value: unknown, label: string): string[] {
	if (Array.isArray(value) && value.length === 0) return [parseIdValue(undefined, label)];
	const parts = toListed(value, label);
	if (parts.length > 1 && parts.some(isBlank)) throw hasGap(label, value, parts);
	return parts.map((part) => parseIdValue(part, label));
}

function hasGap(label: string, value: unknown, parts: readonly unknown[]): ParameterError {
	const list = `[${parts.map((part) => describeValue(part ?? '')).join(', ')}]`.slice(0, 50);
	const shown = typeof value === 'string' ? describeValue(value) : list;
	return new ParameterError(
		`${label} has a gap where an ID should be: ${shown}`,
		`Remove the extra comma, or check the expression that gives ${label} for this item.`,
	);
}

/** An optional ID. */
export function optionalId(property: Property & { type: 'string' }): Field<string | undefined> {
	return {
		property,
		parse: (value) => (isEmpty(value) ? undefined : parseIdValue(value, property.displayName)),
	};
}
