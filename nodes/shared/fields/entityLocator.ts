import { ParameterError } from '../n8n/nodeErrors';
import { CONTACT_TYPES, type EntityRef } from '../sonar/entities/contacts';
import { isRecord } from '../sonar/guards';
import { toAddress } from './addresses';
import { isEmpty, type Field, type Property } from './Field';
import { parseIdValue } from './idFields';

/** How a field finds one entity in Sonar. */
export interface LocatorOptions {
	/** Names it in the editor and in errors, for example "Entity". */
	label: string;
	description: string;
	/** The list search of the node that fills its list. */
	searchListMethod: string;
	/** The fields that the list depends on. */
	dependsOn?: string[];
}

/** An entity by its id, or by the address of one of its contacts. */
export type Located = { id: string } | { email: string };

/** A resource locator: from a list, or by id. Its value is the id. */
export function buildEntityLocator(options: LocatorOptions): Field<string> {
	const { label } = options;
	return {
		property: { ...buildProperty(options), required: true },
		parse: (value) => parseIdValue(unwrapLocator(value), label),
	};
}

/** As `buildEntityLocator`, for an entity that a user may leave out. */
export function buildOptionalLocator(options: LocatorOptions): Field<string | undefined> {
	const { label } = options;
	return {
		property: buildProperty(options),
		parse(value) {
			const given = unwrapLocator(value);
			return isEmpty(given) ? undefined : parseIdValue(given, label);
		},
	};
}

/** As `buildEntityLocator`, for an entity that may also be found by the address of a contact. */
export function buildContactLocator(options: LocatorOptions): Field<Located> {
	const { label } = options;
	return {
		property: { ...buildProperty(options, ['list', 'id', 'email']), required: true },
		parse: (value) =>
			isRecord(value) && value.mode === 'email'
				? { email: toAddress(unwrapLocator(value), label) }
				: { id: parseIdValue(unwrapLocator(value), label) },
	};
}

type Modes = Pick<Property, 'modes'>;

/** The modes in an object, since on their own they would look like fields. */
const ALL: Modes = {
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			hint: 'By a part of the words in the list, or by ID',
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			// No validation by a pattern: n8n gives it 250 ms by the clock and fails the whole execution
			// if the machine was busy for so long. The reader refuses the value for its own item.
			placeholder: 'e.g. 49',
		},
		{
			displayName: 'By Contact Email',
			name: 'email',
			type: 'string',
			placeholder: 'e.g. ada@example.com',
			hint: 'Finds the account, network site or vendor that has a contact with this address',
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
		`By Contact Email finds no entity of the type ${type}. It finds only: ${CONTACT_TYPES.join(', ')}`,
		'Choose the entity from the list, or give its ID.',
	);
}

/** The entity that files are linked to. */
export const fileableId = buildContactLocator({
	label: 'Entity',
	description:
		'The account, ticket, ticket reply or other entity in Sonar. Search the list by a name, a subject, a ticket number, a date (2026-03-01) or an ID. Accounts, network sites and vendors can also be found by the email address of a contact.',
	searchListMethod: 'searchFileables',
	dependsOn: ['fileableType'],
});
