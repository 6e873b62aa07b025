import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';

import type { SonarSetup } from './sonarProcess';

/** As n8n's HTTP Request and our nodes write it. */
const FILE_NAME = /filename="([^"]*)"/g;
const LINK = /(?:(\w+): *)?linkFileToEntity\(/g;

/**
 * The process of a Sonar that only counts and answers: it keeps no file and checks nothing. So in a time
 * beside it, the clients differ rather than the server.
 */
function main({ options = {} }: SonarSetup): void {
	let requests = 0;
	let files = 0;
	const answerTo = (url: string, body: string): object => {
		if (url === '/api/files') {
			const names = [...body.matchAll(FILE_NAME)].map(([, name]) => name);
			return {
				files: names.map((filename) => ({
					id: (files += 1),
					filename,
					stored: true,
					failure_message: null,
				})),
			};
		}
		const { query } = JSON.parse(body) as { query: string };
		const links = [...query.matchAll(LINK)].map(([, alias]) => alias ?? 'linkFileToEntity');
		if (links.length === 0) throw new Error(`This Sonar cannot answer ${query}`);
		return { data: Object.fromEntries(links.map((alias) => [alias, { id: '1' }])) };
	};
	const server = createServer((request, response) => {
		requests += 1;
		void Promise.all([buffer(request), pause(options.latencyInMilliseconds)]).then(([body]) => {
			// One character a byte, which reads names of ASCII and costs least.
			const answer = answerTo(request.url!, body.toString('latin1'));
			response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
		});
	});
	process.on('message', (message) => {
		if (message === 'stop') process.exit();
		process.send!(requests);
		requests = 0;
	});
	process.once('disconnect', () => process.exit());
	// HTTP Request connects for all items at once.
	server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => {
		const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		process.send!({ url, token: 'token', fileIds: [] });
	});
}

main(JSON.parse(process.argv[2]!) as SonarSetup);
