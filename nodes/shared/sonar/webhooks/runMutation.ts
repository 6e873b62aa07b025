import type { RootField } from '../graphql/rootField';
import { runFields } from '../graphql/runFields';
import type { SonarClient } from '../http/SonarClient';
import type { Result } from '../outcome';

/** Runs one mutation and gives what became of it. */
export async function runMutation<T>(
	client: SonarClient,
	field: RootField<T>,
	unknownOutcome: string,
): Promise<Result<T>> {
	const results = await runFields(client, {
		operation: 'mutation',
		fields: [field],
		unknownOutcome,
	});
	return results.get(field)!;
}
