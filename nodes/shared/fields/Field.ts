import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import type { ParameterSource } from '../n8n/Item';
import { ParameterError } from '../n8n/nodeErrors';
import { isRecord } from '../sonar/guards';

/** How the editor shows a field. The name is the field's key in its set. */
export type Property = Omit<INodeProperties, 'name'>;

/** A field of a node: its property in the editor and the parser of its values. */
export interface Field<T, Source extends ParameterSource = ParameterSource> {
	property: Property;
	/** The property in several forms, of which the editor shows one at a time, instead of `property`. */
	forms?: Property[];
	/**
	 * Parses a value that was typed or comes from an expression. Empty means the default.
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

function toProperties(fields: FieldSet): INodeProperties[] {
	return Object.entries(fields).flatMap(([name, { property, forms = [property] }]) =>
		forms.map((form) => ({ ...form, name })),
	);
}

/** Defines the fields of a node: properties for the editor, and a typed reader of their values. */
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

/** What a thing is, apart from what it must have. */
export function buildAdditionalFields<F extends FieldSet>(fields: F): Field<ValuesOf<F>> {
	return buildCollection({ displayName: 'Additional Fields', placeholder: 'Add field' }, fields);
}

/** How the node works. */
export function buildOptions<F extends FieldSet>(fields: F): Field<ValuesOf<F>> {
	return buildCollection({ displayName: 'Options', placeholder: 'Add option' }, fields);
}

/**
 * Shows a field only if others have certain values. `required` is dropped: n8n would enforce it even
 * while an expression hides the field. `parse` enforces it instead.
 */
export function showFor<T>(show: NonNullable<IDisplayOptions['show']>, field: Field<T>): Field<T> {
	const property = { ...field.property, required: undefined, displayOptions: { show } };
	return { ...field, property };
}

/** A field that looks and parses differently for each value of the choice `by`. */
export function switchBy<T>(by: string, fields: Record<string, Field<T>>): Field<T> {
	const shown = Object.entries(fields).map(([value, field]) => ({
		value,
		field: showFor({ [by]: [value] }, field),
	}));
	const first = shown[0]!.field;
	return {
		property: first.property,
		forms: shown.map(({ field }) => field.property),
		parse(value, source) {
			const chosen = String(source.get(by)).trim().toLowerCase();
			const own = shown.find((one) => one.value.toLowerCase() === chosen);
			return (own?.field ?? first).parse(value, source);
		},
	};
}

/** Hides a field if others have certain values, in addition to its conditions for showing. */
export function hideFor<T>(hide: Record<string, string[]>, field: Field<T>): Field<T> {
	const displayOptions = { ...field.property.displayOptions, hide };
	return { ...field, property: { ...field.property, displayOptions } };
}

export function isEmpty(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}

/** Whether a value is empty, or only whitespace. */
export function isBlank(value: unknown): boolean {
	return isEmpty(value) || (typeof value === 'string' && value.trim() === '');
}

/** A value as an error shows it: text, numbers, true and false as they are, anything else by its type. */
export function describeValue(value: unknown): string {
	if (typeof value === 'string') return value.trim().slice(0, 50);
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	if (Array.isArray(value)) return 'a list';
	return typeof value === 'object' ? 'an object' : typeof value;
}

export function wrongValue(label: string, value: unknown, wanted = 'an object with fields') {
	const shown = typeof value === 'string' ? `"${describeValue(value)}"` : describeValue(value);
	return new ParameterError(
		`${label} must be ${wanted}, not ${shown}`,
		`Check ${label}, or the expression that gives it for this item.`,
	);
}
