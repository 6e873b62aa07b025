import { parseArgs } from 'node:util';

import { putBuiltNodesOn } from '../builtNodes';
import { Progress } from '../Progress';
import { VirtualTime } from '../VirtualTime';
import { soak, type SoakReport } from './soak';

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			items: { type: 'string', default: '20000' },
			seed: { type: 'string', default: '1' },
		},
	});
	const time = new VirtualTime();
	await putBuiltNodesOn(time);
	const progress = new Progress();
	const items = Number(values.items);
	const report = await soak(
		{
			items,
			itemsPerExecution: 500,
			faultShare: 0.05,
			seed: Number(values.seed),
			onProgress: (job, done) => progress.tell(`${job}: ${done} of ${items}`),
			onDone: (job, account) => console.table({ [job]: account }),
		},
		time,
	);
	print(report, progress.seconds);
	if (isBad(report)) process.exitCode = 1;
}

function print({ requests, before, after }: SoakReport, seconds: number): void {
	const mebibytes = (bytes: number) => Number((bytes / 2 ** 20).toFixed(1));
	console.table({ ...requests, seconds });
	console.table({
		'heap in MiB': { before: mebibytes(before.heapInBytes), after: mebibytes(after.heapInBytes) },
		descriptors: { before: before.descriptors, after: after.descriptors },
	});
}

function isBad({ accounts, before, after }: SoakReport): boolean {
	const hasLost = Object.values(accounts).some(({ lost }) => lost > 0);
	const grown = after.heapInBytes / before.heapInBytes > 1.25;
	const leaks = (after.descriptors ?? 0) > (before.descriptors ?? 0);
	return hasLost || grown || leaks;
}

void main();
