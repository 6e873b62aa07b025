import { findBinaryFiles, type BinaryFile } from '../n8n/binaryFields';
import type { Item } from '../n8n/Item';
import type { Field, Property } from './Field';
import { buildText } from './values';

/** Finds the files of an item that the parameter names. */
export type ReadFiles = (item: Item) => BinaryFile[];

interface FilesFieldOptions {
	property: Property & { type: 'string' };
	/** Whether no file at all is allowed. */
	mayBeEmpty: boolean;
}

/** A field that names binary fields of the item. Its value finds them in an item. */
export function buildFilesField({ property, mayBeEmpty }: FilesFieldOptions): Field<ReadFiles> {
	const parameter = { label: property.displayName, mayBeEmpty };
	return { property, parse: (value) => (item) => findBinaryFiles(item, value, parameter) };
}

/** The binary field that a downloaded file is put into. */
const outputProperty = {
	displayName: 'Put Output File in Field',
	type: 'string',
	default: 'data',
	hint: 'The name of the output binary field to put the file in',
	description: 'Name of the binary field of the output item that holds the file',
} as const satisfies Property;

export const outputField: Field<string> = {
	property: { ...outputProperty, required: true },
	parse: (value, source) =>
		buildText(outputProperty).parse(value, source) ?? outputProperty.default,
};
