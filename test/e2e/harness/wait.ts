import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks again and again until there is an answer; an error counts as none.
 * @throws Error that names the awaited condition, and the last error
 */
export async function until<T>(
	what: string,
	ask: () => Promise<T | undefined | false> | T | undefined | false,
	{ seconds = 60, everyMilliseconds = 200 } = {},
): Promise<T> {
	const end = Date.now() + seconds * 1000;
	let problem = '';
	while (Date.now() < end) {
		try {
			const answer = await ask();
			if (answer) return answer;
			problem = '';
		} catch (error) {
			problem = `: ${error instanceof Error ? error.message : String(error)}`;
		}
		await sleep(everyMilliseconds);
	}
	throw new Error(`Waited ${seconds} s in vain for ${what}${problem}`);
}

/** Free ports of this machine, all different. */
export async function freePorts(count: number): Promise<number[]> {
	const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
	await Promise.all(servers.map((server) => once(server, 'listening')));
	const ports = servers.map((server) => (server.address() as AddressInfo).port);
	await Promise.all(servers.map((server) => once(server.close(), 'close')));
	return ports;
}
