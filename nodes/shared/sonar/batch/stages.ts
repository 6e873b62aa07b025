import { done, type Outcome, type Outcomes } from '../outcome';
import { runNextStep } from './nextStep';

/** Takes all inputs that are still in the run to their outcomes. */
export type Stage<In, Out> = (inputs: In[]) => Promise<Outcomes<In, Out>>;

/**
 * Runs stages one after the other, each with what came through the one before. A failed input keeps its
 * failure; with `stopOnFailure`, one failure skips all further stages.
 */
export async function runStages<A, B, C, D = C>(
	inputs: readonly A[],
	stages: readonly [Stage<A, B>, Stage<B, C>, Stage<C, D>?],
	stopOnFailure: boolean,
): Promise<Outcomes<A, D>> {
	let outcomes: Outcomes<A, unknown> = new Map(
		inputs.map((input): [A, Outcome<unknown>] => [input, done(input)]),
	);
	// The types of neighbors fit, which the type of the list says and a loop cannot.
	for (const stage of stages as ReadonlyArray<Stage<unknown, unknown>>) {
		outcomes = await runNextStep(outcomes, stopOnFailure, stage);
	}
	return outcomes as Outcomes<A, D>;
}
