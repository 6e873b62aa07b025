import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import type { Job } from './jobs';

/** What a job cost the process that n8n's engine ran it in. */
export interface Cost {
	/** Wall time of the workflow alone, in milliseconds. */
	milliseconds: number;
	cpuMilliseconds: number;
	/** The highest resident memory over that of the idle engine, in bytes. */
	peakBytes: number;
	/** Open file descriptors after it, over those before. */
	descriptors: number;
	items: number;
}

export type JobResult = Cost | { error: string };

/** Runs one workflow on n8n's engine in a fresh process and measures it. */
export async function runJob(job: Job): Promise<Cost> {
	const child = fork(join(__dirname, 'jobRunner.ts'), [JSON.stringify(job)], {
		execArgv: ['--expose-gc', '--import', 'tsx'],
	});
	const [result] = (await once(child, 'message')) as [JobResult];
	await once(child, 'exit');
	if ('error' in result) throw new Error(`${job.name}: ${result.error}`);
	return result;
}
