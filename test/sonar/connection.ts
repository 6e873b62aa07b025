import { GraphQLError } from 'graphql';

import { list, type Attributes, type Row, type Search, type Sorter } from './search';

/** Asked for no page, the server gives a small one: what is not paged through goes missing. */
const DEFAULT_RECORDS_PER_PAGE = 25;

export interface ListArguments {
	paginator?: { page: number; records_per_page: number } | null;
	sorter?: Sorter[] | null;
	search?: Search[] | null;
	general_search?: string | null;
	/** Any further argument but general_search_mode is an attribute that has to be equal. */
	[attribute: string]: unknown;
}

export interface Connection {
	entities: Row[];
	page_info: { page: number; total_pages: number; total_count: number; records_per_page: number };
}

/** One page of the rows that the arguments ask for. */
export function connection(
	rows: Row[],
	args: ListArguments,
	attributes: Attributes,
	recordsPerPageLimit: number,
): Connection {
	const { paginator, sorter, search, general_search, ...others } = args;
	const page = paginator?.page ?? 1;
	const asked = paginator?.records_per_page ?? DEFAULT_RECORDS_PER_PAGE;
	if (page < 1) throw new GraphQLError('The page must be at least 1.');
	if (asked < 1) throw new GraphQLError('The records per page must be at least 1.');

	const wanted = Object.entries(others).filter(
		([name, value]) => name !== 'general_search_mode' && value !== null && value !== undefined,
	);
	let found = rows;
	if (wanted.length > 0) {
		found = found.filter((row) =>
			wanted.every(([name, value]) => (row as Record<string, unknown>)[name] === value),
		);
	}
	found = attributes.matching(found, list(search));
	if (general_search) found = attributes.containing(found, general_search);
	found = attributes.sorted(found, list(sorter));

	const records_per_page = Math.min(asked, recordsPerPageLimit);
	const total_count = found.length;
	return {
		entities: found.slice((page - 1) * records_per_page, page * records_per_page),
		page_info: {
			page,
			total_pages: Math.max(1, Math.ceil(total_count / records_per_page)),
			total_count,
			records_per_page,
		},
	};
}
