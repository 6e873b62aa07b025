import { isRecord } from './answers';
import { SonarError } from './SonarError';

/** What a list is asked for beside its entities, so that its paging can be obeyed. */
export const PAGE_INFO = 'page_info { page total_pages total_count records_per_page }';

/** One page of a list of Sonar's. */
export interface Page {
	entities: Array<Record<string, unknown>>;
	totalPages: number;
	/** Of the entities on all pages; NaN where Sonar does not say. */
	totalCount: number;
}

/**
 * A list's answer as a page.
 *
 * @param what names the list in the error, for example "files"
 * @throws SonarError where the answer is no list
 */
export function pageOf(value: unknown, what: string): Page {
	if (isRecord(value) && Array.isArray(value.entities) && isRecord(value.page_info)) {
		return {
			entities: value.entities.filter(isRecord),
			totalPages: Number(value.page_info.total_pages),
			totalCount: Number(value.page_info.total_count),
		};
	}
	throw new SonarError(`Sonar answered without a list of ${what}`, {
		remedy: `Check that the token’s user may read ${what} in Sonar (READ_FILE, and for entities such as READ_TICKET).`,
	});
}

const MOST_READINGS = 3;

/** Walks through the pages of one list, as far as its own answers say. */
export class Paging {
	/** The page to ask for, from 1. */
	page = 1;

	/** Whether the last page was read. */
	isDone = false;

	private readings = 1;

	/** Of this reading's first page. */
	private total?: number;

	/** @param what names what is listed in an error, for example "Files" */
	constructor(private readonly what: string) {}

	/**
	 * Notes that a page was read.
	 *
	 * @param grew whether it brought anything new: one without ends a server's endless count
	 * @returns false where the list has to be read anew: what is removed meanwhile moves the rest onto
	 * pages that were read already
	 * @throws SonarError where that happens again and again
	 */
	took({ totalPages, totalCount }: Page, grew: boolean): boolean {
		this.isDone = !grew || !(this.page < totalPages);
		this.page += 1;
		this.total ??= totalCount;
		if (!(totalCount < this.total)) return true;
		if (this.readings === MOST_READINGS) {
			const what = this.what.toLowerCase();
			throw new SonarError(
				`${this.what} were removed again and again while Sonar’s list was read`,
				{ remedy: `Some ${what} may be missing from it. Try again when nobody removes ${what}.` },
			);
		}
		this.readings += 1;
		this.page = 1;
		this.total = undefined;
		this.isDone = false;
		return false;
	}
}
