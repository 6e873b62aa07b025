import { isRecord } from './answers';
import { SonarError } from './SonarError';

/** What a list is asked for beside its entities, so that its paging can be obeyed. */
export const PAGE_INFO = 'page_info { page total_pages total_count records_per_page }';

/** One page of a list of Sonar's. */
export interface Page {
	entities: Array<Record<string, unknown>>;
	totalPages: number;
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
		};
	}
	throw new SonarError(`Sonar answered without a list of ${what}`, {
		remedy: `Check that the token’s user may read ${what} in Sonar (READ_FILE, and for entities such as READ_TICKET).`,
	});
}

/** Walks through the pages of one list, as far as its own answers say. */
export class Paging {
	/** The page to ask for, from 1. */
	page = 1;

	isDone = false;

	/**
	 * @param grew whether the page brought anything new: one without ends a server's endless count
	 */
	took({ totalPages }: Page, grew: boolean): void {
		this.isDone = !grew || !(this.page < totalPages);
		this.page += 1;
	}
}
