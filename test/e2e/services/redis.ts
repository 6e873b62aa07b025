import { temporaryFolder } from '../harness/cleanUp';
import { startProcess } from '../harness/processes';
import { freePorts, until } from '../harness/wait';
import type { Service } from './postgres';

/** Starts a Redis that keeps nothing. */
export async function startRedis(): Promise<Service> {
	const folder = temporaryFolder('redis');
	const [port] = await freePorts(1);
	const server = startProcess(
		'redis-server',
		['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder.path],
		{ cwd: folder.path },
	);
	await until('Redis to be ready', () => server.output().includes('Ready to accept connections'));
	return {
		env: { QUEUE_BULL_REDIS_HOST: '127.0.0.1', QUEUE_BULL_REDIS_PORT: String(port) },
		async stop() {
			await server.stop();
			folder.remove();
		},
	};
}
