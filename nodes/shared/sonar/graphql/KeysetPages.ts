import { compareIds } from '../ids';
import type { Page } from './connection';
import { BY_ID } from './paging';
import type { Search, Sorter } from './schema';

/**
 * The rest of a list, read by keyset: each page is the first one behind the last ID. So no window of
 * Sonar's index ends it, and entities that are added or removed meanwhile do not shift it.
 */
export class KeysetPages<T extends { id: string }> {
	/** Whether the list is sorted by ID anyway. Otherwise it is read again from its beginning. */
	readonly isInOrder: boolean;

	readonly found: Map<string, T>;

	private readonly sorter: Sorter;

	private lastId?: string;

	/** @param known the entities at the beginning of the list */
	constructor(
		order: readonly Sorter[],
		private readonly search: readonly Search[],
		known: ReadonlyMap<string, T>,
	) {
		this.isInOrder = order.length === 1;
		this.sorter = this.isInOrder ? order[0]! : BY_ID;
		this.found = new Map(this.isInOrder ? known : []);
		this.moveBehind(this.found.keys());
	}

	nextArguments(): { search: readonly Search[]; sorter: Sorter[]; page: number } {
		return { search: this.searchBehind(), sorter: [this.sorter], page: 1 };
	}

	/** Whether the page brought something new. */
	addPage({ entities }: Page<T>): boolean {
		this.moveBehind(entities.map(({ id }) => id));
		return addEntities(this.found, entities);
	}

	private searchBehind(): readonly Search[] {
		const { lastId, search, sorter } = this;
		if (lastId === undefined) return search;
		const operator = sorter.direction === 'ASC' ? 'GT' : 'LT';
		const behind = { attribute: 'id', search_value: lastId, operator } as const;
		// Several Searches are alternatives.
		return (search.length > 0 ? search : [{}]).map((one: Search) => ({
			...one,
			integer_fields: [...(one.integer_fields ?? []), behind],
		}));
	}

	private moveBehind(ids: Iterable<string>): void {
		for (const id of ids) {
			const { lastId = id, sorter } = this;
			const isLarger = compareIds(id, lastId) > 0;
			this.lastId = isLarger === (sorter.direction === 'ASC') ? id : lastId;
		}
	}
}

/** Whether one of the entities is new. */
export function addEntities<T extends { id: string }>(
	found: Map<string, T>,
	entities: readonly T[],
): boolean {
	const before = found.size;
	for (const entity of entities) found.set(entity.id, entity);
	return found.size > before;
}
