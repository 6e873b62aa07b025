import { SonarError, type FailureCode } from '../SonarError';
import type { Page } from './connection';
import type { Paginator, Search, Sorter } from './schema';

/** The arguments for the next page of a list. */
export interface PageArguments {
	paginator: Paginator;
	sorter: readonly Sorter[];
	search?: readonly Search[];
}

export interface ListOptions {
	/** The name of the entities in an error, for example "files". */
	what: string;
	search?: readonly Search[];
	sort?: Sorter;
	/** How many entities are wanted at most. */
	limit: number;
	/** How many entities a page is asked for at first. Sonar may give fewer, and says so in its answer. */
	pageSize: number;
}

/** How often a list is read from its beginning because it changed meanwhile. */
const MOST_READINGS = 3;
/** No page is asked for with fewer entities. */
const SMALLEST_PAGE = 10;
/** Public programs ask for this many at least. */
const USUAL_PAGE = 100;
const TOO_MUCH: ReadonlySet<FailureCode> = new Set(['pageSize', 'tooComplex', 'tooLong']);

/** One list of Sonar's on its way through its pages. Sonar's own answers say how far it goes. */
export class PagedList<T extends { id: string }> {
	/** Whether Sonar is asked how many there are; some lists cannot tell. */
	withPageInfo = true;

	/** Whether Sonar gave fewer than it counts, though nothing was left to ask for. */
	isShort = false;

	private page = 1;

	private isRead = false;

	private readings = 1;

	/** Sonar's count on the first page of this reading. */
	private firstCount?: number;

	private pageSize: number;

	private readonly found = new Map<string, T>();

	constructor(private readonly options: ListOptions) {
		this.pageSize = Math.min(options.pageSize, options.limit);
	}

	get isDone(): boolean {
		return this.isRead || this.found.size >= this.options.limit;
	}

	/** The entities so far, at most as many as wanted. */
	get entities(): T[] {
		return [...this.found.values()].slice(0, this.options.limit);
	}

	/** Whether the limit leaves entities out. */
	get isCut(): boolean {
		return this.found.size > this.options.limit || !this.isRead;
	}

	/** The last key of the order is unique, so that no entity comes twice or is lost between two pages. */
	nextArguments(): PageArguments {
		const { search, sort } = this.options;
		const byId: Sorter = { attribute: 'id', direction: 'ASC' };
		const sorter = !sort ? [byId] : sort.attribute === 'id' ? [sort] : [sort, byId];
		return {
			...(search && search.length > 0 ? { search } : {}),
			sorter,
			paginator: { page: this.page, records_per_page: this.pageSize },
		};
	}

	/**
	 * Notes a page. An entity that moves to a later page while they are read comes twice, and counts
	 * once.
	 *
	 * @throws SonarError if the list changes again and again, or stays shorter than Sonar says
	 */
	take({ entities, totalPages, totalCount }: Page<T>): void {
		const before = this.found.size;
		for (const entity of entities) this.found.set(entity.id, entity);
		const grew = this.found.size > before;
		this.firstCount ??= totalCount;
		if (totalCount !== undefined && totalCount < this.firstCount!) return this.readAgain();
		// Without a count, the list ends with a page that brings nothing new: Sonar may give smaller pages.
		this.isRead = !grew || (totalPages !== undefined && this.page >= totalPages);
		this.page += 1;
		const wanted = Math.min(totalCount ?? 0, this.options.limit);
		const isShort = this.isRead && this.found.size < wanted;
		if (!isShort) return;
		if (this.readings < MOST_READINGS) return this.readAgain();
		this.isShort = true;
	}

	/** Whether the list can be asked for in another way after Sonar refused it. */
	adapt({ code }: SonarError): boolean {
		if (code === 'pageInfo' && this.withPageInfo) {
			this.withPageInfo = false;
		} else if (this.pageSize > SMALLEST_PAGE && (TOO_MUCH.has(code) || code === 'invalid')) {
			this.pageSize = toSmaller(this.pageSize, code);
		} else {
			return false;
		}
		this.restart();
		return true;
	}

	/** If an entity is removed while a list is read, the rest moves onto pages that were read already. */
	private readAgain(): void {
		const { what } = this.options;
		if (this.readings === MOST_READINGS) {
			throw new SonarError(
				'unstable',
				`The list of ${what} changed again and again while it was read`,
			);
		}
		this.readings += 1;
		this.restart();
	}

	private restart(): void {
		this.page = 1;
		this.isRead = false;
		this.firstCount = undefined;
		this.found.clear();
	}
}

/** Sonar's words may mean the size without naming it, so two smaller sizes are tried. */
function toSmaller(size: number, code: FailureCode): number {
	if (TOO_MUCH.has(code)) return Math.max(SMALLEST_PAGE, Math.floor(size / 2));
	return size > USUAL_PAGE ? USUAL_PAGE : SMALLEST_PAGE;
}
