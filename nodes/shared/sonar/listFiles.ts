import { runFields } from './fields';
import { FileList, type Listing } from './fileList';
import type { FileQuery } from './fileQuery';
import type { SonarFile } from './files';
import { planRequests } from './planning';
import { runGroups, type PoolOptions } from './pool';
import { isFailure, resultOf, type Result, type Results } from './result';
import type { SonarError } from './SonarError';
import type { SonarSender } from './SonarSender';
import { TicketFiles } from './ticketFiles';

/** The largest page that Sonar gives is not documented; its own answer says what it gave. */
const PAGE_SIZE = 100;

/** The files of a query. */
export interface FileListing {
	files: SonarFile[];
	/** Whether the query's limit leaves files out. */
	isCut: boolean;
}

/**
 * Lists the files of many queries, several in one request, page by page as Sonar's `page_info` says.
 *
 * @returns the files of each query, in the order of `queries`
 */
export async function listFiles(
	sender: SonarSender,
	queries: readonly FileQuery[],
	options: PoolOptions,
): Promise<Results<FileListing>> {
	const plan = planRequests(
		queries.map(({ entitiesPerRequest }) => ({ perRequest: entitiesPerRequest })),
	);
	return await runGroups(
		queries,
		plan,
		options,
		async (members) => await readPages(sender, members),
	);
}

function listingOf(query: FileQuery): Listing {
	const owner = typeof query.of === 'object' ? query.of : undefined;
	return owner?.type === 'Ticket' && query.includeReplies
		? new TicketFiles(query, owner, PAGE_SIZE)
		: new FileList(query, { owner, pageSize: PAGE_SIZE });
}

/** A query on its way, with the fields that it asks for in a round. */
class Reading {
	private error?: SonarError;

	private readonly listing: Listing;

	constructor(query: FileQuery) {
		this.listing = listingOf(query);
	}

	get isDone(): boolean {
		return this.error !== undefined || this.listing.isDone;
	}

	get result(): Result<FileListing> {
		if (this.error) return { error: this.error };
		return { value: { files: this.listing.files(), isCut: this.listing.isCut() } };
	}

	nextFields() {
		return this.listing.nextFields();
	}

	/** A round without an answer, or with one that is no list, ends the query. */
	async take(results: ReadonlyArray<Result<unknown>>): Promise<void> {
		const given = results.map((result) => (isFailure(result) ? undefined : result.value));
		const result =
			results.find(isFailure) ??
			(await resultOf(Promise.resolve(given).then((values) => this.listing.take(values))));
		if (isFailure(result)) this.error = result.error;
	}
}

async function readPages(
	sender: SonarSender,
	queries: readonly FileQuery[],
): Promise<Array<Result<FileListing>>> {
	const readings = queries.map((query) => new Reading(query));
	const perRequest = Math.min(...queries.map(({ entitiesPerRequest }) => entitiesPerRequest));
	for (let open = [...readings]; open.length > 0; open = open.filter(({ isDone }) => !isDone)) {
		const fields = open.map((reading) => reading.nextFields());
		const all = fields.flat();
		const results: Array<Result<unknown>> = [];
		for (const group of planRequests(all.map(() => ({ perRequest })))) {
			results.push(
				...(await runFields(sender, {
					operation: 'query',
					fields: group.map((index) => all[index]!),
				})),
			);
		}
		for (const [index, reading] of open.entries()) {
			await reading.take(results.splice(0, fields[index]!.length));
		}
	}
	return readings.map(({ result }) => result);
}
