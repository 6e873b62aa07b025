import { delimiter } from 'node:path';

import { temporaryFolder } from './cleanUp';
import type { Installation } from './installations';
import { N8nApi } from './N8nApi';
import type { PackageUnderTest } from './packageUnderTest';
import { startProcess, type RunningProcess } from './processes';
import { freePorts, until } from './wait';

export interface N8nOptions {
	installation: Installation;
	packageUnderTest: Pick<PackageUnderTest, 'installInto'>;
	/** `start` by default, or `worker` with its arguments. */
	args?: string[];
	/** On top of the variables that every n8n here gets. */
	env?: Record<string, string>;
	/** Gets n8n's log as it is written. */
	onOutput?: (text: string) => void;
	/** Of an n8n that is started again; it stays. By default a new one, which its end removes. */
	userFolder?: string;
}

export interface N8nProcess extends Pick<RunningProcess, 'output' | 'hasEnded' | 'kill' | 'stop'> {
	port: number;
	userFolder: string;
}

export interface N8n extends N8nProcess {
	api: N8nApi;
}

/** Everything of an n8n that is not the default of its user: quiet, local, on ports of its own. */
const ENVIRONMENT = {
	N8N_ENCRYPTION_KEY: 'end-to-end tests of n8n-nodes-sonar-software',
	N8N_LISTEN_ADDRESS: '127.0.0.1',
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_SECURE_COOKIE: 'false',
	N8N_LOG_LEVEL: 'info',
	N8N_LOG_FORMAT: 'json',
	NO_COLOR: '1',
};

/** Starts an n8n and waits until its owner is signed in. */
export async function startN8n(options: N8nOptions): Promise<N8n> {
	const process = await startN8nProcess(options);
	try {
		const api = new N8nApi(`http://127.0.0.1:${process.port}`);
		await until(
			'n8n to be ready',
			async () => {
				if (process.hasEnded()) return true;
				return (await fetch(`${api.url}/healthz/readiness`)).ok;
			},
			{ seconds: 180 },
		);
		if (process.hasEnded()) throw new Error('n8n has ended.');
		await until('n8n to take its owner', async () => {
			await api.enter();
			return true;
		});
		return { ...process, api };
	} catch (error) {
		await process.stop();
		throw new Error(`n8n did not start. Its log:\n${process.output()}`, { cause: error });
	}
}

/** Starts one process of n8n. */
export async function startN8nProcess({
	installation,
	packageUnderTest,
	args = ['start'],
	env,
	onOutput,
	userFolder,
}: N8nOptions): Promise<N8nProcess> {
	const folder = userFolder ? { path: userFolder, remove: () => {} } : temporaryFolder('n8n');
	await packageUnderTest.installInto(folder.path);
	const [port, brokerPort, healthPort] = (await freePorts(3)) as [number, number, number];
	const { PATH, LANG } = process.env;
	const running = startProcess('node', [installation.command, ...args], {
		cwd: folder.path,
		env: {
			LANG,
			PATH: `${installation.nodeFolder}${delimiter}${PATH}`,
			// n8n's user has a home of its own, with its folder .n8n.
			HOME: folder.path,
			// n8n leaves a folder there.
			TMPDIR: folder.path,
			...ENVIRONMENT,
			N8N_PORT: String(port),
			N8N_RUNNERS_BROKER_PORT: String(brokerPort),
			QUEUE_HEALTH_CHECK_PORT: String(healthPort),
			...env,
		},
		onOutput,
	});
	return {
		...running,
		port,
		userFolder: folder.path,
		async stop() {
			await running.stop();
			folder.remove();
		},
		async kill() {
			await running.kill();
			folder.remove();
		},
	};
}
