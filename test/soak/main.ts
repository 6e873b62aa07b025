import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { hastened, type clock as nodesClock } from '../nodes/scaledTime';
import { soak } from './soak';

/** The engine runs the built nodes, so theirs is the clock that is to go faster. */
const CLOCK = resolve(__dirname, '../../dist/nodes/shared/sonar/clock.js');

async function hasten(): Promise<void> {
	const { clock } = (await import(CLOCK)) as { clock: typeof nodesClock };
	Object.assign(clock, hastened(clock));
}

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			items: { type: 'string', default: '20000' },
			seed: { type: 'string', default: '1' },
		},
	});
	await hasten();
	const started = Date.now();
	const report = await soak({
		items: Number(values.items),
		itemsPerExecution: 500,
		faultShare: 0.05,
		seed: Number(values.seed),
	});
	const { before, after, ...counts } = report;
	const mebibytes = (bytes: number) => Number((bytes / 2 ** 20).toFixed(1));
	console.table({ ...counts, seconds: Math.round((Date.now() - started) / 1000) });
	console.table({
		'heap in MiB': { before: mebibytes(before.heapInBytes), after: mebibytes(after.heapInBytes) },
		descriptors: { before: before.descriptors, after: after.descriptors },
	});
	const grown = after.heapInBytes / before.heapInBytes > 1.25;
	const leaks = (after.descriptors ?? 0) > (before.descriptors ?? 0);
	if (report.lost > 0 || grown || leaks) process.exitCode = 1;
}

void main();
