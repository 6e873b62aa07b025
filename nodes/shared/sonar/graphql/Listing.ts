import { planRequests } from '../batch/planning';
import type { SonarClient } from '../http/SonarClient';
import { attempt, failed, type Result } from '../outcome';
import type { SonarError } from '../SonarError';
import type { RootField } from './rootField';
import { runFields } from './runFields';

/** A root field that a listing asks for, with a reader of the answer. */
export interface Step {
	field: RootField<unknown>;
	/** @throws SonarError if the list cannot go on */
	take: (value: unknown) => void;
	/** Whether the listing can ask in another way after Sonar refused the field. */
	adapt: (error: SonarError) => boolean;
}

/** Something that is read from Sonar round by round until it is whole, such as the pages of a list. */
export interface Listing<T> {
	/** The steps to take now. Empty at the end. */
	nextSteps(): Step[];
	/** The result, once there is nothing more to ask for. */
	build(): T;
}

/** Makes a step whose answer keeps its type on the way. */
export function buildStep<V>(
	field: RootField<V>,
	take: (value: V) => void,
	adapt: (error: SonarError) => boolean,
): Step {
	return { field, take: (value) => take(value as V), adapt };
}

/**
 * Brings listings to their ends, several steps in one request.
 *
 * @param perRequest how many root fields share a request
 */
export async function runListings<T>(
	client: SonarClient,
	listings: ReadonlyArray<Listing<T>>,
	perRequest: number,
): Promise<Map<Listing<T>, Result<T>>> {
	const results = new Map<Listing<T>, Result<T>>();
	for (let open = [...listings]; open.length > 0; open = open.filter((one) => !results.has(one))) {
		const steps = open.flatMap((listing) =>
			listing.nextSteps().map((step) => ({ listing, ...step })),
		);
		const asked = new Set(steps.map(({ listing }) => listing));
		for (const listing of open) {
			if (!asked.has(listing)) results.set(listing, await attempt(() => listing.build()));
		}
		for (const group of planRequests(steps, () => ({ perRequest }))) {
			const fields = group.map(({ field }) => field);
			const answers = await runFields(client, { operation: 'query', fields });
			for (const { listing, field, take, adapt } of group) {
				const answer = answers.get(field)!;
				const taken = answer.status === 'done' ? await attempt(() => take(answer.value)) : answer;
				if (taken.status === 'done' || adapt(taken.error)) continue;
				results.set(listing, failed(taken.error));
			}
		}
	}
	return results;
}
