import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { INodeExecutionData } from 'n8n-workflow';

import { makeItems } from './items';
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
}

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

export type TaskResult = Stored | Cost | { error: string };

async function inProcess(task: Task): Promise<TaskResult> {
	const child = fork(join(__dirname, 'jobRunner.ts'), {
		execArgv: ['--expose-gc', '--import', 'tsx'],
	});
	child.send(task);
	const exited = once(child, 'exit');
	// The channel closes behind the last message, and also if the process has crashed.
	const [result] = (await Promise.race([once(child, 'message'), once(child, 'disconnect')])) as [
		TaskResult?,
	];
	await exited;
	if (!result) throw new Error(`${task.job.name}: its process crashed.`);
	if ('error' in result) throw new Error(`${task.job.name}: ${result.error}`);
	return result;
}

/**
 * Runs one workflow on n8n's engine in a fresh process and measures it. Another process stores the
 * files that come in, so that the memory which that takes counts neither as idle nor as ours.
 */
export async function runJob(job: Job): Promise<Cost> {
	return await inUserFolder(async (userFolder) => {
		// Items without files need no process of their own.
		const stored = job.fileBytes ? ((await inProcess({ job, userFolder })) as Stored) : undefined;
		return (await inProcess({
			job,
			userFolder,
			input: stored?.input ?? makeItems(job.items),
		})) as Cost;
	});
}

/** The wall time in which n8n stores a file, in milliseconds. */
export async function timeStoring(
	credential: Job['credential'],
	fileBytes: number,
): Promise<number> {
	const job: Job = { name: 'upload', credential, items: 1, fileBytes };
	return await inUserFolder(
		async (userFolder) => ((await inProcess({ job, userFolder })) as Stored).milliseconds,
	);
}

async function inUserFolder<T>(use: (userFolder: string) => Promise<T>): Promise<T> {
	const userFolder = await mkdtemp(join(tmpdir(), 'sonar-bench-'));
	try {
		return await use(userFolder);
	} finally {
		await rm(userFolder, { recursive: true, force: true });
	}
}
