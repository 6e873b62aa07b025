import { ParameterError } from '../n8n/nodeErrors';
import { isRecord } from '../sonar/guards';
import { cleanText } from '../sonar/text';
import type { GivenField } from '../sonar/tickets/customFields';
import { isBlank, isEmpty, wrongValue, type Field } from './Field';
import { parseIdValue } from './idFields';
import { formatDay } from './values';

const LABEL = 'Custom Fields';

/** What an empty value means. */
interface EmptyValues {
	/** Of the field with the value. */
	description: string;
	/** The parsed row, or none. */
	parse(id: unknown, value: unknown): GivenField[];
}

function parseRow(row: unknown, timezone: string, empty: EmptyValues): GivenField[] {
	if (!isRecord(row)) throw wrongValue(LABEL, row, 'a list of fields');
	const { id, value } = row;
	// 0 and false are values.
	if (isBlank(value)) return empty.parse(id, value);
	const day = formatDay(value, timezone);
	const isText = ['string', 'number', 'boolean'].includes(typeof value);
	if (!isText && (day === undefined || Array.isArray(value))) {
		throw wrongValue(`The value of ${LABEL}`, value, 'text');
	}
	return [
		{ id: parseIdValue(id, 'Field'), text: isText ? cleanText(String(value)) : undefined, day },
	];
}

/** Values of custom fields. Whether they fit is checked later, against Sonar's list of the fields. */
function buildCustomFields(empty: EmptyValues): Field<GivenField[]> {
	return {
		property: {
			displayName: LABEL,
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			default: {},
			placeholder: 'Add field',
			description: 'Values of the custom fields of tickets in Sonar',
			options: [
				{
					displayName: 'Field',
					name: 'field',
					values: [
						{
							displayName: 'Field Name or ID',
							name: 'id',
							type: 'options',
							typeOptions: { loadOptionsMethod: 'getCustomFields' },
							default: '',
							description:
								'The custom field. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
						},
						{
							displayName: 'Value',
							name: 'value',
							type: 'string',
							default: '',
							description: empty.description,
						},
					],
				},
			],
		},
		parse(value, { timezone }) {
			const rows: unknown = isRecord(value) ? (value.field ?? []) : isEmpty(value) ? [] : value;
			if (!Array.isArray(rows)) throw wrongValue(LABEL, value, 'a list of fields');
			const given = rows.flatMap((row) => parseRow(row, timezone, empty));
			const twice = given.find(
				({ id }, index) => given.findIndex((one) => one.id === id) !== index,
			);
			if (!twice) return given;
			throw new ParameterError(
				`${LABEL} has two values for the field ${twice.id}`,
				'Remove one of them.',
			);
		},
	};
}

export const customFields = buildCustomFields({
	description:
		'Text, a date such as 2026-01-31, true, false or a choice. Empty values are not sent.',
	parse: () => [],
});

/** Changes of custom fields: empty text clears. */
export const customFieldChanges = buildCustomFields({
	description:
		'Text, a date such as 2026-01-31, true, false or a choice. Leave empty to remove the value.',
	parse(id, value) {
		const field = parseIdValue(id, 'Field');
		if (value === '') return [{ id: field, text: '' }];
		throw new ParameterError(
			`The custom field ${field} has no value`,
			'Check the expression that gives its value for this item. To remove the value, return an empty string.',
		);
	},
});
