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
	/** What it is known by; absent if it has none of it. */
	name?: string;
}

export interface Place {
	/** From 1. */
	page: number;
	/** How many entities a page has; absent if it is as many as usual. */
	pageSize?: number;
}

export interface EntityPage {
	entities: NamedEntity[];
	/** Absent on the last page. */
	next?: Place;
}

export interface EntitySearch extends Place {
	/** A name in Sonar's enum FileableType. */
	type: string;
	/** LabelPart of what the entities are known by, or an id; all entities without it. */
	words?: string;
}

export type TicketLookupType = keyof typeof TICKET_LOOKUPS;

interface FoundEntity {
	id: string;
	shown: Array<string | Reference>;
}

/** What the entities of a page have to fulfil. */
interface Question {
	enabled?: boolean;
	search?: Search[];
	general_search?: string;
	general_search_mode?: GeneralSearchMode;
}

/** For an instance that refuses larger ones. */
const SMALL_PAGE = 10;

/**
 * One page of the entities of a type. Their names contain the words, or the words are their id.
 *
 * @throws SonarError for a type that is not known here, and if Sonar refuses the search
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
 * One page of mailboxes, groups or users, as `fetchEntities`. Disabled ones are left out.
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
	common: Question = {},
): Promise<EntityPage> {
	const questions = (words ? ask(lookup, words) : [{}]).map((one) => ({ ...common, ...one }));
	const answer = await attempt(async () => {
		const pages = questions.map(
			async (question) => await fetchMatches(client, lookup, question, { page, pageSize }),
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

/** The place of a page's first entity in smaller pages, so that none comes twice and none is left out. */
function inSmallPages(page: number, pageSize: number): Required<Place> {
	let small = SMALL_PAGE;
	while (pageSize % small !== 0) small -= 1;
	return { page: ((page - 1) * pageSize) / small + 1, pageSize: small };
}

/** What is asked of Sonar for words. No question means that nothing can have them. */
function ask({ parts, general }: Lookup, words: string): Question[] {
	const exact = [...numbered('id', words), ...parts.flatMap((part) => part.exact?.(words) ?? [])];
	const forms = toUnicodeForms(words);
	const contained = forms.flatMap((form) => parts.flatMap((part) => part.words?.(form) ?? []));
	const own = general ? exact : [...contained, ...exact];
	return [
		// Several Searches are alternatives; beside a general search they would be a further condition.
		...(own.length > 0 ? [{ search: own }] : []),
		...(general
			? forms.map((form) => ({ general_search: form, general_search_mode: general }))
			: []),
	];
}

async function fetchMatches(
	client: SonarClient,
	lookup: Lookup,
	question: Question,
	{ page, pageSize }: Required<Place>,
): Promise<Page<FoundEntity>> {
	const args = {
		...question,
		sorter: lookup.order,
		paginator: { page, records_per_page: pageSize },
	};
	const parseRow = (row: Row): FoundEntity => ({
		id: parseWholeNumber(row.id, 'the id of an entity'),
		shown: lookup.parts.map((part) => part.read(row)).filter((one) => one !== undefined),
	});
	return await fetchPage(client, (withPageInfo) => lookup.buildQuery(args, withPageInfo, parseRow));
}

/** Shows other entities by their names, as far as Sonar gives these. */
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
