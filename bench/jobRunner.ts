import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

import { startEngine } from '../test/engine';
import type { Task, TaskResult } from './jobProcess';
import { inputOf, workflowOf } from './jobs';

/** Linux keeps the peak of a process's resident memory, and forgets it when told to. */
function resetPeak(): void {
	writeFileSync('/proc/self/clear_refs', '5');
}

function peak(): number {
	return Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))![1]) * 1024;
}

function openDescriptors(): number {
	return readdirSync('/proc/self/fd').length;
}

/** The process that `runJob` starts. */
async function perform({ job, userFolder, input }: Task): Promise<TaskResult> {
	const engine = await startEngine({ userFolder, packageFolder: job.packageFolder });
	try {
		if (!input) {
			const started = performance.now();
			return { input: await inputOf(engine, job), milliseconds: performance.now() - started };
		}
		// The engine loads some modules only once. A run beforehand loads them, so that they do not count.
		await engine.run({ ...workflowOf(job), input: [] });
		global.gc!();
		resetPeak();
		const idle = process.memoryUsage.rss();
		const descriptors = openDescriptors();
		const cpu = process.cpuUsage();
		const started = performance.now();
		const { error, output } = await engine.run({ ...workflowOf(job), input });
		const milliseconds = performance.now() - started;
		const { user, system } = process.cpuUsage(cpu);
		if (error) return { error: error.message };
		return {
			milliseconds,
			cpuMilliseconds: (user + system) / 1000,
			peakBytes: peak() - idle,
			descriptors: openDescriptors() - descriptors,
			items: output('Last').length,
		};
	} finally {
		await engine.close();
	}
}

process.once('message', (task: Task) => {
	void perform(task).then((result) => process.send!(result, () => process.exit()));
});
