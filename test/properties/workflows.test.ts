import fc, { type RunDetails } from 'fast-check';

import { Kit } from '../nodes/kit';
import { useTime } from '../nodes/useTime';
import { Progress } from '../Progress';
import { VirtualTime } from '../VirtualTime';
import { checkWorkflow } from './checkWorkflow';
import { readSettings } from './settings';
import { TokenWatch } from './tokenWatch';
import type { Workflow } from './steps';
import { workflows } from './workflow';

const { seed, runs, path, choices } = readSettings();

/** In milliseconds, including the time to shrink a failure. */
const LONGEST = 120_000 + runs * 2000;

const time = new VirtualTime();
let kit: Kit;
beforeAll(async () => (kit = await Kit.start({}, time)));
afterAll(async () => await kit.stop());

describe('random workflows', () => {
	it.each(choices)(
		'keep to the books under $title',
		async ({ characters, flags }) => {
			useTime(time);
			const watch = new TokenWatch();
			const progress = new Progress();
			let started = 0;
			await fc.assert(
				fc.asyncProperty(workflows(characters), async (workflow) => {
					started += 1;
					// A failure is shrunk by further workflows.
					progress.tell(`Seed ${seed}: ${started} workflows of ${runs}`);
					await checkWorkflow(kit, watch, workflow);
				}),
				{
					seed,
					numRuns: runs,
					path,
					endOnFailure: path !== undefined,
					asyncReporter: async (details) => report(details, flags),
				},
			);
		},
		LONGEST,
	);
});

/** fast-check's report, with the command that runs the failed workflow again. */
function report(details: RunDetails<[Workflow]>, flags: string): void {
	if (!details.failed) return;
	const again = `npm run test:characters -- --seed ${details.seed} --path ${details.counterexamplePath}${flags}`;
	throw new Error(`${fc.defaultReportMessage(details)}\nRun it again: ${again}`, {
		cause: details.errorInstance,
	});
}
