import { fetchPage } from '../graphql/ListQuery';
import type { RootField } from '../graphql/rootField';
import { runFields, runQuery } from '../graphql/runFields';
import type { Search } from '../graphql/schema';
import type { SonarClient } from '../http/SonarClient';
import { attempt, done, unwrap, type Result } from '../outcome';
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
	/** All files with larger ids. */
	lastId: string;
	/** Smaller ids, of files that Sonar did not show before. */
	gaps: readonly string[];
	/** Smaller ids, of files that are wanted once they are linked; in their order. */
	unlinked: readonly IdRange[];
	/** Whether the file with the largest id is wanted, too. */
	newest: boolean;
}

export interface NewFiles extends FilePart {
	/** Absent if there is none, if Sonar does not tell, or if it was not wanted. */
	newest?: SonarFile;
	/** The files of gaps that Sonar shows now. None if Sonar does not tell. */
	late: FilePart;
	/** The first of the unlinked files that are linked now. Others may be among them. */
	linked: Result<FilePart>;
}

/**
 * The first page of the new files, and by the same request other files as they are now. Files are asked
 * for by id and not by page, so none is missed if files come in between.
 *
 * @throws SonarError if Sonar does not give the page
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
		newest: pages.newest.status === 'done' ? readable(pages.newest.value)[0] : undefined,
		late: toPart(pages.late.status === 'done' ? pages.late.value : EMPTY, ({ id }) =>
			gaps.includes(id),
		),
		linked: await attempt(() =>
			toPart(unwrap(pages.linked), ({ id }) => unlinked.some((range) => isWithin(id, range))),
		),
	};
}

const EMPTY: FilePage = { entities: [], totalPages: 1 };

type Pages = Record<'page' | 'newest' | 'late' | 'linked', Result<FilePage>>;

/** Each is a field of its own: if Sonar refuses a long search, the page comes all the same. */
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
				? // Sonar may know no search for what exists: all files of the ranges tell as well.
					await attempt(async () => await runQuery(client, build(inRanges)))
				: found,
	};
}

/**
 * The files with the largest ids, the largest first.
 *
 * @throws SonarError if Sonar does not give them
 */
export async function fetchNewestFiles(client: SonarClient, count: number): Promise<SonarFile[]> {
	const page = await fetchPage(client, (withPageInfo) =>
		buildFilePage({ direction: 'DESC', size: count, withPageInfo }),
	);
	return sortById(readable(page)).reverse();
}

/**
 * The file with the smallest id among all files that were created after a moment.
 *
 * @param moment as Sonar gives it
 * @throws SonarError if Sonar does not answer
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
