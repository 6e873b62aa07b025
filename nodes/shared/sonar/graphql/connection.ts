import { isRecord } from '../guards';
import { SonarError } from '../SonarError';
import type { Arguments, RootField, SelectedField, Selection, TypeName } from './rootField';
import type { Fields } from './schema';

/** One page of a list of Sonar's. */
export interface Page<T> {
	entities: T[];
	/** This and the next two are undefined if Sonar was not asked, or did not say. */
	totalPages?: number;
	totalCount?: number;
	/** How many entities a page has at most. Sonar may cap what was asked for. */
	size?: number;
}

const PAGE_INFO: Selection<'PageInfo'> = ['page', 'total_pages', 'total_count', 'records_per_page'];
const PAGE_INFO_FIELD = { field: 'page_info', select: PAGE_INFO };

type Connection = Extract<TypeName, `${string}Connection`>;

type EntityOf<C extends Connection> = C extends `${infer E}Connection` ? E & TypeName : never;

export function selectPage<C extends Connection>(
	select: Selection<EntityOf<C>>,
	withPageInfo: boolean,
): Selection<C> {
	const entities = { field: 'entities', select };
	const parts = withPageInfo ? [entities, PAGE_INFO_FIELD] : [entities];
	return parts as unknown as Selection<C>;
}

type Query = Fields['Query'];

/** The root fields that are lists. */
export type ListName = {
	[F in keyof Query]: Query[F] extends Connection ? F : never;
}[keyof Query];

export type RowType<L extends ListName> = EntityOf<Query[L] & Connection>;

type FieldName<S> = S extends string ? S : S extends { field: infer F extends string } ? F : never;

/** A row of an answer has only the selected fields, and their types are not known. */
export type SelectedRow<S extends readonly unknown[]> = Readonly<
	Partial<Record<'id' | FieldName<S[number]>, unknown>>
>;

/**
 * A page of a list as a root field. The ID is always selected. A row that is not an object counts as one
 * without fields.
 */
export function buildPageQuery<L extends ListName, const S extends Selection<RowType<L>>, T>(
	list: L,
	{
		args,
		select,
		withPageInfo,
		parseRow,
	}: {
		/** Those of this list, or those that all lists have. */
		args: Arguments<'Query', L> | Arguments<'Query', 'users'>;
		select: S;
		withPageInfo: boolean;
		/** @throws SonarError if a row lacks something */
		parseRow: (row: SelectedRow<S>) => T;
	},
): RootField<Page<T>> {
	const rows = [...new Set(['id', ...(select as SelectedField['select'])])];
	return {
		field: list,
		args,
		select: [{ field: 'entities', select: rows }, ...(withPageInfo ? [PAGE_INFO_FIELD] : [])],
		parse: (value) =>
			parsePage(value, list.replaceAll('_', ' '), (row) =>
				parseRow((isRecord(row) ? row : {}) as SelectedRow<S>),
			),
	};
}

function parseCount(value: unknown): number | undefined {
	const count = typeof value === 'string' && value ? Number(value) : value;
	return typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 ? count : undefined;
}

/**
 * Skips entities that are null.
 *
 * @param what names the list in the error, for example "files"
 * @throws SonarError if the answer is not a list, or an entity lacks something
 */
export function parsePage<T>(
	value: unknown,
	what: string,
	parseEntity: (entity: unknown) => T,
): Page<T> {
	if (!isRecord(value) || !Array.isArray(value.entities)) {
		throw new SonarError('incomplete', `Sonar answered without a list of ${what}`);
	}
	const { length } = value.entities;
	if (length > LONGEST_PAGE) {
		throw new SonarError('tooLong', `Sonar sent a page of ${length} ${what}`);
	}
	const info = isRecord(value.page_info) ? value.page_info : {};
	return {
		entities: value.entities.filter((entity) => entity !== null).map(parseEntity),
		totalPages: parseCount(info.total_pages),
		totalCount: parseCount(info.total_count),
		size: parseCount(info.records_per_page),
	};
}

/** Far more than any page asks for: some lists ignore the page size. */
const LONGEST_PAGE = 10_000;
