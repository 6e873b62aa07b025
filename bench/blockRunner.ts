import { inputs, runOn } from '../test/hostile/inputs';
import { Kit } from '../test/nodes/kit';
import { longestBlock } from './longestBlock';

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
