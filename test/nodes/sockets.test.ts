import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import type { RawAnswer } from '../sonar';
import { answerWith } from '../sonar/answers';
import { useKit } from './useKit';

const kit = useKit();

/** As the server sees it, whatever the client believes. */
async function isClosed(socket: Socket): Promise<boolean> {
	for (let tries = 0; tries < 50 && !socket.destroyed; tries += 1) await sleep(20);
	return socket.destroyed;
}

const sockets: Socket[] = [];
beforeEach(() => void (sockets.length = 0));

/** Begins an answer with an endless body. */
const endlessly = (status: number, headers: Record<string, string>): RawAnswer => {
	return (request: IncomingMessage, response: ServerResponse) => {
		request.resume();
		sockets.push(request.socket);
		response.writeHead(status, headers);
		response.write('x'.repeat(100_000));
	};
};

describe('A socket is closed', () => {
	it('after the beginning of an endless error', async () => {
		const refuse = endlessly(400, {});
		answerWith(kit.sonar, '/api/graphql', refuse, refuse, refuse);
		await kit.run({ type: 'sonarListFiles', parameters: { scope: 'all' } });
		expect(await Promise.all(sockets.map(isClosed))).toEqual([true, true]);
	});

	it('after a redirect with an endless body', async () => {
		const id = await kit.sonar.addFile({ filename: 'a.txt', content: 'a' });
		const location = `${kit.sonar.url}/objects/${id}`;
		answerWith(kit.sonar, '/api/files', endlessly(302, { location }));
		const { items } = await kit.run({ type: 'sonarDownloadFile', parameters: { fileId: id } });
		expect(items[0]!.json.id).toBe(id);
		expect(await Promise.all(sockets.map(isClosed))).toEqual([true]);
	});

	it('after a download with a byte too many', async () => {
		const id = await kit.sonar.addFile({ filename: 'a.txt', content: 'a' });
		const more = endlessly(200, {});
		answerWith(kit.sonar, '/api/files', more, more, more, more);
		const { error } = await kit.run({ type: 'sonarDownloadFile', parameters: { fileId: id } });
		expect(error?.message).toContain('Sonar sent more than the 1 bytes of the file');
		expect(await Promise.all(sockets.map(isClosed))).toEqual([true, true, true, true]);
	});
});

describe('The token', () => {
	it('is hidden if Sonar’s own words repeat it', async () => {
		const { token } = kit.sonar;
		answerWith(kit.sonar, '/api/graphql', (request, response) => {
			request.resume();
			response.writeHead(401, { 'content-type': 'application/json' });
			response.end(JSON.stringify({ message: `The token ${token} has expired.` }));
		});
		const { error, run } = await kit.run({ type: 'sonarListFiles', parameters: { scope: 'all' } });
		expect(error?.message).toContain('The token … has expired.');
		expect(JSON.stringify(run).includes(token)).toBe(false);
	});

	it('is hidden in the host of a redirect', async () => {
		const { token } = kit.sonar;
		answerWith(kit.sonar, '/api/graphql', (request, response) => {
			request.resume();
			response.writeHead(302, { location: `https://${token.toLowerCase()}.example/` }).end();
		});
		const { error } = await kit.run({ type: 'sonarListFiles', parameters: { scope: 'all' } });
		expect(error?.message.toLowerCase().includes(token.toLowerCase())).toBe(false);
		expect(error?.message).toContain('redirects');
	});
});
