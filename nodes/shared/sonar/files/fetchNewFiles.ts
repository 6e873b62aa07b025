import { fetchPage } from '../graphql/ListQuery';
import type { RootField } from '../graphql/rootField';
import { runFields, runQuery } from '../graphql/runFields';
import type { Search } from '../graphql/schema';
import type { SonarClient } from '../http/SonarClient';
import { attempt, done, unwrap, valueIfDone, type Result } from '../outcome';
import { type SonarFile } from './file';
import { compareIds } from '../ids';
import {
	buildFilePage,
	byId,
	isWithin,
	readable,
	sortById,
	toPart,
	type FilePage,
	type FilePart,
	type IdRange,
} from './filePage';

/** Small, since each page is given out before the next one is asked for. */
const PAGE_SIZE = 100;

export interface FilesWanted {
	/** All files with larger IDs are wanted. */
	lastId: string;
	/** Smaller IDs that Sonar has not shown yet. */
	gaps: readonly string[];
	/** Smaller IDs, in ascending order, whose files are wanted once they are linked. */
	unlinked: readonly IdRange[];
	/** Whether the file with the largest ID is wanted, too. */
	newest: boolean;
}

export interface NewFiles extends FilePart {
	/** Absent if there is none, if it was not wanted, or if Sonar did not answer. */
	newest?: SonarFile;
	/** The gaps that Sonar shows by now. Empty if it did not answer. */
	late: FilePart;
	/** The first page of the unlinked files that are linked by now. Others may follow. */
	linked: Result<FilePart>;
}

/**
 * Fetches the first page of the new files and, in the same request, the other files that are wanted. It
 * asks by ID rather than by page number, so that files added meanwhile shift nothing.
 *
 * @throws SonarError if the page of new files fails
 */
export async function fetchNewFiles(client: SonarClient, wanted: FilesWanted): Promise<NewFiles> {
	const counted = await fetchPages(client, wanted, true);
	const isRefused = Object.values(counted).some(
		(page) => page.status === 'failed' && page.error.code === 'pageInfo',
	);
	const pages = isRefused ? await fetchPages(client, wanted, false) : counted;
	const { lastId, gaps, unlinked } = wanted;
	return {
		...toPart(unwrap(pages.page), ({ id }) => compareIds(id, lastId) > 0),
		newest: readable(valueIfDone(pages.newest) ?? EMPTY)[0],
		late: toPart(valueIfDone(pages.late) ?? EMPTY, ({ id }) => gaps.includes(id)),
		linked: await attempt(() =>
			toPart(unwrap(pages.linked), ({ id }) => unlinked.some((range) => isWithin(id, range))),
		),
	};
}

const EMPTY: FilePage = { entities: [], totalPages: 1 };

type Pages = Record<'page' | 'newest' | 'late' | 'linked', Result<FilePage>>;

/** Each list is a root field of its own, so the page arrives even if Sonar refuses a long search. */
async function fetchPages(
	client: SonarClient,
	{ lastId, gaps, unlinked, newest: withNewest }: FilesWanted,
	withPageInfo: boolean,
): Promise<Pages> {
	const build = (search: readonly Search[]) =>
		buildFilePage({ direction: 'ASC', size: PAGE_SIZE, withPageInfo, search });
	const page = build([{ integer_fields: [byId('GT', lastId)] }]);
	const late = build(gaps.map((id) => ({ integer_fields: [byId('EQ', id)] })));
	const inRanges = unlinked.map(({ first, last }) => ({
		integer_fields: [byId('GTE', first), byId('LTE', last)],
	}));
	const linked = build(inRanges.map((search) => ({ ...search, exists: ['fileable_id'] })));
	const newest = buildFilePage({ direction: 'DESC', size: 1, withPageInfo: false });
	const results = await runFields(client, {
		operation: 'query',
		fields: [
			page,
			...(unlinked.length > 0 ? [linked] : []),
			...(gaps.length > 0 ? [late] : []),
			...(withNewest ? [newest] : []),
		],
	});
	const resultOf = (field: RootField<FilePage>) => results.get(field) ?? done(EMPTY);
	const found = resultOf(linked);
	return {
		page: resultOf(page),
		newest: resultOf(newest),
		late: resultOf(late),
		linked:
			found.status === 'failed' && found.error.code === 'invalid'
				? // Sonar may not support `exists`. Without it, all files of the ranges come.
					await attempt(async () => await runQuery(client, build(inRanges)))
				: found,
	};
}

/**
 * Fetches the files with the largest IDs, largest first.
 *
 * @throws SonarError if the query fails
 */
export async function fetchNewestFiles(client: SonarClient, count: number): Promise<SonarFile[]> {
	const page = await fetchPage(client, (withPageInfo) =>
		buildFilePage({ direction: 'DESC', size: count, withPageInfo }),
	);
	return sortById(readable(page)).reverse();
}

/**
 * Fetches the file with the smallest ID among the files created after a moment.
 *
 * @param moment in Sonar's own format
 * @throws SonarError if the query fails
 */
export async function fetchFirstSince(
	client: SonarClient,
	moment: string,
): Promise<SonarFile | undefined> {
	const search: Search = {
		datetime_fields: [{ attribute: 'created_at', search_value: moment, operator: 'GT' }],
	};
	const query = buildFilePage({
		direction: 'ASC',
		size: 1,
		withPageInfo: false,
		search: [search],
	});
	return readable(await runQuery(client, query))[0];
}
