import { ParameterError } from '../n8n/nodeErrors';
import { CONTACT_TYPES, type EntityRef } from '../sonar/entities/contacts';
import { isRecord } from '../sonar/guards';
import { toAddress } from './addresses';
import { isEmpty, type Field, type Property } from './Field';
import { parseIdValue } from './idFields';

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
}

/** An entity, given by its ID or by the address of one of its contacts. */
export type Located = { id: string } | { email: string };

/** A resource locator, From List or By ID. Its value is the ID. */
export function buildEntityLocator(options: LocatorOptions): Field<string> {
	const { label } = options;
	return {
		property: { ...buildProperty(options), required: true },
		parse: (value) => parseLocator(value, label),
	};
}

/** Like `buildEntityLocator`, but optional. */
export function buildOptionalLocator(options: LocatorOptions): Field<string | undefined> {
	const { label } = options;
	return {
		property: buildProperty(options),
		parse(value) {
			return isEmpty(unwrapLocator(value)) ? undefined : parseLocator(value, label);
		},
	};
}

/** Like `buildEntityLocator`, plus By Contact Email. */
export function buildContactLocator(options: LocatorOptions): Field<Located> {
	const { label, orElse } = options;
	return {
		property: { ...buildProperty(options, ['list', 'id', 'email']), required: true },
		parse: (value) =>
			isRecord(value) && value.mode === 'email'
				? { email: toAddress(unwrapLocator(value), label) }
				: { id: parseLocator(value, label, orElse) },
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
			hint: 'Search by part of the name or subject, or by ID',
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
			displayName: 'By Contact Email',
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
	return (ALL.modes ?? [])
		.filter(({ name }) => names.includes(name))
		.map((mode) => (mode.type === 'list' ? { ...mode, placeholder, typeOptions } : mode));
}

function buildProperty(options: LocatorOptions, names = ['list', 'id']) {
	const { label, description, dependsOn } = options;
	return {
		displayName: label,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		description,
		...(dependsOn ? { typeOptions: { loadOptionsDependsOn: dependsOn } } : {}),
		modes: buildModes(options, names),
	} satisfies Property;
}

/** @throws ParameterError if the locator is empty, or holds anything but an ID */
function parseLocator(value: unknown, label: string, orElse = ''): string {
	const remedy = `Choose one from the list, or check the expression that gives ${label} for this item.${orElse}`;
	return parseIdValue(unwrapLocator(value), label, remedy);
}

function unwrapLocator(value: unknown): unknown {
	return isRecord(value) && '__rl' in value ? value.value : value;
}

/**
 * The entity that a locator names, with its type.
 *
 * @throws ParameterError for an address if entities of the type have no contacts
 */
export function toEntityRef(type: string, located: Located): EntityRef {
	if ('id' in located || CONTACT_TYPES.includes(type)) return { type, ...located };
	throw new ParameterError(
		`By Contact Email finds only ${CONTACT_TYPES.join(', ')}, not ${type}`,
		'Choose the entity from the list, or enter its ID.',
	);
}

/** The entity that files are linked to. */
export const fileableId = buildContactLocator({
	label: 'Entity',
	description: 'The account, ticket or other entity, found by name, subject, number, date or ID',
	searchListMethod: 'searchFileables',
	dependsOn: ['fileableType'],
});
