import type { Installation } from '../harness/installations';
import type { PackageUnderTest } from '../harness/packageUnderTest';
import { startN8n, startN8nProcess, type N8n } from '../harness/startN8n';
import { until } from '../harness/wait';
import { startPostgres } from '../services/postgres';
import { startRedis } from '../services/redis';

/** An n8n of one process or several. */
export interface Launched {
	/** The main process. */
	n8n: N8n;
	/** Of the process that takes requests to a path. */
	portFor: (path: string) => number;
	stop: () => Promise<void>;
}

/** Starts an n8n with more settings; in a user folder that stays. */
export type Launch = (env: Record<string, string>, userFolder: string) => Promise<Launched>;

/** One process, which keeps what it stores in the user folder. */
export function singleProcess(
	installation: Installation,
	packageUnderTest: PackageUnderTest,
): Launch {
	return async (env, userFolder) => {
		const n8n = await startN8n({ installation, packageUnderTest, userFolder, env });
		return { n8n, portFor: () => n8n.port, stop: n8n.stop };
	};
}

/** Queue mode: a main process that takes no calls, a process that takes them, and a worker. */
export function webhookProcess(
	installation: Installation,
	packageUnderTest: PackageUnderTest,
): Launch {
	return async (settings) => {
		const started: Array<{ stop: () => Promise<void> }> = [];
		const start = async <T extends { stop: () => Promise<void> }>(starting: Promise<T>) => {
			const part = await starting;
			started.unshift(part);
			return part;
		};
		const stop = async () => {
			for (const part of started) await part.stop();
		};
		try {
			const postgres = await start(startPostgres());
			const redis = await start(startRedis());
			const env = {
				...settings,
				...postgres.env,
				...redis.env,
				EXECUTIONS_MODE: 'queue',
				N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
			};
			const options = { installation, packageUnderTest, env };
			const n8n = await start(startN8n(options));
			const webhooks = await start(startN8nProcess({ ...options, args: ['webhook'] }));
			const worker = await start(startN8nProcess({ ...options, args: ['worker'] }));
			await until('the process for webhooks', () =>
				webhooks.output().includes('Webhook listener waiting for requests'),
			);
			await until('the worker', () => worker.output().includes('n8n worker is now ready'));
			const portFor = (path: string) => (path.startsWith('/webhook/') ? webhooks.port : n8n.port);
			return { n8n, portFor, stop };
		} catch (error) {
			await stop();
			throw error;
		}
	};
}
