import { isRecord } from '../guards';
import { SonarError } from '../SonarError';
import type { Selection, TypeName } from './rootField';

/** One page of a list of Sonar's. */
export interface Page<T> {
	entities: T[];
	/** Unknown if Sonar was not asked, or did not say. */
	totalPages?: number;
	/** Of the entities on all pages; unknown likewise. */
	totalCount?: number;
}

const PAGE_INFO: Selection<'PageInfo'> = ['page', 'total_pages', 'total_count', 'records_per_page'];

type Connection = Extract<TypeName, `${string}Connection`>;

type EntityOf<C extends Connection> = C extends `${infer E}Connection` ? E & TypeName : never;

/** The selection for a page of a list: its entities and, if the list can tell, how many there are. */
export function selectPage<C extends Connection>(
	select: Selection<EntityOf<C>>,
	withPageInfo: boolean,
): Selection<C> {
	const entities = { field: 'entities', select };
	const parts = withPageInfo ? [entities, { field: 'page_info', select: PAGE_INFO }] : [entities];
	return parts as unknown as Selection<C>;
}

function parseCount(value: unknown): number | undefined {
	const count = typeof value === 'string' && value ? Number(value) : value;
	return typeof count === 'number' && Number.isFinite(count) && count >= 0 ? count : undefined;
}

/**
 * A list's answer as a page. Entities that are null are left out.
 *
 * @param what names the list in the error, for example "files"
 * @throws SonarError if the answer is no list, or if an entity lacks something
 */
export function parsePage<T>(
	value: unknown,
	what: string,
	parseEntity: (entity: unknown) => T,
): Page<T> {
	if (!isRecord(value) || !Array.isArray(value.entities)) {
		throw new SonarError('incomplete', `Sonar answered without a list of ${what}`);
	}
	const { length } = value.entities;
	if (length > LONGEST_PAGE) {
		throw new SonarError('tooLong', `Sonar sent a page of ${length} ${what}`);
	}
	const info = isRecord(value.page_info) ? value.page_info : {};
	return {
		entities: value.entities.filter((entity) => entity !== null).map(parseEntity),
		totalPages: parseCount(info.total_pages),
		totalCount: parseCount(info.total_count),
	};
}

/** Far more than any page is asked for; some lists give all that they have. */
const LONGEST_PAGE = 10_000;

/** Sonar's whole numbers have 64 bits and a sign. */
const LARGEST = 2n ** 63n - 1n;

/** A whole number of 64 bits that Sonar gives as text, or as a number if its JSON is lenient. */
export function toWholeNumber(value: unknown): string | undefined {
	const text = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
	if (!/^\d{1,19}$/.test(text) || BigInt(text) > LARGEST) return undefined;
	return BigInt(text).toString();
}

/** @throws SonarError if there is no whole number of 64 bits */
export function parseWholeNumber(value: unknown, what: string): string {
	const number = toWholeNumber(value);
	if (number !== undefined) return number;
	throw new SonarError('incomplete', `Sonar answered without ${what}`);
}
