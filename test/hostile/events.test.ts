import fc from 'fast-check';

import { useEventTriggers } from '../nodes/SonarEventTrigger/eventTriggers';
import { mutateAnswers, mutations, type Mutation } from './mutation';
import { RAW } from './raw';
import { readSettings } from './settings';

const triggers = useEventTriggers();
const { kit, door } = triggers;
const { seed, runs, path } = readSettings();

const SECRET = /[0-9a-f]{64}/i;

/** Activates a workflow while answers are mutated, then again while they are not, and deactivates it. */
async function check(list: Mutation[]): Promise<void> {
	await kit.renewSonar();
	door.clear();
	const trigger = triggers.build();
	mutateAnswers(kit.sonar, list);
	const error = await trigger.activate().catch((thrown: Error) => thrown);
	const { message = '', description = '' } = (error ?? {}) as Error & { description?: string };
	const words = `${message} ${description}`;
	expect(RAW.test(words) ? words : '').toBe('');
	expect(SECRET.test(words)).toBe(false);
	kit.sonar.answerAsUsual();
	await trigger.activate();
	expect(triggers.endpoints).toHaveLength(1);
	mutateAnswers(kit.sonar, list);
	// A failed deletion does not keep the workflow active.
	await trigger.deactivate();
	kit.sonar.answerAsUsual();
	await trigger.activate();
	expect(triggers.endpoints).toHaveLength(1);
	await trigger.deactivate();
	expect(triggers.endpoints).toEqual([]);
}

describe('Answers that Sonar never gives', () => {
	it(
		'leave Sonar Event Trigger with one endpoint, and with none when it is off',
		async () => {
			const lists = fc.array(mutations, { minLength: 1, maxLength: 3 });
			await fc.assert(fc.asyncProperty(lists, check), {
				seed,
				numRuns: runs,
				path,
				endOnFailure: path !== undefined,
			});
		},
		60_000 + runs * 3000,
	);
});
