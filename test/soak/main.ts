import { parseArgs } from 'node:util';

import { putBuiltNodesOn } from '../builtNodes';
import { VirtualTime } from '../VirtualTime';
import { soak } from './soak';

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			items: { type: 'string', default: '20000' },
			seed: { type: 'string', default: '1' },
		},
	});
	const time = new VirtualTime();
	await putBuiltNodesOn(time);
	const started = Date.now();
	const options = {
		items: Number(values.items),
		itemsPerExecution: 500,
		faultShare: 0.05,
		seed: Number(values.seed),
	};
	const report = await soak(options, time);
	const { before, after, files, tickets, emails, requests } = report;
	const mebibytes = (bytes: number) => Number((bytes / 2 ** 20).toFixed(1));
	console.table({ files, tickets, emails });
	console.table({ ...requests, seconds: Math.round((Date.now() - started) / 1000) });
	console.table({
		'heap in MiB': { before: mebibytes(before.heapInBytes), after: mebibytes(after.heapInBytes) },
		descriptors: { before: before.descriptors, after: after.descriptors },
	});
	const grown = after.heapInBytes / before.heapInBytes > 1.25;
	const leaks = (after.descriptors ?? 0) > (before.descriptors ?? 0);
	if (files.lost + tickets.lost + emails.lost > 0 || grown || leaks) process.exitCode = 1;
}

void main();
