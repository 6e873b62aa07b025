import { planRequests } from '../batch/planning';
import { runRequests, type Pool } from '../batch/pool';
import type { SonarClient } from '../http/SonarClient';
import type { Outcomes } from '../outcome';
import { askAgain, isAbsent } from './askAgain';
import { runListings, type Listing } from './Listing';

/** What asks for a list. */
export interface ListRequest {
	/** How many root fields share a request. */
	entitiesPerRequest: number;
}

/**
 * Runs many queries, each a list, several in one request, page by page. What Sonar does not know is asked
 * for again, for some seconds, because its lists may lag.
 */
export async function runLists<Q extends ListRequest, T>(
	client: SonarClient,
	queries: readonly Q[],
	pool: Pool,
	build: (query: Q) => Listing<T>,
): Promise<Outcomes<Q, T>> {
	return await askAgain(client, queries, async (open) => await runOnce(client, open, pool, build));
}

async function runOnce<Q extends ListRequest, T>(
	client: SonarClient,
	queries: readonly Q[],
	pool: Pool,
	build: (query: Q) => Listing<T>,
): Promise<Outcomes<Q, T>> {
	const requests = planRequests(queries, ({ entitiesPerRequest: perRequest }) => ({ perRequest }));
	// Kept from the pool, which would stop at something that the next look may find.
	const absent: Outcomes<Q, T> = new Map();
	const outcomes = await runRequests<Q[], Q, T>(requests, pool, {
		inputsOf: (request) => request,
		unknownOutcome: undefined,
		run: async (request) => {
			const listings = new Map(request.map((query) => [query, build(query)]));
			const perRequest = Math.min(...request.map((query) => query.entitiesPerRequest));
			const results = await runListings(client, [...listings.values()], perRequest);
			const answered: Outcomes<Q, T> = new Map();
			for (const [query, listing] of listings) {
				const result = results.get(listing)!;
				(isAbsent(result) ? absent : answered).set(query, result);
			}
			return answered;
		},
	});
	return new Map([...outcomes, ...absent]);
}
