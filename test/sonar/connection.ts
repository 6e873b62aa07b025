import { GraphQLError } from 'graphql';

import type { Behaviour, ListFacts } from './characters/steps';
import { list, type Attributes, type Row, type Search, type Sorter } from './search';

/**
 * The page size without a paginator: small, so that a program that does not read all pages misses
 * files.
 */
const DEFAULT_RECORDS_PER_PAGE = 25;

export interface ListArguments {
	paginator?: { page: number; records_per_page: number } | null;
	sorter?: Sorter[] | null;
	search?: Search[] | null;
	general_search?: string | null;
	general_search_mode?: 'ROOT' | 'ROOT_PLUS_RELATIONS' | null;
	/** Any further argument is an attribute that has to be equal. */
	[attribute: string]: unknown;
}

export interface PageInfo {
	page: number;
	total_pages: number;
	total_count: number;
	records_per_page: number;
}

export interface Connection {
	entities: Array<Row | null>;
	/** Made only if a document asks for it. */
	page_info: () => PageInfo;
}

interface Manner {
	recordsPerPageLimit: number;
	behaviour: Behaviour;
	nested: boolean;
	queries: number;
	/** What a row leads to by its relations. */
	relatedTo: (row: Row) => Row[];
}

/** One page of the rows that the arguments ask for. */
export function connection(
	rows: Row[],
	args: ListArguments,
	attributes: Attributes,
	{ recordsPerPageLimit, behaviour, nested, queries, relatedTo }: Manner,
): Connection {
	const { paginator, ...filters } = behaviour.apply('listArguments', args, { nested });
	const asked = paginator ?? undefined;
	if (asked && asked.page < 1) throw new GraphQLError('The page must be at least 1.');
	if (asked && asked.records_per_page < 1)
		throw new GraphQLError('The records per page must be at least 1.');
	const facts: ListFacts = { nested, asked, queries };
	const found = matching(rows, filters, attributes, facts, { behaviour, relatedTo });

	const { page, records_per_page: size } = behaviour.apply(
		'page',
		{
			page: asked?.page ?? 1,
			records_per_page: Math.min(
				asked?.records_per_page ?? DEFAULT_RECORDS_PER_PAGE,
				recordsPerPageLimit,
			),
		},
		facts,
	);
	const total_count = found.length;
	const records_per_page = Number.isFinite(size) ? size : Math.max(1, total_count);
	const entities = found
		.slice((page - 1) * records_per_page, page * records_per_page)
		.map((row) => behaviour.apply('row', row, undefined));
	const info: PageInfo = {
		page,
		total_pages: Math.max(1, Math.ceil(total_count / records_per_page)),
		total_count,
		records_per_page,
	};
	return {
		entities: behaviour.apply('entities', entities, undefined),
		page_info: () => behaviour.apply('pageInfo', info, facts),
	};
}

function matching(
	rows: Row[],
	{ sorter, search, general_search, general_search_mode, ...others }: ListArguments,
	attributes: Attributes,
	facts: ListFacts,
	{ behaviour, relatedTo }: Pick<Manner, 'behaviour' | 'relatedTo'>,
): Row[] {
	const wanted = Object.entries(others).filter(
		([, value]) => value !== null && value !== undefined,
	);
	let found = rows;
	if (wanted.length > 0) {
		found = found.filter((row) =>
			wanted.every(([name, value]) => (row as Record<string, unknown>)[name] === value),
		);
	}
	const caseSensitive = behaviour.apply('caseSensitive', false, undefined);
	found = attributes.matching(found, list(search), caseSensitive);
	if (general_search) {
		const related = general_search_mode === 'ROOT_PLUS_RELATIONS' ? relatedTo : () => [];
		found = attributes.containing(found, general_search, caseSensitive, related);
	}
	return attributes.sorted(behaviour.apply('unsorted', found, facts), list(sorter));
}
