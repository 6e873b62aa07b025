import type { SonarClient } from '../http/SonarClient';
import { attempt, valueIfDone, type Outcome } from '../outcome';
import type { FailureCode } from '../SonarError';

/**
 * In milliseconds. Sonar serves its lists from an index that lags behind recent changes. How far is not
 * documented.
 */
const PAUSES = [1000, 2000, 4000];

/** Looks once, and again for some seconds until the result is settled. Gives the last result. */
export async function lookUntil<T>(
	client: SonarClient,
	look: () => Promise<T>,
	isSettled: (seen: T) => boolean,
): Promise<T> {
	let seen = await look();
	for (const milliseconds of PAUSES) {
		if (isSettled(seen)) break;
		await client.pause(milliseconds);
		seen = await look();
	}
	return seen;
}

/** Looks for something for some seconds, even if a look fails. Gives undefined if it never shows up. */
export async function lookFor<T>(
	client: SonarClient,
	look: () => Promise<T | undefined>,
): Promise<T | undefined> {
	const last = await lookUntil(
		client,
		async () => await attempt(look),
		(result) => result.status === 'done' && result.value !== undefined,
	);
	return valueIfDone(last);
}

const ABSENT: ReadonlySet<FailureCode> = new Set(['missing', 'noContact', 'unknownSender']);

/** Whether Sonar does not know what was asked for. It may know a moment later. */
export function isAbsent(outcome: Outcome<unknown>): boolean {
	return outcome.status === 'failed' && ABSENT.has(outcome.error.code);
}

/**
 * Asks for all inputs at once, and for some seconds again for those still pending.
 *
 * @param isPending by default, if Sonar does not know the input
 */
export async function askAgain<Input, O extends Outcome<unknown>>(
	client: SonarClient,
	inputs: readonly Input[],
	ask: (inputs: readonly Input[]) => Promise<Map<Input, O>>,
	isPending: (outcome: O, input: Input) => boolean = isAbsent,
): Promise<Map<Input, O>> {
	const outcomes = new Map<Input, O>();
	let pending = inputs;
	const look = async () => {
		for (const [input, outcome] of await ask(pending)) outcomes.set(input, outcome);
		pending = inputs.filter((input) => isPending(outcomes.get(input)!, input));
	};
	await lookUntil(client, look, () => pending.length === 0);
	return outcomes;
}
