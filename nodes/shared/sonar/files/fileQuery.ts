import { betweenMoments, containingText } from '../graphql/conditions';
import type { Search } from '../graphql/schema';
import { sortRows } from '../graphql/sorting';
import {
	FILE_FIELDS,
	TECHNICAL_FILE_FIELDS,
	type Entity,
	type FileField,
	type SonarFile,
} from './file';

export interface FileFilters {
	/** Contained in the name. */
	filename?: string;
	/** Contained in the type. */
	mimeType?: string;
	/** ISO 8601 with an offset; inclusive. */
	createdAfter?: string;
	/** ISO 8601 with an offset; inclusive. */
	createdBefore?: string;
	uploadedByUserId?: string;
}

export interface FileSort {
	attribute: FileField;
	direction: 'ASC' | 'DESC';
}

/**
 * The owner of the files: a ticket with or without its replies and comments, another entity, none, or
 * any.
 */
export type FileScope =
	| { scope: 'ticket'; id: string; withReplies: boolean }
	| { scope: 'entity'; entity: Entity }
	| { scope: 'unlinked' }
	| { scope: 'all' };

export interface FileQuery {
	of: FileScope;
	filters: FileFilters;
	sort: FileSort;
	/** Infinity for all files. */
	limit: number;
	/** Whether to leave out fields that only developers use. */
	simplify: boolean;
	entitiesPerRequest: number;
}

/** A file by its ID, to which no filter, order or limit applies. */
export interface GivenFile {
	of: { scope: 'id'; id: string };
	/** Whether to leave out fields that only developers use. */
	simplify: boolean;
}

/** The fields of a file that a query gives. */
export function fileFieldsOf({ simplify }: Pick<FileQuery, 'simplify'>): readonly FileField[] {
	return simplify ? FILE_FIELDS : [...FILE_FIELDS, ...TECHNICAL_FILE_FIELDS];
}

/**
 * The filters as Sonar's Searches, which are alternatives: each has all filters, with the texts in one
 * Unicode form. Empty without filters.
 */
export function buildFileSearch({ of, filters }: FileQuery): Search[] {
	const { filename, mimeType, createdAfter, createdBefore, uploadedByUserId } = filters;
	const datetimes = betweenMoments('created_at', createdAfter, createdBefore);
	const integers = uploadedByUserId
		? [{ attribute: 'user_id', search_value: uploadedByUserId, operator: 'EQ' as const }]
		: [];
	const common: Search = {
		...(datetimes.length > 0 ? { datetime_fields: datetimes } : {}),
		...(integers.length > 0 ? { integer_fields: integers } : {}),
		...(of.scope === 'unlinked' ? { unset_fields: ['fileable_id'] } : {}),
	};
	const searches = containingText('filename', filename).flatMap((name) =>
		containingText('mime_type', mimeType).map((type): Search => {
			const strings = [...name, ...type];
			return { ...(strings.length > 0 ? { string_fields: strings } : {}), ...common };
		}),
	);
	return searches.filter((search) => Object.keys(search).length > 0);
}

const WHOLE_NUMBERS: ReadonlySet<string> = new Set([
	'id',
	'file_size_in_bytes',
	'fileable_id',
	'user_id',
]);

/** Sorts the files of several lists as Sonar sorts one list. */
export function sortFiles(files: readonly SonarFile[], sort: FileSort): SonarFile[] {
	return sortRows(files, sort, WHOLE_NUMBERS);
}
