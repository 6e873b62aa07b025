import { PAUSES } from '../graphql/askAgain';
import type { SonarClient } from '../http/SonarClient';
import { attempt } from '../outcome';

/**
 * Looks for what became of a mutation, during some seconds: Sonar's lists may lag, and a look may fail
 * as the mutation did.
 *
 * @param look nothing for as long as it is not seen
 */
export async function lookAgain<T>(
	client: SonarClient,
	look: () => Promise<T | undefined>,
): Promise<T | undefined> {
	for (const milliseconds of [0, ...PAUSES]) {
		await client.pause(milliseconds);
		const result = await attempt(look);
		if (result.status === 'done' && result.value !== undefined) return result.value;
	}
	return undefined;
}
