import { parsePage, selectPage, type Page } from '../graphql/connection';
import { buildStep, runListings, type Listing, type Step } from '../graphql/Listing';
import { PagedList } from '../graphql/PagedList';
import { buildQuery, type SelectedField } from '../graphql/rootField';
import type { Search } from '../graphql/schema';
import { isRecord } from '../guards';
import type { SonarClient } from '../http/SonarClient';
import { unwrap } from '../outcome';
import { SonarError } from '../SonarError';

/** A list of Sonar's that is read whole. */
export interface Rows<T> {
	list:
		| 'contacts'
		| 'custom_fields'
		| 'inbound_mailboxes'
		| 'ticket_categories'
		| 'ticket_replies'
		| 'tickets'
		| 'webhook_endpoints';
	/** Arguments beside the search, such as `enabled`. */
	args?: { id?: string; enabled?: boolean };
	search?: readonly Search[];
	select: ReadonlyArray<string | SelectedField>;
	/** @throws SonarError if a row lacks something */
	parse(row: Record<string, unknown>): T;
}

const PAGE_SIZE = 100;

/** The rows of a list on its way through its pages. */
export class RowList<T extends { id: string }> implements Listing<T[]> {
	private readonly pages: PagedList<T>;

	private readonly what: string;

	constructor(private readonly rows: Rows<T>) {
		this.what = rows.list.replaceAll('_', ' ');
		const { search } = rows;
		const { what } = this;
		this.pages = new PagedList({ what, search, limit: Infinity, pageSize: PAGE_SIZE });
	}

	nextSteps(): Step[] {
		const { pages, rows } = this;
		if (pages.isDone) return [];
		const field = buildQuery(rows.list, {
			args: { ...rows.args, ...pages.nextArguments() },
			// Each list's selection stands beside its name, in one place.
			select: selectPage<'ContactConnection'>(rows.select as never, pages.withPageInfo) as never,
			parse: (value): Page<T> =>
				parsePage(value, this.what, (row) => rows.parse(isRecord(row) ? row : {})),
		});
		return [
			buildStep(
				field,
				(page) => pages.take(page),
				(error) => pages.adapt(error),
			),
		];
	}

	build(): T[] {
		if (!this.pages.isShort) return this.pages.entities;
		throw new SonarError('unstable', `Sonar gave fewer ${this.what} than it counts`);
	}
}

/** @throws SonarError if Sonar does not give the whole list */
export async function fetchRows<T extends { id: string }>(
	client: SonarClient,
	list: RowList<T>,
): Promise<T[]> {
	const results = await runListings(client, [list], 1);
	return unwrap(results.get(list)!);
}
