import { inputs, runOn } from '../test/hostile/inputs';
import { Kit } from '../test/nodes/kit';

/** The longest time that the event loop was blocked, in milliseconds. */
async function longestBlock(work: () => Promise<unknown>): Promise<number> {
	let last = performance.now();
	let longest = 0;
	const note = () => {
		const now = performance.now();
		longest = Math.max(longest, now - last);
		last = now;
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

/** The process that `blocks` starts: n8n's engine, the nodes and a Sonar server. */
async function main(): Promise<void> {
	const kit = await Kit.start();
	try {
		const blocks: Record<string, number> = {};
		for (const [name, input] of Object.entries(inputs)) {
			// The first run includes the time to load and compile the code.
			await runOn(kit, input);
			blocks[name] = await longestBlock(async () => await runOn(kit, input));
		}
		process.send!(blocks);
	} finally {
		await kit.stop();
	}
}

void main().finally(() => process.disconnect());
