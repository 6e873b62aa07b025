import fc from 'fast-check';

import { chain } from '../engine';
import { useKit } from '../nodes/useKit';
import { countsDescriptors, openDescriptors } from '../openDescriptors';
import { prepare, scenarios } from './scenarios';
import { readSettings } from './settings';

const kit = useKit();
const { seed, runs, path } = readSettings();

/** In milliseconds of the nodes' clock: a run that takes longer after a stop ignores it. */
const LONGEST_END = 2000;

interface Stop {
	name: string;
	/** In turns of the event loop since the node began. */
	after: number;
	retryOnFail: boolean;
	/** Whether Sonar answers slowly. */
	isSlow: boolean;
}

const stops = fc.record({
	name: fc.constantFrom(...Object.keys(scenarios)),
	after: fc.nat({ max: 200 }),
	retryOnFail: fc.boolean(),
	isSlow: fc.boolean(),
});

/** How long a run continues after it was stopped, in milliseconds. */
async function stop({ name, after, retryOnFail, isSlow }: Stop): Promise<number> {
	await kit.renewSonar({ latencyInMilliseconds: isSlow ? 30 : 0 });
	await prepare(kit);
	const { type, parameters, input } = scenarios[name]!;
	let stopped = kit.time.now();
	await kit.engine.run({
		workflow: chain([
			{
				name: 'Node',
				type: `n8n-nodes-sonar-software.${type}`,
				parameters,
				credentials: ['sonarApi'],
				retryOnFail,
				waitBetweenTries: 1,
			},
		]),
		credentials: { sonarApi: kit.credential },
		input: await input(kit),
		abortAfter: (cancel) => {
			let turns = 0;
			const turn = () => {
				turns += 1;
				if (turns <= after) return void setImmediate(turn);
				stopped = kit.time.now();
				cancel();
			};
			turn();
		},
	});
	return kit.time.now() - stopped;
}

describe('An execution that a user stops', () => {
	it(
		'ends at whatever moment, and leaves no socket and no file open',
		async () => {
			await stop({ name: 'upload', after: 1000, retryOnFail: false, isSlow: false });
			const before = await openDescriptors();
			await fc.assert(
				fc.asyncProperty(stops, async (one) => {
					expect(await stop(one)).toBeLessThan(LONGEST_END);
				}),
				{ seed, numRuns: runs * 3, path, endOnFailure: path !== undefined },
			);
			// Timers of runs that ended before they were stopped.
			await new Promise((resolve) => setTimeout(resolve, 100));
			if (countsDescriptors) expect((await openDescriptors())!).toBeLessThanOrEqual(before! + 2);
		},
		60_000 + runs * 2000,
	);
});
