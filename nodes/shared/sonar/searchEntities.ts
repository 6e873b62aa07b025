import { PAGE_INFO, pageOf } from './connection';
import { runFields } from './fields';
import { isFailure } from './result';
import { SonarError } from './SonarError';
import type { SonarSender } from './SonarSender';

/** An entity as a person knows it. */
export interface NamedEntity {
	id: string;
	/** Its name or subject; absent where it has none. */
	name?: string;
}

export interface EntityPage {
	entities: NamedEntity[];
	/** Absent on the last page. */
	nextPage?: number;
}

export interface EntitySearch {
	/** A name in Sonar's enum FileableType. */
	type: string;
	/** Part of the name or subject, or an id; all entities without it. */
	words?: string;
	/** From 1. */
	page: number;
}

/** The types that a person looks up by a name, with their lists in Sonar's schema. */
const BY_NAME: Record<string, { list: string; attribute: 'name' | 'subject' }> = {
	Account: { list: 'accounts', attribute: 'name' },
	CallLog: { list: 'call_logs', attribute: 'subject' },
	Company: { list: 'companies', attribute: 'name' },
	InventoryModel: { list: 'inventory_models', attribute: 'name' },
	NetworkSite: { list: 'network_sites', attribute: 'name' },
	Ticket: { list: 'tickets', attribute: 'subject' },
	Vendor: { list: 'vendors', attribute: 'name' },
};

/** Names stand in their own order; of subjects the newest come first. */
const ORDER = {
	name: '{ attribute: "name", direction: ASC }, { attribute: "id", direction: ASC }',
	subject: '{ attribute: "id", direction: DESC }',
};

const PAGE_SIZE = 50;

/**
 * One page of the entities of a type whose name or subject contains the words, or whose id they
 * are.
 *
 * @throws SonarError for a type without names, and where Sonar refuses the search
 */
export async function searchEntities(
	sender: SonarSender,
	{ type, words, page }: EntitySearch,
): Promise<EntityPage> {
	const found = Object.hasOwn(BY_NAME, type) ? BY_NAME[type] : undefined;
	if (!found) {
		throw new SonarError(
			`Sonar has no search by name for the type ${type}: choose By ID and enter the entity’s id`,
			{ remedy: `By name there are: ${Object.keys(BY_NAME).join(', ')}.` },
		);
	}
	const { list, attribute } = found;
	const [result] = await runFields(sender, {
		operation: 'query',
		fields: [
			(declare) => {
				const args = [
					words ? `search: [${searchesOf(attribute, words, declare('String!', words))}]` : '',
					`sorter: [${ORDER[attribute]}]`,
					`paginator: { page: ${page}, records_per_page: ${PAGE_SIZE} }`,
				];
				return `${list}(${args.filter(Boolean).join(', ')}) { entities { id ${attribute} } ${PAGE_INFO} }`;
			},
		],
	});
	if (isFailure(result)) throw result.error;
	const { entities, totalPages } = pageOf(result?.value, list.replaceAll('_', ' '));
	return {
		entities: entities.map((entity) => {
			const name = entity[attribute];
			return { id: String(entity.id), name: typeof name === 'string' && name ? name : undefined };
		}),
		nextPage: entities.length > 0 && page < totalPages ? page + 1 : undefined,
	};
}

/** Several Searches are alternatives. */
function searchesOf(attribute: string, words: string, variable: string): string {
	const byName = `{ string_fields: [{ attribute: "${attribute}", search_value: ${variable}, match: true, partial_matching: true }] }`;
	const byId = `{ integer_fields: [{ attribute: "id", search_value: ${words}, operator: EQ }] }`;
	return /^[1-9]\d{0,17}$/.test(words) ? `${byName}, ${byId}` : byName;
}
