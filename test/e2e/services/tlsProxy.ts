import { once } from 'node:events';
import { request as requestOf, type IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';

import { generate } from 'selfsigned';

/** What stands in front of an n8n that the internet reaches: https with a certificate of its own. */
export interface TlsProxy {
	url: string;
	/** In PEM, for those who are to trust it. */
	certificate: string;
	/** The method and the status of each request whose path it was, without the query. */
	answers: (path: string) => string[];
	/** To which port of this machine a request goes; none yet, or no more, is status 502. */
	portFor: (path: string) => number | undefined;
	close: () => Promise<void>;
}

/** Starts a proxy that leads nowhere yet. */
export async function startTlsProxy(): Promise<TlsProxy> {
	const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }]);
	const log: Array<{ path: string; answer: string }> = [];
	const server = createServer({ key, cert }, (request, response) => {
		const path = request.url!.replace(/\?.*$/, '');
		const end = (answer?: IncomingMessage) => {
			const status = answer?.statusCode ?? 502;
			log.push({ path, answer: `${request.method} ${status}` });
			response.writeHead(status, answer?.headers);
			if (answer) answer.pipe(response);
			else response.end();
		};
		const port = proxy.portFor(path);
		if (port === undefined) return end();
		const { method, url, headers } = request;
		const forwarded = requestOf({ host: '127.0.0.1', port, method, path: url, headers }, end);
		forwarded.once('error', () => end());
		request.pipe(forwarded);
	});
	server.listen(0, 'localhost');
	await once(server, 'listening');
	const proxy: TlsProxy = {
		url: `https://localhost:${(server.address() as AddressInfo).port}`,
		certificate: cert,
		answers: (path) => log.filter((one) => one.path === path).map(({ answer }) => answer),
		portFor: () => undefined,
		async close() {
			server.closeAllConnections();
			await once(server.close(), 'close');
		},
	};
	return proxy;
}
