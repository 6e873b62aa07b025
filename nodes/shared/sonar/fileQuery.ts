import { PAGE_INFO } from './connection';
import type { DeclareVariable } from './fields';
import { FILE_FIELDS, TECHNICAL_FILE_FIELDS, type Entity } from './files';

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
	/** A field of Sonar's type File. */
	attribute: string;
	direction: 'ASC' | 'DESC';
}

export interface FileQuery {
	/** The files of one entity, those linked to nothing, or all. */
	of: Entity | 'unlinked' | 'all';
	/** Whether the files of a ticket's replies and comments count as its own. */
	includeReplies?: boolean;
	filters: FileFilters;
	sort: FileSort;
	/** How many files at most; Infinity for all. */
	limit: number;
	/** Whether to leave out what only developers use. */
	simplify: boolean;
	entitiesPerRequest: number;
}

/** The fields of a file that a query gives. */
export function fieldsOf({ simplify }: FileQuery): string[] {
	return simplify ? [...FILE_FIELDS] : [...FILE_FIELDS, ...TECHNICAL_FILE_FIELDS];
}

/** A page of a query's files. */
export interface FilePage {
	/** From 1. */
	page: number;
	size: number;
	fields: readonly string[];
	/** Whose files; absent where the field stands in an entity, and for all files. */
	owner?: Entity;
}

/** Writes the field `files` for one page of a query, at the top of a document or in an entity. */
export function writeFiles(
	query: FileQuery,
	{ page, size, fields, owner }: FilePage,
	declare: DeclareVariable,
): string {
	const { attribute, direction } = query.sort;
	const args = [
		owner ? `fileable_type: ${owner.type}, fileable_id: ${owner.id}` : '',
		searchOf(query, declare),
		`sorter: [{ attribute: ${declare('String!', attribute)}, direction: ${direction} }]`,
		`paginator: { page: ${page}, records_per_page: ${size} }`,
	];
	return `files(${args.filter(Boolean).join(', ')}) { entities { ${fields.join(' ')} } ${PAGE_INFO} }`;
}

/** One Search, whose fields must all hold. */
function searchOf({ of, filters }: FileQuery, declare: DeclareVariable): string {
	const contains = (attribute: string, value: string | undefined) =>
		value
			? `{ attribute: "${attribute}", search_value: ${declare('String!', value)}, match: true, partial_matching: true }`
			: '';
	const created = (operator: string, value: string | undefined) =>
		value
			? `{ attribute: "created_at", search_value: ${declare('Datetime!', value)}, operator: ${operator} }`
			: '';
	const user = filters.uploadedByUserId;
	const parts: Array<[string, string[]]> = [
		[
			'string_fields',
			[contains('filename', filters.filename), contains('mime_type', filters.mimeType)],
		],
		[
			'datetime_fields',
			[created('GTE', filters.createdAfter), created('LTE', filters.createdBefore)],
		],
		[
			'integer_fields',
			[user ? `{ attribute: "user_id", search_value: ${user}, operator: EQ }` : ''],
		],
		['unset_fields', [of === 'unlinked' ? '"fileable_id"' : '']],
	];
	const search = parts
		.map(([name, list]) => [name, list.filter(Boolean).join(', ')] as const)
		.filter(([, list]) => list)
		.map(([name, list]) => `${name}: [${list}]`);
	return search.length > 0 ? `search: [{ ${search.join(', ')} }]` : '';
}
