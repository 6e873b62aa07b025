import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { INodeExecutionData } from 'n8n-workflow';

import type { Job } from './jobs';

/** The costs of a job in the process of n8n's engine. */
export interface Cost {
	/** Wall time of the workflow alone. */
	milliseconds: number;
	cpuMilliseconds: number;
	/** Peak resident memory above that of the idle engine, in bytes. */
	peakBytes: number;
	/** Open file descriptors after it, minus the ones before. */
	descriptors: number;
	items: number;
	/** Wall time for storing the input files, before the workflow and in another process. */
	storingMilliseconds: number;
}

/** What the process that runs the workflow measures. */
export type RunCost = Omit<Cost, 'storingMilliseconds'>;

interface Stored {
	input: INodeExecutionData[];
	milliseconds: number;
}

/** The task of the process. One process stores the items of a job, and another runs them. */
export interface Task {
	job: Job;
	/** n8n's, with the stored files. */
	userFolder: string;
	input?: INodeExecutionData[];
}

export type TaskResult = Stored | RunCost | { error: string };

async function inProcess(task: Task): Promise<TaskResult> {
	const child = fork(join(__dirname, 'jobRunner.ts'), {
		execArgv: ['--expose-gc', '--import', 'tsx'],
	});
	child.send(task);
	const [result] = (await once(child, 'message')) as [TaskResult];
	await once(child, 'exit');
	if ('error' in result) throw new Error(`${task.job.name}: ${result.error}`);
	return result;
}

/**
 * Runs one workflow on n8n's engine in a fresh process and measures it. Another process stores the
 * files that come in, so that the memory which that takes counts neither as idle nor as ours.
 */
export async function runJob(job: Job): Promise<Cost> {
	const userFolder = await mkdtemp(join(tmpdir(), 'sonar-bench-'));
	try {
		const { input, milliseconds } = (await inProcess({ job, userFolder })) as Stored;
		const cost = (await inProcess({ job, userFolder, input })) as RunCost;
		return { ...cost, storingMilliseconds: milliseconds };
	} finally {
		await rm(userFolder, { recursive: true, force: true });
	}
}
