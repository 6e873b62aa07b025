import { GraphQLError } from 'graphql';

import type { Entity } from './types';

export interface CustomFieldData {
	custom_field_id: string;
	value: string;
}

interface CustomField extends Entity {
	entity_type?: string;
	field_type?: string;
	required?: boolean;
	enum_options?: string[] | null;
}

const PATTERNS: Record<string, RegExp> = {
	DATE: /^\d{4}-\d\d-\d\d$/,
	BOOLEAN: /^[01]$/,
	INTEGER: /^-?\d+$/,
};

const isOfTickets = ({ entity_type }: CustomField) => entity_type === 'Ticket';

/** Whether values are of the kinds that their custom fields ask for. */
export function checkCustomFieldValues(fields: CustomField[], values: CustomFieldData[]): void {
	const ofTickets = fields.filter(isOfTickets);
	for (const { custom_field_id: id, value } of values) {
		const field = ofTickets.find((one) => one.id === id);
		if (!field) throw new GraphQLError('The selected custom field id is invalid.');
		const options = field.enum_options ?? [];
		const isOption = options.length === 0 || options.includes(value);
		if (!isOption || PATTERNS[field.field_type ?? '']?.test(value) === false)
			throw new GraphQLError(`The value of the custom field ${field.name} is invalid.`);
	}
}

/** Whether a new ticket has the values that its custom fields ask for. */
export function checkCustomFields(fields: CustomField[], values: CustomFieldData[]): void {
	checkCustomFieldValues(fields, values);
	const missing = fields
		.filter(isOfTickets)
		.find(
			({ id, required }) =>
				required && !values.some(({ custom_field_id }) => custom_field_id === id),
		);
	if (missing) throw new GraphQLError(`The custom field ${missing.name} is required.`);
}
