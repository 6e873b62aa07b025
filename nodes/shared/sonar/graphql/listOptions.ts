import type { Paginator, Search, Sorter } from './schema';

/** The arguments for the next page of a list. */
export interface PageArguments {
	paginator: Paginator;
	sorter: readonly Sorter[];
	search?: readonly Search[];
}

export interface ListOptions<T = { id: string }> {
	/** The name of the entities in an error, for example "files". */
	what: string;
	search?: readonly Search[];
	sort?: Sorter;
	/** Brings entities that were read by their ids into the order of `sort`. */
	arrange?(entities: readonly T[]): T[];
	/** How many entities are wanted at most. */
	limit: number;
	/** How many entities a page is asked for at first. Sonar may give fewer, and says so in its answer. */
	pageSize: number;
}

export const BY_ID: Sorter = { attribute: 'id', direction: 'ASC' };

/** The last key is unique, so that no entity comes twice or is lost between two pages. */
export function orderOf({ sort }: Pick<ListOptions, 'sort'>): readonly Sorter[] {
	if (!sort) return [BY_ID];
	return sort.attribute === 'id' ? [sort] : [sort, BY_ID];
}

export function reverse({ attribute, direction }: Sorter): Sorter {
	return { attribute, direction: direction === 'ASC' ? 'DESC' : 'ASC' };
}

/**
 * Whether entities have nothing to be sorted by. Where Sonar puts these is not documented; if they come
 * last in either direction, the last entity of the list is not the first one of the reversed list.
 */
export function lacksKey(entities: Iterable<object>, order: readonly Sorter[]): boolean {
	const { attribute } = order[0]!;
	return [...entities].some((one) => (one as Record<string, unknown>)[attribute] === null);
}
