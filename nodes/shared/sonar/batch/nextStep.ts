import { attempt, failed, SKIPPED, type Effect, type Outcome, type Outcomes } from '../outcome';

/** What a step came to, with what the one before it did. */
function withEarlier<T>(earlier: readonly Effect[], outcome: Outcome<T> = SKIPPED): Outcome<T> {
	if (outcome.status === 'skipped' || earlier.length === 0) return outcome;
	return { ...outcome, effects: [...earlier, ...outcome.effects] };
}

/**
 * Goes on with the outcomes of a step, one thing for each input. A failed input keeps its failure. If a
 * run stops on failures, a single one ends it.
 */
export async function runNextStep<Input, Value, T>(
	made: Outcomes<Input, Value>,
	stopOnFailure: boolean,
	execute: (values: Value[]) => Promise<Outcomes<Value, T>>,
): Promise<Outcomes<Input, T>> {
	const all = [...made.values()];
	const values = all.flatMap((outcome) => (outcome.status === 'done' ? [outcome.value] : []));
	const isRun = !stopOnFailure || !all.some(({ status }) => status === 'failed');
	const result = await attempt(async () =>
		isRun && values.length > 0 ? await execute(values) : new Map<Value, Outcome<T>>(),
	);
	return new Map(
		[...made].map(([input, outcome]): [Input, Outcome<T>] => {
			if (outcome.status !== 'done') return [input, outcome];
			if (result.status === 'failed') return [input, failed(result.error, outcome.effects)];
			return [input, withEarlier(outcome.effects, result.value.get(outcome.value))];
		}),
	);
}
