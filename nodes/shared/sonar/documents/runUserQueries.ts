import { groupByKey } from '../batch/planning';
import { runRequests, type Pool } from '../batch/pool';
import type { SonarClient } from '../http/SonarClient';
import { attempt, type Outcome, type Outcomes, type Result } from '../outcome';
import { fetchAnswer, type UserAnswer, type UserQuery } from './fetchAnswer';
import { sendMutation, UNKNOWN_OUTCOME } from './sendMutation';

/** A query of an item. */
export interface ItemQuery extends UserQuery {
	itemIndex: number;
}

/**
 * Runs queries side by side, identical ones once. If there is a mutation, all run one after the other, in
 * the order of the items: each may read or change what the one before it has changed.
 */
export async function runUserQueries<Q extends ItemQuery>(
	client: SonarClient,
	queries: readonly Q[],
	pool: Pool,
): Promise<Outcomes<Q, UserAnswer>> {
	const isChanging = queries.some(({ document }) => document.isMutation);
	const groups = isChanging ? queries.map((query) => [query]) : groupByKey(queries, toKey);
	const outcomes: Outcomes<Q, UserAnswer> = await runRequests<Q[], Q, UserAnswer>(
		groups,
		isChanging ? { ...pool, parallelRequests: 1 } : pool,
		{
			inputsOf: (group) => group,
			unknownOutcome: isChanging ? UNKNOWN_OUTCOME : undefined,
			run: async (group) => {
				const result = client.hideToken(await runOne(client, group[0]!));
				return new Map(group.map((query, index) => [query, index === 0 ? result : copy(result)]));
			},
		},
	);
	return outcomes;
}

async function runOne(client: SonarClient, query: ItemQuery): Promise<Result<UserAnswer>> {
	const { isMutation } = query.document;
	const result = isMutation
		? await sendMutation(client, query, ` [item ${query.itemIndex}]`)
		: await attempt(async () => await fetchAnswer(client, query));
	if (result.status === 'failed') return result;
	const errors = client.withoutToken(result.value.errors);
	return { ...result, value: { ...result.value, errors } };
}

function toKey({ document, variables, limit, keepsPartial }: UserQuery): string {
	return JSON.stringify([document.text, variables, String(limit), keepsPartial]);
}

/** Each item gets data of its own, which later nodes may change. */
function copy(result: Outcome<UserAnswer>): Outcome<UserAnswer> {
	return result.status === 'done' ? { ...result, value: structuredClone(result.value) } : result;
}
