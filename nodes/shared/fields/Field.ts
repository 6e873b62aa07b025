import type { INodeProperties } from 'n8n-workflow';

import type { ParameterSource } from '../n8n/Item';
import { ParameterError } from '../n8n/nodeErrors';
import { isRecord } from '../sonar/guards';

/** How the editor shows a field. Its name is its key in a set of fields. */
export type Property = Omit<INodeProperties, 'name'>;

/** A field of a node: its property in the editor, and the reader of its value. */
export interface Field<T, Source extends ParameterSource = ParameterSource> {
	property: Property;
	/**
	 * The meaning of a value that was typed or comes from an expression. Empty means the default.
	 *
	 * @throws ParameterError if the value does not fit the field
	 */
	parse(value: unknown, source: Source): T;
}

export type FieldSet = Record<string, Field<unknown>>;

export type ValuesOf<F extends FieldSet> = {
	[K in keyof F]: F[K] extends Field<infer T> ? T : never;
};

/** Where a field gets its value from: for files an item, otherwise any source. */
type SourceOf<F> = F extends Field<unknown, infer Source> ? Source : never;

export function toProperties(fields: FieldSet): INodeProperties[] {
	return Object.entries(fields).map(([name, { property }]) => ({ ...property, name }));
}

/** The fields of a node: their properties for the editor, and a reader of their values. */
export function defineFields<F extends FieldSet>(fields: F) {
	return {
		properties: toProperties(fields),
		/** @throws ParameterError if the value does not fit the field */
		read<K extends keyof F & string>(source: SourceOf<F[K]>, name: K): ValuesOf<F>[K] {
			return fields[name]!.parse(source.get(name), source) as ValuesOf<F>[K];
		},
	};
}

/** Fields that a user adds as needed, such as Options. */
export function buildCollection<F extends FieldSet>(
	property: Pick<Property, 'displayName' | 'placeholder' | 'description' | 'displayOptions'>,
	fields: F,
): Field<ValuesOf<F>> {
	return {
		property: { ...property, type: 'collection', default: {}, options: toProperties(fields) },
		parse(value, source) {
			if (!isEmpty(value) && !isRecord(value)) throw wrongValue(property.displayName, value);
			const given = isRecord(value) ? value : {};
			const values = Object.entries(fields).map(([name, field]) => [
				name,
				field.parse(given[name], source),
			]);
			return Object.fromEntries(values) as ValuesOf<F>;
		},
	};
}

export function buildOptions<F extends FieldSet>(fields: F): Field<ValuesOf<F>> {
	return buildCollection({ displayName: 'Options', placeholder: 'Add option' }, fields);
}

/**
 * Shows a field only if others have certain values. It is not required for n8n then, which would ask
 * for it whatever value an expression gives for the others; its reader refuses to find it empty.
 */
export function showFor<T>(
	show: Record<string, Array<string | boolean>>,
	field: Field<T>,
): Field<T> {
	const property = { ...field.property, required: undefined, displayOptions: { show } };
	return { ...field, property };
}

/** Hides a field if others have certain values. Its conditions for showing stay. */
export function hideFor<T>(hide: Record<string, string[]>, field: Field<T>): Field<T> {
	const displayOptions = { ...field.property.displayOptions, hide };
	return { ...field, property: { ...field.property, displayOptions } };
}

export function isEmpty(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}

/** Whether a value is empty, or a text of nothing but blanks. */
export function isBlank(value: unknown): boolean {
	return isEmpty(value) || (typeof value === 'string' && value.trim() === '');
}

/** A wrong value as an error shows it: text and numbers as they are, other values by their type. */
export function describeValue(value: unknown): string {
	if (typeof value === 'string') return value.trim().slice(0, 50);
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	return Array.isArray(value) ? 'a list' : typeof value;
}

export function wrongValue(label: string, value: unknown, wanted = 'an object with fields') {
	return new ParameterError(
		`${label} is not ${wanted}: ${describeValue(value)}`,
		`Check the field ${label}, or the expression that gives its value for this item.`,
	);
}
