import { getEventListeners } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { queryObjects } from 'node:v8';

import { pause } from '../../../nodes/shared/sonar/http/clock';
import { Kit } from '../kit';

/** What is left over of some work, beside all that was there before. */
export interface Left {
	/** Signals after 300 downloads. */
	requests: number;
	/** Signals after 1,000 pauses of an execution that goes on, and listeners on its own signal. */
	pauses: number;
	listeners: number;
}

/** The signals that the process holds, once it has let go of all others. */
async function countSignals(): Promise<number> {
	for (let turns = 0; turns < 5; turns += 1) await turn();
	return queryObjects(AbortSignal, { format: 'count' });
}

async function afterRequests(): Promise<number> {
	const kit = await Kit.start();
	try {
		const id = await kit.sonar.addFile({ filename: 'a.txt', content: 'a' });
		const download = async (times: number) => {
			const input = Array.from({ length: times }, () => ({ json: {} }));
			const parameters = { fileId: id };
			return await kit.run({ type: 'sonarDownloadFile', parameters, input });
		};
		await download(1);
		const before = await countSignals();
		const { items } = await download(300);
		if (items.length !== 300) throw new Error(`There are ${items.length} items.`);
		return (await countSignals()) - before;
	} finally {
		await kit.stop();
	}
}

async function afterPauses(): Promise<Pick<Left, 'pauses' | 'listeners'>> {
	const { signal } = new AbortController();
	const sleeper = { sleep: async () => await Promise.resolve(), cancel: signal };
	await pause(1, sleeper);
	const before = await countSignals();
	for (let pauses = 0; pauses < 1000; pauses += 1) await pause(0.001, sleeper);
	const listeners = getEventListeners(signal, 'abort').length;
	return { pauses: (await countSignals()) - before, listeners };
}

/** The process that the test starts: another one's heap is full of what other tests hold. */
async function main(): Promise<void> {
	const left: Left = { requests: await afterRequests(), ...(await afterPauses()) };
	process.send!(left);
}

void main().finally(() => process.disconnect());
