import type { FailureCode } from '../SonarError';
import type { Page } from './connection';
import type { Paginator, Search, Sorter } from './schema';

/** The arguments of a list's next page. */
export interface PageArguments {
	paginator: Paginator;
	sorter: readonly Sorter[];
	search?: readonly Search[];
}

export interface ListOptions<T = { id: string }> {
	/** Names the entities in an error, for example "files". */
	what: string;
	search?: readonly Search[];
	/** One sorter, or several; none for Sonar's own order. By ID by default. */
	sort?: Sorter | readonly Sorter[];
	/** Sorts entities as `sort` says, in case they can only be read by ID. */
	arrange?(entities: readonly T[]): T[];
	/** Infinity for all. */
	limit: number;
	/** Of the first page. Sonar may give fewer entities, and says how many. */
	pageSize: number;
}

export const BY_ID: Sorter = { attribute: 'id', direction: 'ASC' };

/** Ends with a unique key, so that no entity comes twice or is lost between two pages. */
export function orderOf({ sort }: Pick<ListOptions, 'sort'>): readonly Sorter[] {
	if (!sort) return [BY_ID];
	const sorters = [sort].flat() as readonly Sorter[];
	const isUnique = sorters.length === 0 || sorters.some(({ attribute }) => attribute === 'id');
	return isUnique ? sorters : [...sorters, BY_ID];
}

/** The order that begins with the last entity. */
export function reverseOrder(order: readonly Sorter[]): readonly Sorter[] {
	return (order.length > 0 ? order : [BY_ID]).map(reverse);
}

function reverse({ attribute, direction }: Sorter): Sorter {
	return { attribute, direction: direction === 'ASC' ? 'DESC' : 'ASC' };
}

/**
 * Whether an entity has no value to be sorted by. Sonar does not document where these go. If it puts
 * them last in both directions, the first entity of the reversed list is not the last one of the list.
 */
export function lacksSortKey(entities: Iterable<object>, order: readonly Sorter[]): boolean {
	const [sorter] = order;
	if (!sorter) return false;
	return [...entities].some((one) => (one as Record<string, unknown>)[sorter.attribute] === null);
}

const SMALLEST_PAGE = 10;
/** Public programs ask for at least this many. */
const USUAL_PAGE = 100;
/** Windows of an index are multiples of it, such as the 10,000 of Elasticsearch. */
const WINDOW_STEP = 1000;
const TOO_LARGE: ReadonlySet<FailureCode> = new Set(['pageSize', 'tooComplex', 'tooLong']);

export function isTooLarge(code: FailureCode): boolean {
	return TOO_LARGE.has(code);
}

/**
 * The page size to try after a refusal; undefined after the smallest. An `invalid` error may be about
 * the page size, too, so two smaller sizes are tried.
 */
export function toSmaller(size: number, code: FailureCode): number | undefined {
	if (size <= SMALLEST_PAGE) return undefined;
	if (isTooLarge(code)) return Math.max(SMALLEST_PAGE, Math.floor(size / 2));
	return size > USUAL_PAGE ? USUAL_PAGE : SMALLEST_PAGE;
}

/** Whether more may follow, because a page has as many entities as it can have. */
export function isFull({ entities, size = Infinity }: Page<unknown>, asked: number): boolean {
	return entities.length >= Math.min(asked, size);
}

/** Whether a list that ends with so many entities may end only at a window of its index. */
export function mayHideMore(found: number, wasFull: boolean): boolean {
	return found > 0 && (wasFull || found % WINDOW_STEP === 0);
}
