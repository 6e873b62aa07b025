import { type Page } from '../graphql/connection';
import { parseWholeNumber } from '../ids';
import { fetchPage } from '../graphql/ListQuery';
import type { GeneralSearchMode, Search } from '../graphql/schema';
import { toUnicodeForms } from '../graphql/unicodeForms';
import type { SonarClient } from '../http/SonarClient';
import { attempt, unwrap } from '../outcome';
import { SonarError } from '../SonarError';
import { TICKET_LOOKUPS, lookupOf, type Lookup } from './lookups';
import { fetchNames, nameKey } from './entityNames';
import type { Reference, Row } from './labelParts';
import { numbered } from './searches';

/** An entity as a person knows it. */
export interface NamedEntity {
	id: string;
	/** Undefined if it has nothing that a person knows it by. */
	name?: string;
}

export interface Place {
	/** From 1. */
	page: number;
	/** Undefined for the usual size. */
	pageSize?: number;
}

export interface EntityPage {
	entities: NamedEntity[];
	/** Undefined on the last page. */
	next?: Place;
}

export interface EntitySearch extends Place {
	/** A name in Sonar's enum FileableType. */
	type: string;
	/** Part of what the entities are known by, or an ID. Undefined for all entities. */
	words?: string;
}

export type TicketLookupType = keyof typeof TICKET_LOOKUPS;

interface FoundEntity {
	id: string;
	shown: Array<string | Reference>;
}

/** The arguments by which a list is searched. */
interface Condition {
	enabled?: boolean;
	search?: Search[];
	general_search?: string;
	general_search_mode?: GeneralSearchMode;
}

/** For instances that refuse larger ones. */
const SMALL_PAGE = 10;

/**
 * One page of the entities whose names contain the words, or whose ID they are.
 *
 * @throws SonarError if this package does not know the type, or Sonar refuses the search
 */
export async function fetchEntities(
	client: SonarClient,
	{ type, ...search }: EntitySearch,
): Promise<EntityPage> {
	const lookup = lookupOf(type);
	if (!lookup) {
		throw new SonarError('notListed', `There is no list of the type ${type}, so an ID is needed`);
	}
	return await fetchNamedPage(client, lookup, search);
}

/**
 * Like `fetchEntities`, for mailboxes, groups or users that are enabled.
 *
 * @throws SonarError if Sonar refuses the search
 */
export async function fetchTicketLookup(
	client: SonarClient,
	{ type, ...search }: EntitySearch & { type: TicketLookupType },
): Promise<EntityPage> {
	return await fetchNamedPage(client, TICKET_LOOKUPS[type], search, { enabled: true });
}

async function fetchNamedPage(
	client: SonarClient,
	lookup: Lookup,
	{ words, page, pageSize = lookup.pageSize }: Omit<EntitySearch, 'type'>,
	common: Condition = {},
): Promise<EntityPage> {
	const conditions = (words ? toConditions(lookup, words) : [{}]).map((one) => ({
		...common,
		...one,
	}));
	const answer = await attempt(async () => {
		const pages = conditions.map(
			async (condition) => await fetchMatches(client, lookup, condition, { page, pageSize }),
		);
		return await Promise.all(pages);
	});
	if (answer.status === 'failed' && answer.error.code === 'pageSize' && pageSize > SMALL_PAGE) {
		return await fetchNamedPage(client, lookup, { words, ...inSmallPages(page, pageSize) }, common);
	}
	const pages = unwrap(answer);
	const found = new Map(pages.flatMap(({ entities }) => entities).map((one) => [one.id, one]));
	const hasMore = pages.some(
		({ entities, totalPages = Infinity }) => entities.length > 0 && page < totalPages,
	);
	const size = Math.min(pageSize, ...pages.flatMap((one) => (one.size ? [one.size] : [])));
	return {
		entities: await withNames(client, [...found.values()], pageSize),
		next: hasMore
			? { page: page + 1, pageSize: size === lookup.pageSize ? undefined : size }
			: undefined,
	};
}

/** Where a page begins, counted in smaller pages, so that no entity comes twice or is left out. */
function inSmallPages(page: number, pageSize: number): Required<Place> {
	let small = SMALL_PAGE;
	while (pageSize % small !== 0) small -= 1;
	return { page: ((page - 1) * pageSize) / small + 1, pageSize: small };
}

/** Alternatives, each asked for by itself. None if nothing can match the words. */
function toConditions({ parts, general }: Lookup, words: string): Condition[] {
	const exact = [...numbered('id', words), ...parts.flatMap((part) => part.exact?.(words) ?? [])];
	const forms = toUnicodeForms(words);
	const contained = forms.flatMap((form) => parts.flatMap((part) => part.words?.(form) ?? []));
	const own = general ? exact : [...contained, ...exact];
	return [
		// Several Searches are alternatives. Beside a general search, they would restrict it.
		...(own.length > 0 ? [{ search: own }] : []),
		...(general
			? forms.map((form) => ({ general_search: form, general_search_mode: general }))
			: []),
	];
}

async function fetchMatches(
	client: SonarClient,
	lookup: Lookup,
	condition: Condition,
	{ page, pageSize }: Required<Place>,
): Promise<Page<FoundEntity>> {
	const args = {
		...condition,
		sorter: lookup.order,
		paginator: { page, records_per_page: pageSize },
	};
	const parseRow = (row: Row): FoundEntity => ({
		id: parseWholeNumber(row.id, 'the ID of an entity'),
		shown: lookup.parts.map((part) => part.read(row)).filter((one) => one !== undefined),
	});
	return await fetchPage(client, (withPageInfo) => lookup.buildQuery(args, withPageInfo, parseRow));
}

/** Shows references by their names, or by type and ID if Sonar gives no name. */
async function withNames(
	client: SonarClient,
	found: readonly FoundEntity[],
	pageSize: number,
): Promise<NamedEntity[]> {
	const references = found.flatMap(({ shown }) => shown.filter((one) => typeof one !== 'string'));
	const names = await fetchNames(client, references, pageSize);
	const show = (one: string | Reference) => {
		if (typeof one === 'string') return one;
		const name = names.get(nameKey(one));
		const number = `${one.type} ${one.id}`;
		return name ? (one.withId ? `${number}: ${name}` : name) : number;
	};
	return found.map(({ id, shown }) => ({ id, name: shown.map(show).join(' · ') || undefined }));
}
