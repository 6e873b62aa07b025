import { parsePage, parseWholeNumber, selectPage, type Page } from '../graphql/connection';
import { queryPage } from '../graphql/queryPage';
import { buildQuery, type RootField } from '../graphql/rootField';
import type { Search, Sorter } from '../graphql/schema';
import { isRecord } from '../guards';
import type { SonarClient } from '../http/SonarClient';
import { SonarError } from '../SonarError';
import { parseId } from './ids';

/** An entity as a person knows it. */
export interface NamedEntity {
	id: string;
	/** Its name or subject; absent if it has none. */
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

const NAME = { attribute: 'name' } as const;
const SUBJECT = { attribute: 'subject' } as const;

/** The types that a person looks up by a name, with their lists in Sonar's schema. */
const BY_NAME = {
	Account: { list: 'accounts', ...NAME },
	CallLog: { list: 'call_logs', ...SUBJECT },
	Company: { list: 'companies', ...NAME },
	InventoryModel: { list: 'inventory_models', ...NAME },
	NetworkSite: { list: 'network_sites', ...NAME },
	Ticket: { list: 'tickets', ...SUBJECT },
	Vendor: { list: 'vendors', ...NAME },
} as const;

/** Mailboxes, groups and users that a ticket can be given to. Disabled ones are left out. */
const CHOICES = {
	InboundMailbox: { list: 'inbound_mailboxes', ...NAME },
	TicketGroup: { list: 'ticket_groups', ...NAME },
	User: { list: 'users', ...NAME },
} as const;

export type ChoiceType = keyof typeof CHOICES;

type Lookup = (typeof BY_NAME)[keyof typeof BY_NAME] | (typeof CHOICES)[ChoiceType];

/** Names stand in their own order; of subjects the newest come first. */
const ORDER: Record<Lookup['attribute'], Sorter[]> = {
	name: [
		{ attribute: 'name', direction: 'ASC' },
		{ attribute: 'id', direction: 'ASC' },
	],
	subject: [{ attribute: 'id', direction: 'DESC' }],
};

const PAGE_SIZE = 50;

/**
 * One page of the entities of a type. Their names or subjects contain the words, or the words are their
 * id.
 *
 * @throws SonarError for a type without names, and if Sonar refuses the search
 */
export async function fetchEntities(
	client: SonarClient,
	{ type, ...search }: EntitySearch,
): Promise<EntityPage> {
	const lookup = Object.hasOwn(BY_NAME, type) ? BY_NAME[type as keyof typeof BY_NAME] : undefined;
	if (!lookup) {
		throw new SonarError(
			'notListed',
			`Sonar has no search by name for the type ${type}. By name there are: ${Object.keys(BY_NAME).join(', ')}`,
		);
	}
	return await fetchNamedPage(client, lookup, search);
}

/**
 * One page of mailboxes, groups or users, as `fetchEntities`.
 *
 * @throws SonarError if Sonar refuses the search
 */
export async function fetchChoices(
	client: SonarClient,
	{ type, ...search }: EntitySearch & { type: ChoiceType },
): Promise<EntityPage> {
	return await fetchNamedPage(client, CHOICES[type], search, { enabled: true });
}

async function fetchNamedPage(
	client: SonarClient,
	lookup: Lookup,
	{ words, page }: Omit<EntitySearch, 'type'>,
	args: { enabled?: boolean } = {},
): Promise<EntityPage> {
	const { entities, totalPages } = await queryPage(client, (withPageInfo) =>
		buildEntitiesQuery(lookup, args, words, page, withPageInfo),
	);
	const hasMore = entities.length > 0 && page < (totalPages ?? Infinity);
	return { entities, nextPage: hasMore ? page + 1 : undefined };
}

function buildEntitiesQuery(
	{ list, attribute }: Lookup,
	args: { enabled?: boolean },
	words: string | undefined,
	page: number,
	withPageInfo: boolean,
): RootField<Page<NamedEntity>> {
	return buildQuery(list, {
		args: {
			...args,
			search: words ? buildSearches(attribute, words) : undefined,
			sorter: ORDER[attribute],
			paginator: { page, records_per_page: PAGE_SIZE },
		},
		// The lookup table pairs each list with an attribute that its entities have.
		select: selectPage<'AccountConnection'>(['id', attribute as 'name'], withPageInfo) as never,
		parse: (value) =>
			parsePage(value, list.replaceAll('_', ' '), (entity) => parseEntity(entity, attribute)),
	});
}

function parseEntity(value: unknown, attribute: string): NamedEntity {
	const entity = isRecord(value) ? value : {};
	const name = entity[attribute];
	return {
		id: parseWholeNumber(entity.id, 'the id of an entity'),
		name: typeof name === 'string' && name ? name : undefined,
	};
}

/** Several Searches are alternatives. */
function buildSearches(attribute: string, words: string): Search[] {
	const byName: Search = {
		string_fields: [{ attribute, search_value: words, match: true, partial_matching: true }],
	};
	const id = parseId(words);
	if (!id) return [byName];
	return [byName, { integer_fields: [{ attribute: 'id', search_value: id, operator: 'EQ' }] }];
}
