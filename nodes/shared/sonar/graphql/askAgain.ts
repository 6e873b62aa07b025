import type { SonarClient } from '../http/SonarClient';
import type { Outcome } from '../outcome';
import type { FailureCode } from '../SonarError';

/**
 * In milliseconds. Sonar keeps its lists in an index, which may lag behind changes of the last seconds.
 * How far is not documented.
 */
export const PAUSES = [1000, 2000, 4000];

const ABSENT: ReadonlySet<FailureCode> = new Set(['missing', 'noContact', 'unknownSender']);

/** Whether Sonar knows nothing of what was asked for. It may know a moment later. */
export function isAbsent(outcome: Outcome<unknown>): boolean {
	return outcome.status === 'failed' && ABSENT.has(outcome.error.code);
}

/**
 * Asks for things, and for some seconds again for those that are open, all of them together.
 *
 * @param isOpen by default, whether Sonar does not know a thing
 */
export async function askAgain<Thing, O extends Outcome<unknown>>(
	client: SonarClient,
	things: readonly Thing[],
	ask: (things: readonly Thing[]) => Promise<Map<Thing, O>>,
	isOpen: (outcome: O, thing: Thing) => boolean = isAbsent,
): Promise<Map<Thing, O>> {
	const outcomes = await ask(things);
	for (const milliseconds of PAUSES) {
		const open = things.filter((thing) => isOpen(outcomes.get(thing)!, thing));
		if (open.length === 0) break;
		await client.pause(milliseconds);
		for (const [thing, outcome] of await ask(open)) outcomes.set(thing, outcome);
	}
	return outcomes;
}
