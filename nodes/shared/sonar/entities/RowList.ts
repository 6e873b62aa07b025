import {
	buildPageQuery,
	type ListName,
	type Page,
	type SelectedRow,
	type RowType,
} from '../graphql/connection';
import { buildStep, runListings, type Listing, type Step } from '../graphql/Listing';
import type { PageArguments } from '../graphql/listOptions';
import { PagedList } from '../graphql/PagedList';
import type { Arguments, RootField, Selection } from '../graphql/rootField';
import type { Search } from '../graphql/schema';
import type { SonarClient } from '../http/SonarClient';
import { unwrap } from '../outcome';

/** A list of Sonar's that is read whole. The compiler checks names, arguments and selection. */
interface Rows<L extends ListName, S, T> {
	list: L;
	/** Arguments beside the search, such as `enabled`. */
	args?: Arguments<'Query', L>;
	search?: readonly Search[];
	select: S;
	/** @throws SonarError if a row lacks something */
	parse: (row: SelectedRow<S & readonly unknown[]>) => T;
}

const PAGE_SIZE = 100;

/** The rows of a list on its way through its pages. */
export class RowList<T extends { id: string }> implements Listing<T[]> {
	private readonly pages: PagedList<T>;

	constructor(
		what: string,
		search: readonly Search[] | undefined,
		private readonly buildQuery: (args: PageArguments, withPageInfo: boolean) => RootField<Page<T>>,
	) {
		this.pages = new PagedList({ what, search, limit: Infinity, pageSize: PAGE_SIZE });
	}

	nextSteps(): Step[] {
		const { pages } = this;
		if (pages.isDone) return [];
		return [
			buildStep(
				this.buildQuery(pages.nextArguments(), pages.withPageInfo),
				(page) => pages.take(page),
				(error) => pages.adapt(error),
			),
		];
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
>({ list, args, search, select, parse }: Rows<L, S, T>): RowList<T> {
	return new RowList(list.replaceAll('_', ' '), search, (pageArguments, withPageInfo) =>
		buildPageQuery(list, {
			args: { ...args, ...pageArguments },
			select,
			withPageInfo,
			parseRow: parse,
		}),
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
