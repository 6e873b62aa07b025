import type { Page } from './connection';
import { BY_ID } from './listOptions';
import type { Search, Sorter } from './schema';

/**
 * The rest of a list, read in the order of ids: each page is asked for by the id that it follows, and so
 * is the first of its list. No window of Sonar's ends it, and nothing that is added or removed meanwhile
 * moves it.
 */
export class IdReading<T extends { id: string }> {
	/** The id to go on behind. */
	private before?: string;

	/** Whether the ids are the list's own order. Otherwise all of it is read. */
	readonly isInOrder: boolean;

	readonly found: Map<string, T>;

	private readonly sorter: Sorter;

	/** @param known the entities at the beginning of the list */
	constructor(
		order: readonly Sorter[],
		private readonly search: readonly Search[],
		known: ReadonlyMap<string, T>,
	) {
		this.isInOrder = order.length === 1;
		this.sorter = this.isInOrder ? order[0]! : BY_ID;
		this.found = new Map(this.isInOrder ? known : []);
		this.goBehind(this.found.keys());
	}

	nextArguments(): { search: readonly Search[]; sorter: Sorter[]; page: number } {
		return { search: this.searchBehind(), sorter: [this.sorter], page: 1 };
	}

	/** Notes a page, and tells whether it had something new. */
	take({ entities }: Page<T>): boolean {
		this.goBehind(entities.map(({ id }) => id));
		return addTo(this.found, entities);
	}

	private searchBehind(): readonly Search[] {
		const { before, search, sorter } = this;
		if (before === undefined) return search;
		const operator = sorter.direction === 'ASC' ? 'GT' : 'LT';
		const behind = { attribute: 'id', search_value: before, operator } as const;
		// Several Searches are alternatives.
		return (search.length > 0 ? search : [{}]).map((one: Search) => ({
			...one,
			integer_fields: [...(one.integer_fields ?? []), behind],
		}));
	}

	private goBehind(ids: Iterable<string>): void {
		for (const id of ids) {
			const { before = id, sorter } = this;
			const isLarger = BigInt(id) > BigInt(before);
			this.before = isLarger === (sorter.direction === 'ASC') ? id : before;
		}
	}
}

/** Adds entities to those that were found, and tells whether one is new. */
export function addTo<T extends { id: string }>(
	found: Map<string, T>,
	entities: readonly T[],
): boolean {
	const before = found.size;
	for (const entity of entities) found.set(entity.id, entity);
	return found.size > before;
}
