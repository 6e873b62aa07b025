import { SonarError } from '../SonarError';
import type { Page } from './connection';
import { addTo, IdReading } from './IdReading';
import { lacksKey, orderOf, reverse, type ListOptions, type PageArguments } from './listOptions';
import { isFull, isTooMuch, mayHideMore, toSmaller } from './pageSizes';
import type { Sorter } from './schema';

/** How often a list is read from its beginning because it changed meanwhile. */
const MOST_READINGS = 3;

/**
 * One list of Sonar's on its way through its pages. Sonar's own answers say how far it goes. Where they
 * may hide a rest, as behind the window of an index, the list's last entity is asked for. If no page
 * reaches it, the list is read on by ids.
 */
export class PagedList<T extends { id: string }> {
	/** Whether Sonar is asked how many there are; some lists cannot tell. */
	withPageInfo = true;

	/** Why entities are missing, though nothing is left to ask for. */
	shortage?: SonarError;

	private page = 1;

	private isRead = false;

	private readings = 1;

	/** Sonar's count on the first page of this reading. */
	private firstCount?: number;

	/** Whether the last page with something new had as many entities as a page can have. */
	private wasFull = false;

	/** The list's last entity, while it is asked for, and if it lies behind the pages that Sonar counts. */
	private last?: 'asked' | { id: string };

	/** Why there are no further pages. */
	private refusal?: SonarError;

	private byIds?: IdReading<T>;

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

	/** The entities so far, at most as many as wanted. */
	get entities(): T[] {
		const found = [...this.found.values()];
		const inOrder = this.mustArrange ? this.options.arrange!(found) : found;
		return inOrder.slice(0, this.options.limit);
	}

	/** Whether the limit leaves entities out. */
	get isCut(): boolean {
		return this.found.size > this.options.limit || !this.isRead;
	}

	nextArguments(): PageArguments {
		const isOfLast = this.last === 'asked';
		const { search, sorter, page } = this.byIds?.nextArguments() ?? {
			search: this.options.search ?? [],
			sorter: isOfLast ? this.order.map(reverse) : this.order,
			page: isOfLast ? 1 : this.page,
		};
		return {
			...(search.length > 0 ? { search } : {}),
			sorter,
			paginator: { page, records_per_page: isOfLast ? 1 : this.pageSize },
		};
	}

	/**
	 * Notes a page. An entity that moves to a later page while they are read comes twice, and counts
	 * once.
	 *
	 * @throws SonarError if the list changes again and again
	 */
	take(page: Page<T>): void {
		if (this.byIds) this.takeByIds(page, this.byIds);
		else if (this.last !== 'asked') this.takePage(page);
		else {
			[this.last] = page.entities;
			this.isRead = !this.last || this.pages.has(this.last.id);
		}
	}

	/** Whether the list can be asked for in another way after Sonar refused it. */
	adapt(error: SonarError): boolean {
		const { code } = error;
		const isRefused = isTooMuch(code) || code === 'invalid';
		if (code === 'pageInfo' && this.withPageInfo) {
			this.withPageInfo = false;
		} else if (this.page > 1 && !this.byIds && (isRefused || code === 'server')) {
			// Pages of this size were given before, so it is the place that Sonar does not give.
			this.refusal = error;
			this.readByIds();
		} else if (isRefused) {
			// A search by ids may be refused as such.
			const size = this.byIds && code === 'invalid' ? undefined : toSmaller(this.pageSize, code);
			if (size !== undefined) this.pageSize = size;
			else if (this.byIds) this.endShort(this.refusal ?? error);
			else return false;
		} else {
			return false;
		}
		return true;
	}

	private get found(): ReadonlyMap<string, T> {
		return this.byIds?.found ?? this.pages;
	}

	/** Whether the entities were read in another order than the wanted one. */
	private get mustArrange(): boolean {
		return this.byIds !== undefined && !this.byIds.isInOrder;
	}

	private takePage(page: Page<T>): void {
		const { totalPages, totalCount, size = this.pageSize } = page;
		const grew = addTo(this.pages, page.entities);
		if (this.last && this.last !== 'asked') return this.goOnTo(this.last.id, grew);
		this.firstCount ??= totalCount;
		if (totalCount !== undefined && totalCount < this.firstCount!) return this.readAgain();
		if (grew) this.wasFull = isFull(page, this.pageSize);
		// Without a count, the list ends with a page that brings nothing new: Sonar may give smaller pages.
		const isLast = totalPages !== undefined && this.page >= totalPages;
		const { page: number } = this;
		const count = totalCount ?? this.firstCount ?? 0;
		if (grew) this.page += 1;
		if (grew && !isLast) return;
		if (this.pages.size < Math.min(count, this.options.limit)) {
			const isWindow = isLast ? totalPages * size < count : number > 1;
			if (isWindow) this.readByIds();
			else if (this.readings < MOST_READINGS) this.readAgain();
			else this.endShort();
		} else if (this.pages.size < this.options.limit && mayHideMore(this.pages.size, this.wasFull)) {
			if (lacksKey(this.pages.values(), this.order)) this.readByIds();
			else this.last = 'asked';
		} else {
			this.isRead = true;
		}
	}

	private goOnTo(lastId: string, grew: boolean): void {
		this.isRead = this.pages.has(lastId);
		if (grew) this.page += 1;
		else if (!this.isRead) this.readByIds();
	}

	private takeByIds(page: Page<T>, byIds: IdReading<T>): void {
		const { entities, totalPages = Infinity, totalCount = 0 } = page;
		const grew = byIds.take(page);
		this.isRead = !grew || (totalPages <= 1 && !isFull(page, this.pageSize));
		if (this.isRead && entities.length < totalCount) this.endShort();
	}

	/** Goes on behind the last id; or if the order is another one, reads all anew, to arrange them here. */
	private readByIds(): void {
		const { search = [] } = this.options;
		const byIds = new IdReading(this.order, search, this.pages);
		if (byIds.isInOrder || this.options.arrange) this.byIds = byIds;
		else this.endShort(this.refusal);
	}

	/** @param error why Sonar gives no more than the pages */
	private endShort(error?: SonarError): void {
		const { what } = this.options;
		const first = `Sonar gives only the first ${this.pages.size} ${what} of this list`;
		this.isRead = true;
		if (error) this.byIds = undefined;
		this.shortage = error
			? new SonarError('cutList', `${first}. ${error.message}`)
			: new SonarError('unstable', `Sonar gave fewer ${what} than it counts`);
	}

	/** If an entity is removed while a list is read, the rest moves onto pages that were read already. */
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
