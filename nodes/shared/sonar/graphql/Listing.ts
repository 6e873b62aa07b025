import { planRequests } from '../batch/planning';
import type { SonarClient } from '../http/SonarClient';
import { attempt, failed, type Result } from '../outcome';
import type { SonarError } from '../SonarError';
import type { RootField } from './rootField';
import { runFields } from './runFields';

/** A root field that a listing asks for. */
export interface ListingQuery {
	field: RootField<unknown>;
	/** @throws SonarError if the list cannot go on */
	addAnswer: (value: unknown) => void;
	/** Whether there is another way to ask, after Sonar refused the field. */
	tryOtherWay: (error: SonarError) => boolean;
}

/** A list, or several that belong together, on the way through their pages. */
export interface Listing<T> {
	/** Empty once there is nothing more to ask for. */
	nextQueries(): ListingQuery[];
	/** Called once, at the end. */
	build(): T;
}

/** Lets the answer keep its type until it is added. */
export function buildListingQuery<V>(
	field: RootField<V>,
	addAnswer: (value: V) => void,
	tryOtherWay: (error: SonarError) => boolean,
): ListingQuery {
	return { field, addAnswer: (value) => addAnswer(value as V), tryOtherWay };
}

/**
 * Reads all lists to the end, several pages per request.
 *
 * @param perRequest how many root fields share a request
 */
export async function runListings<T>(
	client: SonarClient,
	listings: ReadonlyArray<Listing<T>>,
	perRequest: number,
): Promise<Map<Listing<T>, Result<T>>> {
	const results = new Map<Listing<T>, Result<T>>();
	const unread = () => listings.filter((listing) => !results.has(listing));
	for (let pending = unread(); pending.length > 0; pending = unread()) {
		const queries = pending.flatMap((listing) =>
			listing.nextQueries().map((query) => ({ listing, ...query })),
		);
		const asking = new Set(queries.map(({ listing }) => listing));
		for (const listing of pending) {
			if (!asking.has(listing)) results.set(listing, await attempt(() => listing.build()));
		}
		for (const group of planRequests(queries, () => ({ perRequest }))) {
			const fields = group.map(({ field }) => field);
			const answers = await runFields(client, { operation: 'query', fields });
			for (const { listing, field, addAnswer, tryOtherWay } of group) {
				const answer = answers.get(field)!;
				const added =
					answer.status === 'done' ? await attempt(() => addAnswer(answer.value)) : answer;
				if (added.status === 'done' || tryOtherWay(added.error)) continue;
				results.set(listing, failed(added.error));
			}
		}
	}
	return results;
}
