import { once } from 'node:events';
import { createServer as createHttpsServer } from 'node:https';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

import { generate } from 'selfsigned';

import type { Kit } from '../nodes/kit';
import type { NodeRun } from '../nodes/nodeRun';
import { expectOutcomes, outcomesOf } from './runFault';

/** An address at which no Sonar can be reached, and how many connections were tried there. */
interface Unreachable {
	url: string;
	connections(): number;
	close(): Promise<void>;
}

async function listen(server: Server, scheme: string): Promise<Unreachable> {
	const sockets: Socket[] = [];
	server.on('connection', (socket: Socket) => sockets.push(socket));
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`,
		connections: () => sockets.length,
		close: async () => {
			server.close();
			sockets.forEach((socket) => socket.destroy());
			await once(server, 'close');
		},
	};
}

async function selfSigned(): Promise<Unreachable> {
	const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }]);
	return await listen(createHttpsServer({ key, cert }), 'https');
}

async function closedAtOnce(scheme: string): Promise<Unreachable> {
	return await listen(
		createServer((socket) => socket.on('error', () => undefined).destroy()),
		scheme,
	);
}

async function plain(): Promise<Unreachable> {
	return await listen(
		createServer((socket) => {
			socket.on('error', () => undefined).end('HTTP/1.1 400 Bad Request\r\n\r\n');
		}),
		'https',
	);
}

/** An address that is known, but of which nothing can be counted. */
async function nowhere(url: string): Promise<Unreachable> {
	return await Promise.resolve({ url, connections: () => 0, close: async () => {} });
}

const unreachable: Record<string, () => Promise<Unreachable>> = {
	// Not a port that was just closed: a server of another test may get it.
	'a connection that is refused': async () => await nowhere('http://127.0.0.1:9'),
	'a host that is not known': async () => await nowhere('https://sonar.invalid'),
	'a connection that is closed at once': async () => await closedAtOnce('http'),
	'a certificate that nobody signed': selfSigned,
	'a server without TLS': plain,
};

const NOT_VALID = 'its certificate is not valid for this host';

/**
 * The rows of a node for addresses at which no Sonar can be reached.
 *
 * @param broken the outcome if a connection is closed at once
 */
export function itFailsUnreachable(
	kit: Kit,
	broken: { message: string; connections: number },
	nodeOf: () => NodeRun | Promise<NodeRun>,
): void {
	it.each([
		['a connection that is refused', 'Sonar cannot be reached: nothing answers at its address', 0],
		['a host that is not known', 'Sonar cannot be reached: its host name', 0],
		['a connection that is closed at once', broken.message, broken.connections],
		['a certificate that nobody signed', NOT_VALID, 1],
		['a server without TLS', NOT_VALID, 1],
	])('ends as the table says after %s', async (name, expected, connections) => {
		const address = await unreachable[name]!();
		try {
			const node = await nodeOf();
			const credential = { ...kit.credential, instanceUrl: address.url };
			const outcomes = await outcomesOf(kit, { ...node, credential });
			expectOutcomes(outcomes, expected);
			expect(outcomes).toHaveLength(node.input?.length ?? 1);
			expect(address.connections()).toBe(connections);
		} finally {
			await address.close();
		}
	});
}
