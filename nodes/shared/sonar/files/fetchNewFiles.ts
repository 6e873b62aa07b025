import { parsePage, selectPage, toWholeNumber, type Page } from '../graphql/connection';
import { queryPage } from '../graphql/queryPage';
import { buildQuery, type RootField } from '../graphql/rootField';
import { runFields, runQuery } from '../graphql/runFields';
import type { Search, Sorter } from '../graphql/schema';
import { isRecord } from '../guards';
import type { SonarClient } from '../http/SonarClient';
import { done, unwrap, type Result } from '../outcome';
import { buildFileQuery } from './fetchFiles';
import { compareIds, FILE_FIELDS, parseFile, type SonarFile } from './file';

/** Small, since each page is given out before the next one is asked for. */
const PAGE_SIZE = 100;

export interface FilesWanted {
	/** All files with larger ids. */
	lastId: string;
	/** Smaller ids, of files that Sonar did not show before. */
	gaps: readonly string[];
	/** Ids of files that are known, to see them as they are now. */
	known: readonly string[];
}

/** A page of files, in the order of their ids. */
export interface FilePart {
	files: SonarFile[];
	/** How many Sonar describes without an id: nothing can be said of these, and they stop no other. */
	unreadable: number;
	/** Whether Sonar has more behind them. */
	hasMore: boolean;
}

export interface NewFiles extends FilePart {
	/** The file with the largest id. Absent if there is none, or if Sonar does not tell. */
	newest?: SonarFile;
	/** The files of gaps that Sonar shows now. None if Sonar does not tell. */
	late: FilePart;
	/** The known files as they are now. Undefined for a file that is gone. */
	known: Map<string, SonarFile | undefined>;
}

/**
 * The first page of the new files, and by the same request other files as they are now. New files are
 * asked for by id and not by page, so none is missed if files come in between.
 *
 * @throws SonarError if Sonar does not give the page
 */
export async function fetchNewFiles(
	client: SonarClient,
	{ lastId, gaps, known }: FilesWanted,
): Promise<NewFiles> {
	const buildNew = (withPageInfo: boolean) => buildPage([searchById(lastId, 'GT')], withPageInfo);
	const newest = buildNew(true);
	// Gaps are a field of their own: if Sonar refuses so long a search, the page comes all the same.
	const late = buildPage(
		gaps.map((id) => searchById(id, 'EQ')),
		true,
	);
	const last = buildFilesQuery({ attribute: 'id', direction: 'DESC' }, 1, false);
	const queries = new Map(known.map((id) => [id, buildFileQuery(id, FILE_FIELDS)]));
	const results = await runFields<unknown>(client, {
		operation: 'query',
		fields: [newest, ...queries.values(), ...(gaps.length > 0 ? [late] : []), last],
	});
	const resultOf = <T>(field: RootField<T>) => results.get(field) as Result<T>;
	const first = resultOf(newest);
	const page =
		first.status === 'failed' && first.error.code === 'pageInfo'
			? await queryPage(client, buildNew)
			: unwrap(first);
	const lastPage = resultOf(last);
	const latePage = gaps.length > 0 ? resultOf(late) : done<Page<Shown>>({ entities: [] });
	return {
		...toPart(page, ({ id }) => compareIds(id, lastId) > 0),
		newest: lastPage.status === 'done' ? (lastPage.value.entities[0] ?? undefined) : undefined,
		late:
			latePage.status === 'done'
				? toPart(latePage.value, ({ id }) => gaps.includes(id))
				: { files: [], unreadable: 0, hasMore: false },
		known: new Map(
			[...queries].flatMap(([id, query]) => {
				const result = resultOf(query);
				return result.status === 'done' ? [[id, result.value]] : [];
			}),
		),
	};
}

/** Several Searches are alternatives. */
function buildPage(search: readonly Search[], withPageInfo: boolean): RootField<Page<Shown>> {
	return buildFilesQuery({ attribute: 'id', direction: 'ASC' }, PAGE_SIZE, withPageInfo, search);
}

function buildFilesQuery(
	sort: Sorter,
	records_per_page: number,
	withPageInfo: boolean,
	search?: readonly Search[],
): RootField<Page<Shown>> {
	return buildQuery('files', {
		args: { search, sorter: [sort], paginator: { page: 1, records_per_page } },
		select: selectPage<'FileConnection'>(FILE_FIELDS, withPageInfo),
		parse: (value) => parsePage(value, 'files', parseShown),
	});
}

/** A file of a list, or null for one that Sonar describes without an id. */
type Shown = SonarFile | null;

function parseShown(entity: unknown): Shown {
	return isRecord(entity) && toWholeNumber(entity.id) !== undefined
		? parseFile(entity, FILE_FIELDS)
		: null;
}

function readable(entities: readonly Shown[]): SonarFile[] {
	return entities.filter((file) => file !== null);
}

function searchById(id: string, operator: 'EQ' | 'GT'): Search {
	return { integer_fields: [{ attribute: 'id', search_value: id, operator }] };
}

/** A page, with only the files that were asked for. */
function toPart(
	{ entities, totalPages = Infinity }: Page<Shown>,
	isWanted: (file: SonarFile) => boolean,
): FilePart {
	const known = readable(entities);
	const files = sortById(known).filter(isWanted);
	const unreadable = entities.length - known.length;
	return { files, unreadable, hasMore: files.length > 0 && totalPages > 1 };
}

/**
 * The files with the largest ids, the largest first.
 *
 * @throws SonarError if Sonar does not give them
 */
export async function fetchNewestFiles(client: SonarClient, count: number): Promise<SonarFile[]> {
	const sort: Sorter = { attribute: 'id', direction: 'DESC' };
	const { entities } = await queryPage(client, (withPageInfo) =>
		buildFilesQuery(sort, count, withPageInfo),
	);
	return sortById(readable(entities)).reverse();
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
	const query = buildFilesQuery({ attribute: 'id', direction: 'ASC' }, 1, false, [search]);
	return readable((await runQuery(client, query)).entities)[0];
}

export function sortById(files: readonly SonarFile[]): SonarFile[] {
	return [...files].sort((a, b) => compareIds(a.id, b.id));
}
