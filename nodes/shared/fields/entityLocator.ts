import type { ParameterSource } from '../n8n/Item';
import { ParameterError } from '../n8n/nodeErrors';
import { CONTACT_TYPES, type EntityRef } from '../sonar/entities/contacts';
import { toLabel } from '../sonar/entities/typeLabels';
import { isRecord } from '../sonar/guards';
import { toAddress } from './addressFields';
import { isBlank, isEmpty, type Field, type Property } from './Field';
import { parseIdValue } from './idFields';
import { PAGE_TYPES, parsePageUrl } from './pageUrls';

export interface LocatorOptions {
	/** Names it in the editor and in errors, for example "Entity". */
	label: string;
	description: string;
	/** The node's list search that fills the list. */
	searchListMethod: string;
	/** The fields that the list depends on. */
	dependsOn?: string[];
	/** What else to do if it is empty. */
	orElse?: string;
	/** Of its entities, if they have a page in Sonar. Adds By URL. */
	pageType?: 'Ticket';
	/** The ID that it starts with, if not empty. */
	defaultId?: string;
}

/**
 * An entity, given by its ID, by the URL of its page, which tells the type, or by the address of one of
 * its contacts.
 */
export type Located = { id: string; type?: string } | { email: string };

/** A resource locator, From List, By ID or By URL. Its value is the ID. */
export function buildEntityLocator(options: LocatorOptions): Field<string> {
	return {
		property: { ...buildProperty(options), required: true },
		parse: (value, source) => parseLocator(value, options, source),
	};
}

/** Like `buildEntityLocator`, but optional. */
export function buildOptionalLocator(options: LocatorOptions): Field<string | undefined> {
	return {
		property: buildProperty(options),
		parse(value, source) {
			return isEmpty(readLocator(value).given) ? undefined : parseLocator(value, options, source);
		},
	};
}

/** Like `buildEntityLocator`, for entities of several types, plus By Email. */
export function buildContactLocator(options: LocatorOptions): Field<Located> {
	const { label } = options;
	return {
		property: { ...buildProperty(options, ['list', 'id', 'url', 'email']), required: true },
		parse(value, source) {
			const { mode, given } = readLocator(value);
			if (isBlank(given)) return { id: parseLocator(given, options, source) };
			switch (mode) {
				case 'email':
					return { email: toAddress(given, label) };
				case 'url':
					return parsePageUrl(given, label, source.origin);
				default:
					return { id: parseLocator(value, options, source) };
			}
		},
	};
}

type Modes = Pick<Property, 'modes'>;

/** In an object, because n8n's lint would take a bare array of modes for fields. */
const ALL: Modes = {
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			// No regex validation: n8n allows it 250 ms of wall time and fails the whole execution if a busy
			// machine takes longer. `parse` refuses the value for its own item instead.
			placeholder: 'e.g. 49',
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://example.sonar.software/app#/tickets/show/7',
			hint: 'The address of its page in Sonar, as the browser shows it',
		},
		{
			displayName: 'By Email',
			name: 'email',
			type: 'string',
			placeholder: 'e.g. ada@example.com',
			hint: 'Finds the account, network site or vendor with this contact',
		},
	],
};

function buildModes({ label, searchListMethod }: LocatorOptions, names: string[]) {
	const placeholder = `Choose ${/^[AEIOU]/.test(label) ? 'an' : 'a'} ${label.toLowerCase()}`;
	const typeOptions = { searchListMethod, searchable: true };
	const hint = `Search by words of the ${SEARCHED[searchListMethod] ?? 'name'}, in any order, or by ID`;
	return (ALL.modes ?? [])
		.filter(({ name }) => names.includes(name))
		.map((mode) => (mode.type === 'list' ? { ...mode, hint, placeholder, typeOptions } : mode));
}

/** By list search: what it looks into, if not the name alone. */
const SEARCHED: Record<string, string> = {
	searchTickets: 'subject',
	searchFileables: 'name or subject',
};

function buildProperty(
	options: LocatorOptions,
	names = options.pageType ? ['list', 'id', 'url'] : ['list', 'id'],
) {
	const { label, description, dependsOn, defaultId } = options;
	return {
		displayName: label,
		type: 'resourceLocator',
		default: defaultId ? { mode: 'id', value: defaultId } : { mode: 'list', value: '' },
		description,
		...(dependsOn ? { typeOptions: { loadOptionsDependsOn: dependsOn } } : {}),
		modes: buildModes(options, names),
	} satisfies Property;
}

/** @throws ParameterError if the locator is empty, or holds anything but an ID or a URL of its type */
function parseLocator(
	value: unknown,
	{ label, orElse = '', pageType }: LocatorOptions,
	{ origin }: ParameterSource,
): string {
	const { mode, given } = readLocator(value);
	if (pageType && mode === 'url') {
		const { type, id } = parsePageUrl(given, label, origin);
		if (type === pageType) return id;
		throw wrongPage(type, pageType);
	}
	const remedy = `Choose one from the list, or check the expression that gives ${label} for this item.${orElse}`;
	return parseIdValue(given, label, remedy);
}

/** What was given to a locator, and in which mode; without one if it is a bare value. */
export function readLocator(value: unknown): { mode?: unknown; given: unknown } {
	if (!isRecord(value) || !('__rl' in value)) return { given: value };
	return { mode: value.mode, given: value.value };
}

/**
 * The entity that a locator names, with its type.
 *
 * @throws ParameterError for the URL of another type, and for an address if entities of the type have no
 * contacts
 */
export function toEntityRef(type: string, located: Located): EntityRef {
	if ('id' in located) {
		const { id, type: pageType = type } = located;
		if (pageType !== type) throw wrongPage(pageType, type);
		return { type, id };
	}
	if (CONTACT_TYPES.includes(type)) return { type, ...located };
	throw new ParameterError(
		`By Email finds only ${showTypes(CONTACT_TYPES)}, not ${toLabel(type)}`,
		'Choose the entity from the list, or enter its ID.',
	);
}

function showTypes(types: readonly string[]): string {
	return types.map(toLabel).join(', ');
}

function wrongPage(type: string, wanted: string): ParameterError {
	if (!PAGE_TYPES.includes(wanted)) {
		return new ParameterError(
			`By URL finds only ${showTypes(PAGE_TYPES)}, not ${toLabel(wanted)}`,
			'Choose the entity from the list, or enter its ID.',
		);
	}
	return new ParameterError(
		`The URL is of the type ${toLabel(type)}, not ${toLabel(wanted)}`,
		`Take the URL of a page of the type ${toLabel(wanted)}.`,
	);
}

/**
 * The advice for a field that is empty because n8n's editor did it: when the value of another field
 * changes, an expression's too, the editor empties a locator whose list depends on it, and saves that.
 */
export function buildEmptiedBy(label: string): string {
	return ` n8n’s editor empties this field when an expression in ${label} gives another value: then fill it in again.`;
}
