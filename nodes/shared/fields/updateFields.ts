import { MissingValueError, ParameterError } from '../n8n/nodeErrors';
import { isRecord } from '../sonar/guards';
import {
	buildCollection,
	isBlank,
	isEmpty,
	wrongValue,
	type Field,
	type FieldSet,
	type Property,
	type ValuesOf,
} from './Field';
import { readLocator } from './entityLocator';

/**
 * The fields to change, under Update Fields. One that is not added stays as it is, so it has no value
 * here.
 */
export function buildUpdateFields<F extends FieldSet>(
	description: string,
	fields: F,
): Field<Partial<ValuesOf<F>>> {
	const label = 'Update Fields';
	const { property } = buildCollection(
		{ displayName: label, placeholder: 'Add field', description },
		fields,
	);
	return {
		property,
		parse(value, source) {
			if (!isEmpty(value) && !isRecord(value)) throw wrongValue(label, value);
			const given = isRecord(value) ? value : {};
			const added = Object.entries(fields).filter(([name]) => name in given);
			return Object.fromEntries(
				added.map(([name, field]) => [name, field.parse(given[name], source)]),
			) as Partial<ValuesOf<F>>;
		},
	};
}

/** A field to change that empty text clears. Its value is then null. */
export function clearable<T>(
	field: Field<T | undefined>,
	description = `${field.property.description}. Leave empty to remove it.`,
): Field<T | null> {
	const { displayName } = field.property;
	return buildChange({ ...field.property, description }, (value, source) => {
		if (readLocator(value).given === '') return null;
		const remedy = 'To remove it, return an empty string.';
		return parseGiven(field, value, source) ?? throwNoValue(displayName, remedy);
	});
}

/** A field to change that Sonar cannot clear. `orElse` is what else to do if it has no value. */
export function unclearable<T>(field: Field<T | undefined>, orElse = ''): Field<T> {
	return buildChange(field.property, (value, source) => {
		const remedy = `Sonar cannot clear it. To keep what is there, remove it from Update Fields.${orElse}`;
		return parseGiven(field, value, source) ?? throwNoValue(field.property.displayName, remedy);
	});
}

/** Things to add to those that are there. Empty text adds none. */
export function addable<T>(field: Field<T>): Field<T> {
	return buildChange(field.property, (value, source) => {
		const remedy = 'To add none, return an empty string.';
		if (value === undefined || value === null) throwNoValue(field.property.displayName, remedy);
		return field.parse(value, source);
	});
}

/** Not required: only an added field can be empty, which `parse` judges. */
function buildChange<T>(property: Property, parse: Field<T>['parse']): Field<T> {
	return { property: { ...property, required: undefined }, parse };
}

/** Undefined if there is no value, as from an expression that finds nothing. */
function parseGiven<T>(
	field: Field<T | undefined>,
	value: unknown,
	source: Parameters<Field<T>['parse']>[1],
): T | undefined {
	const { given } = readLocator(value);
	// Blanks are what is left of a text around expressions that find nothing.
	const isNothing = isBlank(given) || (Array.isArray(given) && given.length === 0);
	return isNothing ? undefined : field.parse(value, source);
}

function throwNoValue(label: string, remedy: string): never {
	throw new MissingValueError(
		`${label} has no value`,
		`Check the expression that gives ${label} for this item. ${remedy}`,
	);
}

export function nothingToUpdate(remedy: string): ParameterError {
	return new ParameterError('Update Fields has nothing to update', remedy);
}
