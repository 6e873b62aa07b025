import { SonarError } from '../SonarError';
import type { Page } from './connection';
import { addEntities, KeysetPages } from './KeysetPages';
import {
	isFull,
	isTooLarge,
	lacksSortKey,
	mayHideMore,
	orderOf,
	reverseOrder,
	toSmaller,
	type ListOptions,
	type PageArguments,
} from './paging';
import type { Sorter } from './schema';

/** How often a list is read from its beginning, because it changed meanwhile. */
const MOST_READINGS = 3;

/**
 * The pages of one list. Sonar's count says when it ends. If more may follow that Sonar does not count,
 * as behind the window of an index, the last entity is asked for. If no page reaches that, the rest is
 * read by keyset.
 */
export class PagedList<T extends { id: string }> {
	/** Whether to ask for the count: some lists fail if they are asked. */
	withPageInfo = true;

	/** Why entities are missing, once the list is done. */
	shortage?: SonarError;

	private page = 1;
	private isRead = false;
	private readings = 1;

	/** Sonar's count on the first page of this reading. */
	private firstCount?: number;

	/** Whether the last page that brought something new was full. */
	private wasFull = false;

	/** The last entity, if it lies behind the pages that Sonar counts. */
	private last?: 'asked' | { id: string };

	/** Why Sonar gives no further pages. */
	private refusal?: SonarError;
	private keyset?: KeysetPages<T>;
	private pageSize: number;
	private readonly pages = new Map<string, T>();
	private readonly order: readonly Sorter[];

	constructor(private readonly options: ListOptions<T>) {
		this.pageSize = Math.min(options.pageSize, options.limit);
		this.order = orderOf(options);
	}

	get isDone(): boolean {
		return this.isRead || (!this.mustArrange && this.found.size >= this.options.limit);
	}

	/** The entities so far, up to the limit. */
	get entities(): T[] {
		const found = [...this.found.values()];
		const inOrder = this.mustArrange ? this.options.arrange!(found) : found;
		return inOrder.slice(0, this.options.limit);
	}

	/** Whether the limit leaves entities out. */
	get isLimited(): boolean {
		return this.found.size > this.options.limit || !this.isRead;
	}

	nextArguments(): PageArguments {
		const isForLast = this.last === 'asked';
		const { search, sorter, page } = this.keyset?.nextArguments() ?? {
			search: this.options.search ?? [],
			sorter: isForLast ? reverseOrder(this.order) : this.order,
			page: isForLast ? 1 : this.page,
		};
		return {
			...(search.length > 0 ? { search } : {}),
			sorter,
			paginator: { page, records_per_page: isForLast ? 1 : this.pageSize },
		};
	}

	/**
	 * An entity that moves to a later page while the list is read comes twice, and counts once.
	 *
	 * @throws SonarError if the list changes again and again
	 */
	addPage(page: Page<T>): void {
		if (this.keyset) this.addKeysetPage(page, this.keyset);
		else if (this.last !== 'asked') this.addNumberedPage(page);
		else {
			[this.last] = page.entities;
			this.isRead = !this.last || this.pages.has(this.last.id);
		}
	}

	/** Whether there is another way to ask, after Sonar refused a page. */
	tryOtherWay(error: SonarError): boolean {
		const { code } = error;
		const isRefused = isTooLarge(code) || code === 'invalid';
		if (code === 'pageInfo' && this.withPageInfo) {
			this.withPageInfo = false;
		} else if (this.page > 1 && !this.keyset && (isRefused || code === 'server')) {
			// Sonar gave pages of this size before, so it refuses the place.
			this.refusal = error;
			this.readByKeyset();
		} else {
			if (!isRefused) return false;
			// Sonar may refuse to search by ID.
			const size = this.keyset && code === 'invalid' ? undefined : toSmaller(this.pageSize, code);
			if (size !== undefined) this.pageSize = size;
			else if (this.keyset) this.endShort(this.refusal ?? error);
			else return false;
		}
		return true;
	}

	private get found(): ReadonlyMap<string, T> {
		return this.keyset?.found ?? this.pages;
	}

	/** Whether the entities were read in another order than wanted. */
	private get mustArrange(): boolean {
		return this.keyset !== undefined && !this.keyset.isInOrder;
	}

	private addNumberedPage(page: Page<T>): void {
		const { totalPages, totalCount, size = this.pageSize } = page;
		const grew = addEntities(this.pages, page.entities);
		if (this.last && this.last !== 'asked') return this.goOnTo(this.last.id, grew);
		this.firstCount ??= totalCount;
		if (totalCount !== undefined && totalCount < this.firstCount!) return this.readAgain();
		if (grew) this.wasFull = isFull(page, this.pageSize);
		// Without a count, only a page that brings nothing new is the last: Sonar may give smaller pages.
		const isLast = totalPages !== undefined && this.page >= totalPages;
		const count = totalCount ?? this.firstCount ?? 0;
		const isWindow = isLast ? totalPages * size < count : this.page > 1;
		if (grew) this.page += 1;
		if (grew && !isLast) return;
		if (this.pages.size < Math.min(count, this.options.limit)) {
			if (isWindow) this.readByKeyset();
			else if (this.readings < MOST_READINGS) this.readAgain();
			else this.endShort();
		} else if (this.pages.size < this.options.limit && mayHideMore(this.pages.size, this.wasFull)) {
			if (lacksSortKey(this.pages.values(), this.order)) this.readByKeyset();
			else this.last = 'asked';
		} else {
			this.isRead = true;
		}
	}

	private goOnTo(lastId: string, grew: boolean): void {
		this.isRead = this.pages.has(lastId);
		if (grew) this.page += 1;
		else if (!this.isRead) this.readByKeyset();
	}

	private addKeysetPage(page: Page<T>, keyset: KeysetPages<T>): void {
		const { entities, totalPages = Infinity, totalCount = 0 } = page;
		const grew = keyset.addPage(page);
		this.isRead = !grew || (totalPages <= 1 && !isFull(page, this.pageSize));
		if (this.isRead && entities.length < totalCount) this.endShort();
	}

	/** A list that is not sorted by ID is read anew, and sorted here. */
	private readByKeyset(): void {
		const { search = [] } = this.options;
		const keyset = new KeysetPages(this.order, search, this.pages);
		this.last = undefined;
		if (keyset.isInOrder || this.options.arrange) this.keyset = keyset;
		else this.endShort(this.refusal);
	}

	/** @param error why Sonar gives no more */
	private endShort(error?: SonarError): void {
		const { what } = this.options;
		const given = `Sonar gives only the first ${this.pages.size} ${what} of this list`;
		this.isRead = true;
		if (error) this.keyset = undefined;
		this.shortage = error
			? new SonarError('cutList', `${given}. ${error.message}`)
			: new SonarError('unstable', `Sonar gave fewer ${what} than it counts`);
	}

	/** If an entity is removed meanwhile, others move onto pages that were read already. */
	private readAgain(): void {
		if (this.readings === MOST_READINGS) {
			const message = `The list of ${this.options.what} changed again and again while it was read`;
			throw new SonarError('unstable', message);
		}
		this.readings += 1;
		this.page = 1;
		this.firstCount = undefined;
		this.pages.clear();
	}
}
