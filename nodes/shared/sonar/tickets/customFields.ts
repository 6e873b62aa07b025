import { parseWholeNumber } from '../ids';
import { buildRowList, type RowList } from '../graphql/ListQuery';
import type { CustomFieldDataMutationInput } from '../graphql/schema';
import { listNames } from '../listNames';
import { SonarError } from '../SonarError';

/** A custom field of tickets. */
export interface CustomField {
	id: string;
	name: string;
	entityType: string;
	/** For example TEXT, DATE or BOOLEAN. */
	type: string;
	isRequired: boolean;
	/** The options of a list; empty for any other type. */
	choices: readonly string[];
}

/** The value of a custom field, as a user gives it. */
export interface GivenField {
	id: string;
	/** Absent if the value is a date object. Empty to clear the field. */
	text?: string;
	/** The value as a calendar day, if it can be one. */
	day?: string;
}

/** All custom fields, of other entities too: they are few, and a search could miss one. */
export function buildCustomFieldList(): RowList<CustomField> {
	return buildRowList({
		list: 'custom_fields',
		select: ['id', 'name', 'entity_type', 'type', 'required', 'enum_options'],
		parse: (row) => ({
			id: parseWholeNumber(row.id, 'the ID of a custom field'),
			name: String(row.name),
			entityType: String(row.entity_type),
			type: String(row.type).toUpperCase(),
			isRequired: row.required === true,
			choices: Array.isArray(row.enum_options) ? row.enum_options.map(String) : [],
		}),
	});
}

export function isOfTickets({ entityType }: CustomField): boolean {
	return entityType === 'Ticket';
}

/**
 * Converts the values to those of Sonar's mutations.
 *
 * @throws SonarError for a value of the wrong type, or if a required one is missing
 */
export function toCustomFieldData(
	given: readonly GivenField[],
	fields: readonly CustomField[],
): CustomFieldDataMutationInput[] {
	const data = given.map((one) => toData(one, findField(one, fields)));
	const missing = fields.filter(
		(field) => isOfTickets(field) && field.isRequired && !given.some(({ id }) => id === field.id),
	);
	if (missing.length > 0) throw requireValues(missing);
	return data;
}

/**
 * The changes to custom fields as Sonar takes them: values, and the IDs of fields to clear.
 *
 * @throws SonarError for a value of another kind, and for a required field to clear
 */
export function toCustomFieldChanges(
	given: readonly GivenField[],
	fields: readonly CustomField[],
): { customFieldData: CustomFieldDataMutationInput[]; unsetCustomFields: string[] } {
	const known = given.map((one) => ({ one, field: findField(one, fields) }));
	const unset = known.filter(({ one }) => one.text === '').map(({ field }) => field);
	const required = unset.filter(({ isRequired }) => isRequired);
	if (required.length > 0) throw requireValues(required);
	return {
		customFieldData: known
			.filter(({ one }) => one.text !== '')
			.map(({ one, field }) => toData(one, field)),
		unsetCustomFields: unset.map(({ id }) => id),
	};
}

/** @throws SonarError if tickets have no such field */
function findField({ id }: GivenField, fields: readonly CustomField[]): CustomField {
	const field = fields.find((one) => isOfTickets(one) && one.id === id);
	if (field) return field;
	throw refuse(`Sonar has no custom field of tickets with the ID ${id}`);
}

function toData(given: GivenField, field: CustomField): CustomFieldDataMutationInput {
	return { custom_field_id: field.id, value: toValue(given, field) };
}

function requireValues(fields: readonly CustomField[]): SonarError {
	const names = fields.map(({ name, id }) => `${name} (#${id})`);
	const what = names.length === 1 ? 'the custom field' : 'the custom fields';
	return refuse(`Sonar requires a value for ${what} ${listNames(names)}`, { customFields: names });
}

const YES = new Set(['true', '1', 'yes']);
const NO = new Set(['false', '0', 'no']);

function toValue({ text, day }: GivenField, field: CustomField): string {
	const { type, choices } = field;
	if (type === 'DATE') {
		if (day !== undefined) return day;
		throw wrongType(field, text, 'a date such as 2026-01-31');
	}
	if (text === undefined) throw wrongType(field, day, 'text');
	const short = text.trim().toLowerCase();
	if (type === 'BOOLEAN') {
		if (YES.has(short)) return '1';
		if (NO.has(short)) return '0';
		throw wrongType(field, text, 'true or false');
	}
	if (choices.length === 0) return text;
	const choice =
		choices.find((one) => one === text) ??
		choices.find((one) => one.trim().toLowerCase() === short);
	if (choice !== undefined) return choice;
	throw wrongType(field, text, `one of ${listNames(choices)}`, { choices });
}

function wrongType(
	{ name, id }: CustomField,
	value: string | undefined,
	wanted: string,
	context?: Record<string, unknown>,
) {
	const shown = value?.trim().slice(0, 50) ?? '';
	return refuse(`The custom field ${name} (#${id}) is not ${wanted}: ${shown}`, context);
}

function refuse(message: string, context?: Record<string, unknown>): SonarError {
	return new SonarError('customField', message, { context });
}
