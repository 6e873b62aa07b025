import { attempt, failed, SKIPPED, type Effect, type Outcome, type Outcomes } from '../outcome';

/** Adds the effects of the step before. */
function withEarlier<T>(earlier: readonly Effect[], outcome: Outcome<T> = SKIPPED): Outcome<T> {
	if (outcome.status === 'skipped' || earlier.length === 0) return outcome;
	return { ...outcome, effects: [...earlier, ...outcome.effects] };
}

/**
 * Runs the next step for every input whose last step succeeded. Failed inputs keep their failure; with
 * `stopOnFailure`, one failure skips the step for all.
 */
export async function runNextStep<Input, Value, T>(
	last: Outcomes<Input, Value>,
	stopOnFailure: boolean,
	execute: (values: Value[]) => Promise<Outcomes<Value, T>>,
): Promise<Outcomes<Input, T>> {
	const all = [...last.values()];
	const values = all.flatMap((outcome) => (outcome.status === 'done' ? [outcome.value] : []));
	const isRun = !stopOnFailure || !all.some(({ status }) => status === 'failed');
	const result = await attempt(async () =>
		isRun && values.length > 0 ? await execute(values) : new Map<Value, Outcome<T>>(),
	);
	return new Map(
		[...last].map(([input, outcome]): [Input, Outcome<T>] => {
			if (outcome.status !== 'done') return [input, outcome];
			if (result.status === 'failed') return [input, failed(result.error, outcome.effects)];
			return [input, withEarlier(outcome.effects, result.value.get(outcome.value))];
		}),
	);
}
