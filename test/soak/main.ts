import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { hastened, type Time } from '../nodes/scaledTime';
import { soak } from './soak';

/** The engine runs the built nodes, so theirs is the time that is to go faster. */
const NODES = resolve(__dirname, '../../dist/nodes/shared');

async function hasten(): Promise<void> {
	const { clock } = (await import(`${NODES}/sonar/http/clock.js`)) as { clock: Pick<Time, 'now'> };
	const { timer } = (await import(`${NODES}/items/host.js`)) as { timer: Pick<Time, 'sleep'> };
	const { now, sleep } = hastened({ ...clock, ...timer });
	Object.assign(clock, { now });
	Object.assign(timer, { sleep });
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
	const { before, after, files, tickets, requests } = report;
	const mebibytes = (bytes: number) => Number((bytes / 2 ** 20).toFixed(1));
	console.table({ files, tickets });
	console.table({ ...requests, seconds: Math.round((Date.now() - started) / 1000) });
	console.table({
		'heap in MiB': { before: mebibytes(before.heapInBytes), after: mebibytes(after.heapInBytes) },
		descriptors: { before: before.descriptors, after: after.descriptors },
	});
	const grown = after.heapInBytes / before.heapInBytes > 1.25;
	const leaks = (after.descriptors ?? 0) > (before.descriptors ?? 0);
	if (files.lost + tickets.lost > 0 || grown || leaks) process.exitCode = 1;
}

void main();
