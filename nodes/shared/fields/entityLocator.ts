import { isRecord } from '../sonar/guards';
import type { Field } from './Field';
import { toId } from './ids';

/** How a field finds one entity in Sonar. */
export interface LocatorOptions {
	/** Names it in the editor and in errors, for example "Entity". */
	label: string;
	description: string;
	/** The list search of the node that fills its list. */
	searchListMethod: string;
	/** The fields that the list depends on. */
	dependsOn?: string[];
	required?: boolean;
}

/** A resource locator: from a list, or by id. Its value is the id. */
export function buildEntityLocator({
	label,
	description,
	searchListMethod,
	dependsOn,
	required = true,
}: LocatorOptions): Field<string> {
	return {
		property: {
			displayName: label,
			type: 'resourceLocator',
			required,
			default: { mode: 'list', value: '' },
			description,
			...(dependsOn ? { typeOptions: { loadOptionsDependsOn: dependsOn } } : {}),
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					placeholder: `Choose ${/^[AEIOU]/.test(label) ? 'an' : 'a'} ${label.toLowerCase()}`,
					hint: 'By name or subject, or by ID',
					typeOptions: { searchListMethod, searchable: true },
				},
				{
					displayName: 'By ID',
					name: 'id',
					type: 'string',
					placeholder: 'e.g. 49',
					validation: [
						{
							type: 'regex',
							properties: { regex: '\\s*[0-9]+\\s*', errorMessage: 'An ID is a whole number' },
						},
					],
				},
			],
		},
		parse: (value) => toId(isLocator(value) ? value.value : value, label),
	};
}

function isLocator(value: unknown): value is { value: unknown } {
	return isRecord(value) && '__rl' in value;
}

/** The entity that files are linked to. */
export const fileableId = buildEntityLocator({
	label: 'Entity',
	description:
		'The account, ticket, ticket reply or other entity in Sonar. Accounts, call logs, companies, inventory models, network sites, tickets and vendors can be found by name or subject. For any other type, give the ID.',
	searchListMethod: 'searchFileables',
	dependsOn: ['fileableType'],
});
