import { type Page } from '../graphql/connection';
import { isRecord } from '../guards';
import { parseWholeNumber } from '../ids';
import { runQueries } from '../graphql/runFields';
import type { SonarClient } from '../http/SonarClient';
import { attempt, unwrap } from '../outcome';
import { SonarError } from '../SonarError';
import { TICKET_LOOKUPS, lookupOf, type Lookup } from './lookups';
import { fetchNames, nameKey } from './entityNames';
import type { Reference, Row } from './labelParts';
import { toWords } from './searches';
import { hasWords, toWays, type Condition } from './wordSearch';

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
	/** All that Sonar gave of it. */
	texts: string[];
}

/** An entity with the texts that its words are looked for in. */
type ShownEntity = NamedEntity & Pick<FoundEntity, 'texts'>;

/** How many pages without a match are passed over. */
const MOST_LOOKS = 5;

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
	looks = 1,
): Promise<EntityPage> {
	const wanted = toWords(words ?? '');
	const ways = toWays(lookup, wanted);
	const answer = await attempt(async () => {
		const conditions = ways.flat();
		const matches = await fetchMatches(client, lookup, { conditions, common, page, pageSize });
		return shortest(ways.map((way) => way.map((condition) => matches.get(condition)!)));
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
	const named = await withNames(client, [...found.values()], pageSize);
	const entities = ways.length > 1 ? named.filter((one) => hasWords(one, wanted)) : named;
	const next = hasMore
		? { page: page + 1, pageSize: size === lookup.pageSize ? undefined : size }
		: undefined;
	// The editor asks for no further page below an empty one.
	if (next && entities.length === 0 && looks < MOST_LOOKS) {
		return await fetchNamedPage(client, lookup, { words, ...next }, common, looks + 1);
	}
	return { entities: entities.map(({ id, name }) => ({ id, name })), next };
}

/** Of the ways to find an entity, that with the fewest rows; of equal ones, the first. */
function shortest(ways: Array<Array<Page<FoundEntity>>>): Array<Page<FoundEntity>> {
	const count = (pages: Array<Page<FoundEntity>>) =>
		pages.reduce((sum, { totalCount = Infinity }) => sum + totalCount, 0);
	return ways.reduce((best, way) => (count(way) < count(best) ? way : best));
}

/** Where a page begins, counted in smaller pages, so that no entity comes twice or is left out. */
function inSmallPages(page: number, pageSize: number): Required<Place> {
	let small = SMALL_PAGE;
	while (pageSize % small !== 0) small -= 1;
	return { page: ((page - 1) * pageSize) / small + 1, pageSize: small };
}

/** A page for each of the conditions, all by one request. Lists that cannot be counted take another. */
async function fetchMatches(
	client: SonarClient,
	lookup: Lookup,
	{
		conditions,
		common,
		page,
		pageSize,
	}: Required<Place> & {
		conditions: readonly Condition[];
		common: Condition;
	},
): Promise<Map<Condition, Page<FoundEntity>>> {
	const parseRow = (row: Row): FoundEntity => ({
		id: parseWholeNumber(row.id, 'the ID of an entity'),
		shown: lookup.parts.map((part) => part.read(row)).filter((one) => one !== undefined),
		texts: textsIn(row),
	});
	const ask = async (asked: readonly Condition[], withPageInfo: boolean) =>
		await runQueries(client, asked, (condition) => {
			const paginator = { page, records_per_page: pageSize };
			const args = { ...common, ...condition, sorter: lookup.order, paginator };
			return lookup.buildQuery(args, withPageInfo, parseRow);
		});
	const counted = await ask(conditions, true);
	const uncounted = conditions.filter((condition) => {
		const result = counted.get(condition)!;
		return result.status === 'failed' && result.error.code === 'pageInfo';
	});
	const results = new Map([...counted, ...(await ask(uncounted, false))]);
	return new Map([...results].map(([condition, result]) => [condition, unwrap(result)]));
}

/** All texts of a row, whole: what is shown may be cut. */
function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	return isRecord(value) ? Object.values(value).flatMap(textsIn) : [];
}

/** Shows references by their names, or by type and ID if Sonar gives no name. */
async function withNames(
	client: SonarClient,
	found: readonly FoundEntity[],
	pageSize: number,
): Promise<ShownEntity[]> {
	const references = found.flatMap(({ shown }) => shown.filter((one) => typeof one !== 'string'));
	const names = await fetchNames(client, references, pageSize);
	const show = (one: string | Reference) => {
		if (typeof one === 'string') return one;
		const name = names.get(nameKey(one));
		const number = `${one.type} ${one.id}`;
		return name ? (one.withId ? `${number}: ${name}` : name) : number;
	};
	return found.map(({ id, shown, texts }) => ({
		id,
		name: shown.map(show).join(' · ') || undefined,
		texts,
	}));
}
