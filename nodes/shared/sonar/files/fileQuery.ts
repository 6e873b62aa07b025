import type { Search } from '../graphql/schema';
import { toUnicodeForms } from '../graphql/unicodeForms';
import { FILE_FIELDS, TECHNICAL_FILE_FIELDS, type Entity, type FileField } from './file';

export interface FileFilters {
	/** Contained in the name. */
	filename?: string;
	/** Contained in the type. */
	mimeType?: string;
	/** ISO 8601 with an offset; at that moment or later. */
	createdAfter?: string;
	/** ISO 8601 with an offset; at that moment or earlier. */
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
	/** How many files at most; Infinity for all. */
	limit: number;
	/** Whether to leave out fields that only developers use. */
	simplify: boolean;
	entitiesPerRequest: number;
}

/** The fields of a file that a query gives. */
export function fileFieldsOf({ simplify }: Pick<FileQuery, 'simplify'>): readonly FileField[] {
	return simplify ? FILE_FIELDS : [...FILE_FIELDS, ...TECHNICAL_FILE_FIELDS];
}

/**
 * All of the filters must hold: each Search has all of them, and stands for one Unicode form of the texts.
 * An empty list if nothing is asked for.
 */
export function buildFileSearch({ of, filters }: FileQuery): Search[] {
	const { filename, mimeType, createdAfter, createdBefore, uploadedByUserId } = filters;
	const datetimes = [...created('GTE', createdAfter), ...created('LTE', createdBefore)];
	const integers = uploadedByUserId
		? [{ attribute: 'user_id', search_value: uploadedByUserId, operator: 'EQ' as const }]
		: [];
	const common: Search = {
		...(datetimes.length > 0 ? { datetime_fields: datetimes } : {}),
		...(integers.length > 0 ? { integer_fields: integers } : {}),
		...(of.scope === 'unlinked' ? { unset_fields: ['fileable_id'] } : {}),
	};
	const searches = contains('filename', filename).flatMap((name) =>
		contains('mime_type', mimeType).map((type): Search => {
			const strings = [...name, ...type];
			return { ...(strings.length > 0 ? { string_fields: strings } : {}), ...common };
		}),
	);
	return searches.filter((search) => Object.keys(search).length > 0);
}

/** The conditions for each Unicode form of a value; none if there is no value. */
function contains(attribute: string, value: string | undefined) {
	if (!value) return [[]];
	return toUnicodeForms(value).map((search_value) => [
		{ attribute, search_value, match: true, partial_matching: true },
	]);
}

function created(operator: 'GTE' | 'LTE', value: string | undefined) {
	return value ? [{ attribute: 'created_at', search_value: value, operator }] : [];
}
