import { GraphQLError } from 'graphql';

import type { PageInfo } from '../connection';
import type { Row } from '../search';
import type { StoredFile } from '../types';
import type { Characters } from './Character';
import type { ListFacts, PageAsked } from './steps';

function capped(size: number) {
	return {
		description: `A page has at most ${size} rows; page_info says so.`,
		options: { recordsPerPageLimit: size },
	};
}

function refusesPagesOver(size: number) {
	return {
		description: `A page of more than ${size} rows is refused.`,
		page(page: PageAsked, { asked }: ListFacts) {
			if (asked && asked.records_per_page > size)
				throw new GraphQLError(`The records_per_page must be between 1 and ${size}.`);
			return page;
		},
	};
}

/** Of an index such as Elasticsearch, which shows 10,000 by default. Its pages are small, so that it is met. */
const WINDOW = 20;
const SMALL_PAGES = { recordsPerPageLimit: 10 };

function countsToWindow(info: PageInfo): PageInfo {
	const total_count = Math.min(info.total_count, WINDOW);
	const pages = Math.ceil(total_count / info.records_per_page);
	return { ...info, total_count, total_pages: Math.max(1, pages) };
}

function refuseBehindWindow({ page, records_per_page }: PageAsked): PageAsked {
	const end = page * records_per_page;
	if (page === 1 || end <= WINDOW) return { page, records_per_page };
	throw new GraphQLError(
		`Result window is too large, from + size must be less than or equal to: [${WINDOW}] but was [${end}].`,
	);
}

function idOf(row: Row): string {
	return String((row as { id: string }).id);
}

/** A number that looks random, and is the same for the same text. */
function mix(text: string): number {
	let hash = 2166136261;
	for (const character of text) hash = Math.imul(hash ^ character.charCodeAt(0), 16777619);
	return Math.imul(hash ^ (hash >>> 15), 2246822507) >>> 0;
}

function isPicture(row: Row): row is StoredFile {
	return ((row as Partial<StoredFile>).mime_type ?? '').startsWith('image/');
}

/** How lists are cut into pages, ordered and searched. */
export const lists = {
	pagesOf10: capped(10),
	pagesOf100: capped(100),
	pagesOf500: capped(500),
	pagesOver10Refused: refusesPagesOver(10),
	pagesOver100Refused: refusesPagesOver(100),
	pagesOver500Refused: refusesPagesOver(500),
	countsToWindow: {
		description: `A list counts no more than ${WINDOW} rows, though its pages go on.`,
		options: SMALL_PAGES,
		pageInfo: countsToWindow,
	},
	pagesToWindow: {
		description: `A list counts all its rows, but refuses pages behind row ${WINDOW}.`,
		options: SMALL_PAGES,
		page: refuseBehindWindow,
	},
	window: {
		description: `A list counts no more than ${WINDOW} rows, and refuses pages behind them.`,
		options: SMALL_PAGES,
		pageInfo: countsToWindow,
		page: refuseBehindWindow,
	},
	emptyBehindWindow: {
		description: `A list counts no more than ${WINDOW} rows, and pages behind them are empty.`,
		options: SMALL_PAGES,
		pageInfo: countsToWindow,
		page: ({ page, records_per_page }) =>
			page > 1 && page * records_per_page > WINDOW
				? { page: 1_000_000_000, records_per_page }
				: { page, records_per_page },
	},
	allRowsWithoutPage: {
		description: 'A list that is asked for no page gives all its rows.',
		page: (page, { asked }) => (asked ? page : { page: 1, records_per_page: Infinity }),
	},
	tiesAnew: {
		description: 'Rows with equal sort keys, and unsorted rows, are ordered anew for each page.',
		unsorted(rows, { asked, queries }) {
			const salt = `${asked?.page ?? 1} ${queries} `;
			const places = new Map(rows.map((row) => [row, mix(salt + idOf(row))]));
			return [...rows].sort((a, b) => places.get(a)! - places.get(b)!);
		},
	},
	pageInfoRefused: {
		description: 'A list fails where page_info is asked for.',
		pageInfo() {
			throw new GraphQLError('Fielddata is disabled: the aggregation on [id] does not exist.');
		},
	},
	nestedListsWhole: {
		description: 'Lists inside of an entity ignore their paginator: each page is all there is.',
		page: (page, { nested }) => (nested ? { page: 1, records_per_page: Infinity } : page),
	},
	nestedListsWholeUnsaid: {
		description: 'The same, and page_info repeats what was asked for.',
		page: (page, { nested }) => (nested ? { page: 1, records_per_page: Infinity } : page),
		pageInfo: (info, { nested, asked }) =>
			nested && asked
				? {
						...info,
						...asked,
						total_pages: Math.max(1, Math.ceil(info.total_count / asked.records_per_page)),
					}
				: info,
	},
	nullRows: {
		description: 'Every page of a list ends with a null, as the schema lets it.',
		entities: (rows) => [...rows, null],
	},
	pictureSizesDiffer: {
		description: 'The sizes of pictures in lists are not those of what a download gives.',
		row: (row) =>
			isPicture(row)
				? { ...row, file_size_in_bytes: String(Number(row.file_size_in_bytes) * 2 + 1) }
				: row,
	},
	searchesInCase: {
		description: 'Searches tell lower from upper case.',
		caseSensitive: () => true,
	},
	introspectionRefused: {
		description: 'Introspection is refused.',
		options: { introspection: false },
	},
	fewFieldsPerQuery: {
		description: 'A query of more than three fields is refused as too complex.',
		options: { entitiesPerQueryLimit: 3 },
	},
} satisfies Characters;
