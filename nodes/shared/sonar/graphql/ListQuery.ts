import type { SonarClient } from '../http/SonarClient';
import { attempt, unwrap } from '../outcome';
import {
	buildPageQuery,
	type ListName,
	type Page,
	type RowType,
	type SelectedRow,
} from './connection';
import { buildListingQuery, runListings, type Listing, type ListingQuery } from './Listing';
import { PagedList } from './PagedList';
import type { PageArguments } from './paging';
import type { Arguments, RootField, Selection } from './rootField';
import { runQuery } from './runFields';
import type { Search } from './schema';

/** A list that is read page by page, each page as a root field. */
export abstract class ListQuery<T extends { id: string }, Found> implements Listing<Found> {
	constructor(readonly pages: PagedList<T>) {}

	nextQueries(): ListingQuery[] {
		const { pages } = this;
		if (pages.isDone) return [];
		return [
			buildListingQuery(
				this.buildPage(pages.nextArguments(), pages.withPageInfo),
				(page) => pages.addPage(page),
				(error) => pages.tryOtherWay(error),
			),
		];
	}

	abstract build(): Found;

	protected abstract buildPage(args: PageArguments, withPageInfo: boolean): RootField<Page<T>>;
}

/** A list that is read whole. The compiler checks its name, arguments and selection. */
interface RowListOptions<L extends ListName, S, T> {
	list: L;
	/** Arguments beside the search, such as `enabled`. */
	args?: Arguments<'Query', L>;
	search?: readonly Search[];
	select: S;
	/** How many rows to read, the newest. All by default. */
	newest?: number;
	/** @throws SonarError if a row lacks something */
	parse: (row: SelectedRow<S & readonly unknown[]>) => T;
}

const PAGE_SIZE = 100;

/** All rows of a list, or the newest, or an error. */
export class RowList<T extends { id: string }> extends ListQuery<T, T[]> {
	constructor(
		what: string,
		search: readonly Search[] | undefined,
		protected readonly buildPage: (
			args: PageArguments,
			withPageInfo: boolean,
		) => RootField<Page<T>>,
		limit: number,
	) {
		const direction = limit === Infinity ? 'ASC' : 'DESC';
		const sort = { attribute: 'id', direction } as const;
		super(new PagedList({ what, search, limit, sort, pageSize: PAGE_SIZE }));
	}

	build(): T[] {
		if (this.pages.shortage) throw this.pages.shortage;
		return this.pages.entities;
	}
}

export function buildRowList<
	L extends ListName,
	const S extends Selection<RowType<L>>,
	T extends { id: string },
>({ list, args, search, select, parse, newest = Infinity }: RowListOptions<L, S, T>): RowList<T> {
	return new RowList(
		list.replaceAll('_', ' '),
		search,
		(pageArguments, withPageInfo) =>
			buildPageQuery(list, {
				args: { ...args, ...pageArguments },
				select,
				withPageInfo,
				parseRow: parse,
			}),
		newest,
	);
}

/** @throws SonarError if Sonar does not give the whole list */
export async function fetchRows<T extends { id: string }>(
	client: SonarClient,
	list: RowList<T>,
): Promise<T[]> {
	const results = await runListings(client, [list], 1);
	return unwrap(results.get(list)!);
}

/**
 * One page of a list. Some lists fail if they are asked for their count, so they are asked for again
 * without it.
 *
 * @throws SonarError if Sonar does not give the page
 */
export async function fetchPage<T>(
	client: SonarClient,
	build: (withPageInfo: boolean) => RootField<Page<T>>,
): Promise<Page<T>> {
	const counted = await attempt(() => runQuery(client, build(true)));
	if (counted.status === 'failed' && counted.error.code === 'pageInfo') {
		return await runQuery(client, build(false));
	}
	return unwrap(counted);
}
