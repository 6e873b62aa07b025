import { pLimit } from '../../vendor/pLimit';
import { attempt, failed, SKIPPED, type Outcomes } from '../outcome';
import type { SonarError } from '../SonarError';

/** How many requests run side by side, and until when. */
export interface Pool {
	/** Most requests under way at once. */
	parallelRequests: number;
	/** Whether to start no further request once something has failed. */
	stopOnFailure: boolean;
}

export interface PoolTask<Request, Input, T> {
	inputsOf(request: Request): readonly Input[];
	/** The open question if `run` throws in the middle. Undefined for queries. */
	unknownOutcome: string | undefined;
	/** Carries out one request. An input without an outcome was not tried. */
	run(request: Request): Promise<Outcomes<Input, T>>;
}

/**
 * Runs requests side by side and returns the outcome of every input. It never throws: if a request
 * throws, its own inputs fail. A failure that ends the run, such as a dead token, fails the remaining
 * requests unsent.
 */
export async function runRequests<Request, Input, T>(
	requests: readonly Request[],
	{ parallelRequests, stopOnFailure }: Pool,
	task: PoolTask<Request, Input, T>,
): Promise<Outcomes<Input, T>> {
	const all = requests.flatMap((request) => task.inputsOf(request));
	const outcomes: Outcomes<Input, T> = new Map(all.map((input) => [input, SKIPPED]));
	const limit = pLimit(parallelRequests);
	let hasFailed = false;
	let fatal: SonarError | undefined;
	const runOne = async (request: Request) => {
		if (hasFailed && stopOnFailure) return;
		const inputs = task.inputsOf(request);
		if (fatal) {
			for (const input of inputs) outcomes.set(input, failed(fatal));
			return;
		}
		const result = await attempt(() => task.run(request), task.unknownOutcome);
		for (const input of inputs) {
			const outcome =
				result.status === 'done' ? (result.value.get(input) ?? SKIPPED) : failed(result.error);
			outcomes.set(input, outcome);
			if (outcome.status !== 'failed') continue;
			hasFailed = true;
			if (outcome.error.traits.endsRun) fatal = outcome.error;
		}
	};
	await Promise.all(requests.map(async (request) => await limit(runOne, request)));
	return outcomes;
}
