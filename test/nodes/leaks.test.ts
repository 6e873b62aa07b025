import { getEventListeners } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { queryObjects } from 'node:v8';

import { pause } from '../../nodes/shared/sonar/http/clock';
import { useKit } from './useKit';

const kit = useKit();

/** What the process holds, once it has let go of all that it can. */
async function countSignals(): Promise<number> {
	for (let turns = 0; turns < 5; turns += 1) await turn();
	return queryObjects(AbortSignal, { format: 'count' });
}

async function downloadAll(id: string, times: number) {
	return await kit.run({
		type: 'sonarDownloadFile',
		parameters: { fileId: id },
		input: Array.from({ length: times }, () => ({ json: {} })),
	});
}

describe('The process holds what it held before', () => {
	it('after hundreds of requests', async () => {
		const id = await kit.sonar.addFile({ filename: 'a.txt', content: 'a' });
		await downloadAll(id, 1);
		const before = await countSignals();
		const { items } = await downloadAll(id, 300);
		expect(items).toHaveLength(300);
		// One timer may be set for all, and the next of them may be, too.
		expect((await countSignals()) - before).toBeLessThan(5);
	});

	it('after a thousand pauses, though the execution goes on', async () => {
		const { signal } = new AbortController();
		const waiter = { sleep: async () => await Promise.resolve(), cancel: signal };
		await pause(1, waiter);
		const before = await countSignals();
		for (let pauses = 0; pauses < 1000; pauses += 1) await pause(0.001, waiter);
		expect((await countSignals()) - before).toBeLessThan(5);
		expect(getEventListeners(signal, 'abort')).toEqual([]);
	});
});
