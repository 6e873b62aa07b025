import { inputs, runOn } from '../test/hostile/inputs';
import { Kit } from '../test/nodes/kit';
import type { Block } from './hostile';
import { longestBlock } from './longestBlock';

/** The process that `blocks` starts: n8n's engine, the nodes and a Sonar server. */
async function main(): Promise<void> {
	const kit = await Kit.start();
	try {
		const kinds = Object.entries(inputs);
		for (const [index, [kind, input]] of kinds.entries()) {
			// The first run includes the time to load and compile the code.
			await runOn(kit, input);
			const milliseconds = await longestBlock(async () => await runOn(kit, input));
			const block: Block = { kind, milliseconds, count: index + 1, total: kinds.length };
			process.send!(block);
		}
	} finally {
		await kit.stop();
	}
}

void main().finally(() => process.disconnect());
