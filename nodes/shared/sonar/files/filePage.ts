import { parsePage, selectPage, type Page } from '../graphql/connection';
import { toWholeNumber, compareIds } from '../ids';
import { buildQuery, type RootField } from '../graphql/rootField';
import type { Search, SearchIntegerField, Sorter } from '../graphql/schema';
import { isRecord } from '../guards';
import { FILE_FIELDS, parseFile, type SonarFile } from './file';

/** All IDs from the first to the last. */
export interface IdRange {
	first: string;
	last: string;
}

export function isWithin(id: string, { first, last }: IdRange): boolean {
	return compareIds(first, id) <= 0 && compareIds(id, last) <= 0;
}

/** Files of a page, sorted by ID. */
export interface FilePart {
	files: SonarFile[];
	/** How many entries have no ID. They are skipped. */
	unreadable: number;
	/** Whether more files follow. */
	hasMore: boolean;
}

/** A file, or null for an entry without an ID. */
type Shown = SonarFile | null;

export type FilePage = Page<Shown>;

export interface FilePageOptions {
	direction: Sorter['direction'];
	size: number;
	withPageInfo: boolean;
	/** Several Searches are alternatives. */
	search?: readonly Search[];
}

/** The first page of files, sorted by ID. */
export function buildFilePage(options: FilePageOptions): RootField<FilePage> {
	const { direction, size, withPageInfo, search } = options;
	const sorter: readonly Sorter[] = [{ attribute: 'id', direction }];
	return buildQuery('files', {
		args: { search, sorter, paginator: { page: 1, records_per_page: size } },
		select: selectPage<'FileConnection'>(FILE_FIELDS, withPageInfo),
		parse: (value) => parsePage(value, 'files', parseShown),
	});
}

function parseShown(entity: unknown): Shown {
	return isRecord(entity) && toWholeNumber(entity.id) !== undefined
		? parseFile(entity, FILE_FIELDS)
		: null;
}

export function byId(operator: SearchIntegerField['operator'], id: string): SearchIntegerField {
	return { attribute: 'id', search_value: id, operator };
}

export function readable({ entities }: FilePage): SonarFile[] {
	return entities.filter((file) => file !== null);
}

/** The wanted files of a page, sorted by ID. */
export function toPart(page: FilePage, isWanted: (file: SonarFile) => boolean): FilePart {
	const known = readable(page);
	const files = sortById(known).filter(isWanted);
	const { entities, totalPages = Infinity } = page;
	const unreadable = entities.length - known.length;
	return { files, unreadable, hasMore: files.length > 0 && totalPages > 1 };
}

export function sortById(files: readonly SonarFile[]): SonarFile[] {
	return [...files].sort((a, b) => compareIds(a.id, b.id));
}
