import { ParameterError } from '../n8n/nodeErrors';
import { isEmpty, wrongValue, type Field } from './Field';

const LABEL = 'Entity Type';

/**
 * A name of Sonar's enum FileableType. Each instance has its own version of the enum.
 *
 * @throws ParameterError if the value is not the name of a type
 */
export function toTypeName(value: unknown): string {
	const remedy = 'Choose a type from the list, or give its name in Sonar’s schema, such as Ticket.';
	if (isEmpty(value)) throw new ParameterError(`${LABEL} is empty`, remedy);
	if (typeof value === 'string' && /^[_A-Za-z][_0-9A-Za-z]{0,99}$/.test(value.trim())) {
		return value.trim();
	}
	throw new ParameterError(wrongValue(LABEL, value, 'the name of a type').message, remedy);
}

/** The type of the entity that a file belongs to. */
export const fileableType: Field<string> = {
	property: {
		displayName: 'Entity Type Name or ID',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getFileableTypes' },
		required: true,
		default: 'Ticket',
		description:
			'Type of the entity in Sonar that the file belongs to. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	parse: toTypeName,
};

/** Several types of entities. An empty list means any type. */
export const fileableTypes: Field<string[]> = {
	property: {
		displayName: 'Entity Type Names or IDs',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getFileableTypes' },
		default: [],
		description:
			'Only trigger for files of these entity types. Leave empty for all files, linked or not. A file that is linked within 24 hours of its upload triggers when it is linked. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	parse(value) {
		const parts: unknown[] = Array.isArray(value) ? value : [value];
		return parts
			.flatMap((part) => (typeof part === 'string' ? part.split(',') : [part]))
			.filter((part) => !isEmpty(typeof part === 'string' ? part.trim() : part))
			.map(toTypeName);
	},
};
