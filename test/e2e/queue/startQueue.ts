import type { Installation } from '../harness/installations';
import type { PackageUnderTest } from '../harness/packageUnderTest';
import { startN8n, startN8nProcess, type N8n, type N8nProcess } from '../harness/startN8n';
import { until } from '../harness/wait';
import { startPostgres, type Service } from '../services/postgres';
import { startRedis } from '../services/redis';

export interface Queue {
	main: N8n;
	workers: N8nProcess[];
	stop: () => Promise<void>;
}

/** How many executions a worker has in hand at once. */
export const EXECUTIONS_PER_WORKER = 2;

const ENVIRONMENT = {
	EXECUTIONS_MODE: 'queue',
	N8N_DEFAULT_BINARY_DATA_MODE: 'database',
	// Sooner than by default (60 s and 30 s), n8n takes a worker that is silent for dead.
	QUEUE_WORKER_LOCK_DURATION: '10000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '2000',
	QUEUE_WORKER_STALLED_INTERVAL: '5000',
};

/** Starts the setup of larger users: PostgreSQL, Redis, a main process and two workers. */
export async function startQueue(
	installation: Installation,
	packageUnderTest: PackageUnderTest,
): Promise<Queue> {
	const started: Array<{ stop: () => Promise<void> }> = [];
	// Workers and main before the services that they use.
	const stop = async () => {
		for (const part of [...started].reverse()) await part.stop();
	};
	const start = async <T extends Service | N8nProcess>(starting: Promise<T>): Promise<T> => {
		const part = await starting;
		started.push(part);
		return part;
	};
	try {
		const postgres = await start(startPostgres());
		const redis = await start(startRedis());
		const options = {
			installation,
			packageUnderTest,
			env: { ...ENVIRONMENT, ...postgres.env, ...redis.env },
		};
		const main = await start(startN8n(options));
		const worker = { ...options, args: ['worker', `--concurrency=${EXECUTIONS_PER_WORKER}`] };
		const workers = [await start(startN8nProcess(worker)), await start(startN8nProcess(worker))];
		for (const { output } of workers)
			await until('the worker to be ready', () => output().includes('n8n worker is now ready'));
		return { main, workers, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}
