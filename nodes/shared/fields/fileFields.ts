import { findBinaryFiles, type BinaryFile, type FilesOfItem } from '../n8n/binaryFields';
import type { ParameterSource } from '../n8n/Item';
import { MissingValueError, ParameterError } from '../n8n/nodeErrors';
import { LOOKUPS } from '../sonar/entities/lookups';
import { buildContactLocator, buildEmptiedBy } from './entityLocator';
import { isEmpty, wrongValue, type Field, type Property } from './Field';
import { parseIdValues } from './idFields';
import { buildText } from './values';

const FILE_ID = 'File ID';

/** One or several files in Sonar. */
export const fileId: Field<string[]> = {
	property: {
		displayName: FILE_ID,
		type: 'string',
		required: true,
		default: '={{ $json.id }}',
		placeholder: 'e.g. 61',
		description: 'ID of the file in Sonar, or several IDs separated by commas',
	},
	parse: (value) => parseIdValues(value, FILE_ID),
};

const ENTITY_TYPE = 'Entity Type';

/** The same for "TicketReply", "ticketreply" and "Ticket Reply", as the list shows it. */
function toTypeKey(name: string): string {
	return name.replace(/ /g, '').toLowerCase();
}

/** Those of the public schema. */
const KNOWN_TYPES = new Map(Object.keys(LOOKUPS).map((name) => [toTypeKey(name), name]));

/**
 * Parses a name of Sonar's enum FileableType, which differs between instances.
 *
 * @throws ParameterError if the value is not a valid name
 */
export function toTypeName(value: unknown): string {
	const remedy =
		'Choose a type from the list, or enter its name in Sonar’s schema, such as Ticket.';
	if (isEmpty(value)) throw new MissingValueError(`${ENTITY_TYPE} is empty`, remedy);
	if (typeof value === 'string') {
		const name = value.trim();
		const known = KNOWN_TYPES.get(toTypeKey(name)) ?? name;
		if (/^[_A-Za-z][_0-9A-Za-z]{0,99}$/.test(known)) return known;
	}
	throw new ParameterError(wrongValue(ENTITY_TYPE, value, 'the name of a type').message, remedy);
}

export const fileableType: Field<string> = {
	property: {
		displayName: 'Entity Type Name or ID',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getFileableTypes' },
		required: true,
		default: 'Ticket',
		description:
			'Type of the entity that the file belongs to. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	parse: toTypeName,
};

/** Several entity types; any type if empty. */
export const fileableTypes: Field<string[]> = {
	property: {
		displayName: 'Entity Type Names or IDs',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getFileableTypes' },
		default: [],
		description:
			'Only files linked to these entity types, within 24 hours of upload. Leave empty for all files, linked or not. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	parse(value) {
		const parts: unknown[] = Array.isArray(value) ? value : [value];
		return parts
			.flatMap((part) => (typeof part === 'string' ? part.split(',') : [part]))
			.filter((part) => !isEmpty(typeof part === 'string' ? part.trim() : part))
			.map(toTypeName);
	},
};

export const filenameFilter = buildText({
	displayName: 'File Name',
	type: 'string',
	default: '',
	placeholder: 'e.g. invoice',
	description: 'Only files whose name contains this text',
});

export const mimeTypeFilter = buildText({
	displayName: 'MIME Type',
	type: 'string',
	default: '',
	placeholder: 'e.g. application/pdf',
	description: 'Only files whose type contains this text',
});

/** A source that has files: an item. */
type FilesSource = ParameterSource & FilesOfItem;

interface FilesFieldOptions {
	property: Property & { type: 'string' };
	/** Whether the item may have no files. */
	mayBeEmpty: boolean;
}

/** A field that names binary fields of the item. Its value is the files in them. */
export function buildFilesField({
	property,
	mayBeEmpty,
}: FilesFieldOptions): Field<BinaryFile[], FilesSource> {
	const parameter = { label: property.displayName, mayBeEmpty };
	return { property, parse: (value, item) => findBinaryFiles(item, value, parameter) };
}

/** The binary field that receives a downloaded file. */
const outputProperty = {
	displayName: 'Put Output File in Field',
	type: 'string',
	default: 'data',
	hint: 'The name of the output binary field to put the file in',
	description: 'Name of the binary field in the output item',
} as const satisfies Property;

export const outputField: Field<string> = {
	property: { ...outputProperty, required: true },
	parse: (value, source) =>
		buildText(outputProperty).parse(value, source) ?? outputProperty.default,
};

/** The entity that files are linked to. */
export const fileableId = buildContactLocator({
	label: 'Entity',
	description:
		'The account, ticket or other entity, found by name, subject, number, date or ID. n8n’s editor empties it when Entity Type changes, also if an expression there gives another value.',
	searchListMethod: 'searchFileables',
	dependsOn: ['fileableType'],
	orElse: buildEmptiedBy(ENTITY_TYPE),
});
