import { readFileSync } from 'node:fs';

const OF_THIS_THREAD = `/proc/self/task/${process.pid}/schedstat`;

/** How long Linux has run the main thread, in milliseconds: other programs do not count. */
export function processorTime(): number {
	return Number(readFileSync(OF_THIS_THREAD, 'latin1').split(' ')[0]) / 1e6;
}

/** The longest time that the event loop was blocked, in milliseconds of a clock. */
export async function longestBlock(
	work: () => Promise<unknown>,
	now: () => number = () => performance.now(),
): Promise<number> {
	let last = now();
	let longest = 0;
	const note = () => {
		const time = now();
		longest = Math.max(longest, time - last);
		last = time;
	};
	let turn: NodeJS.Immediate;
	const watch = () => {
		note();
		turn = setImmediate(watch);
	};
	watch();
	await work();
	note();
	clearImmediate(turn!);
	return longest;
}
