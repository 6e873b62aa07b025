import type { FailureCode } from '../SonarError';
import type { Page } from './connection';

/** No page is asked for with fewer entities. */
const SMALLEST_PAGE = 10;
/** Public programs ask for this many at least. */
const USUAL_PAGE = 100;
/** Windows are multiples of it, such as the 10,000 of Elasticsearch. */
const ROUND = 1000;
const TOO_MUCH: ReadonlySet<FailureCode> = new Set(['pageSize', 'tooComplex', 'tooLong']);

/** Whether Sonar refused a request for its size. */
export function isTooMuch(code: FailureCode): boolean {
	return TOO_MUCH.has(code);
}

/**
 * The size to ask for after a refusal; nothing below the smallest. Sonar's words may mean the size
 * without naming it, so two smaller sizes are tried.
 */
export function toSmaller(size: number, code: FailureCode): number | undefined {
	if (size <= SMALLEST_PAGE) return undefined;
	if (isTooMuch(code)) return Math.max(SMALLEST_PAGE, Math.floor(size / 2));
	return size > USUAL_PAGE ? USUAL_PAGE : SMALLEST_PAGE;
}

/** Whether a page has as many entities as it can have, so that more may follow. */
export function isFull({ entities, size = Infinity }: Page<unknown>, asked: number): boolean {
	return entities.length >= Math.min(asked, size);
}

/** Whether a list of so many entities may end only because Sonar's pages and its count do. */
export function mayHideMore(found: number, wasFull: boolean): boolean {
	return found > 0 && (wasFull || found % ROUND === 0);
}
