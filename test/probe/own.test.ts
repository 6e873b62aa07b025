import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

import type { Character, Sonar } from '../sonar';
import { answerWith, afterwards, reset, status } from '../sonar/answers';
import { ACCOUNT } from './books';
import { booksOf, probe, rowOf, startFull } from './probing';

function tagOf(sonar: Sonar): string {
	const [first] = sonar.log.flatMap((request) => request.stored ?? []);
	return first!.sent.replace('.txt', '');
}

/** Hands a request on, unless it would delete several files. */
async function forward(url: string, request: IncomingMessage, response: ServerResponse) {
	const body = await buffer(request);
	if (body.toString().split('deleteFile').length > 2)
		return response.end('{"errors":[{"message":"Only one mutation per request."}]}');
	const answer = await fetch(url + request.url!, {
		method: request.method,
		headers: { ...(request.headers as Record<string, string>), connection: 'close' },
		body: request.method === 'POST' ? body : undefined,
	});
	const headers = Object.fromEntries(answer.headers);
	delete headers['transfer-encoding'];
	return response.writeHead(answer.status, headers).end(Buffer.from(await answer.arrayBuffer()));
}

describe('A probe', () => {
	it.each([
		['a reset after the file was stored', afterwards(() => reset)],
		['an error after the file was stored', afterwards(() => status(502))],
	])('finds and deletes what it made without hearing of it: %s', async (_, answer) => {
		const sonar = await startFull();
		const before = booksOf(sonar);
		answerWith(
			sonar,
			'/api/files',
			...Array.from({ length: 5 }, () => 'as usual' as const),
			answer,
		);
		const { report, left } = await probe(sonar, { account: ACCOUNT });
		expect(left).toEqual([]);
		expect(booksOf(sonar)).toEqual(before);
		expect(JSON.stringify(report.findings)).toContain(
			'Sonar may have stored more, under other names',
		);
	});

	it('leaves alone what others upload meanwhile, whatever it is named', async () => {
		const sonar = await startFull({ characters: ['fiveTaken'] });
		answerWith(
			sonar,
			'/api/files',
			...Array.from({ length: 5 }, () => 'as usual' as const),
			async (...[, response, carryOut]) => {
				await sonar.addFile({
					filename: `${tagOf(sonar)}-copy.txt`,
					content: 'theirs',
					user_id: '2',
				});
				response.writeHead(200).end(await carryOut());
			},
		);
		await probe(sonar, { account: ACCOUNT });
		const names = sonar.files
			.map(({ filename }) => filename)
			.filter((name) => name.startsWith('n8n'));
		expect(names).toEqual([`${tagOf(sonar)}-copy.txt`]);
	});

	it('neither links nor deletes a file that was there before, though an upload answers with its id', async () => {
		const answering: Character = {
			description: 'Uploads answer with the ID of another file.',
			uploadEntry: (entry) => ({ ...entry, id: '61' }),
		};
		const sonar = await startFull({ characters: [answering] });
		const probed = await probe(sonar, { account: ACCOUNT });
		expect(rowOf(probed, 'upload')).toMatch(/^not handled: /);
		expect(sonar.files).toHaveLength(30);
		expect(sonar.files[0]).toMatchObject({ id: '61', fileable_id: null });
		expect(
			sonar.log.filter(({ fields }) => fields?.some(({ name }) => name.startsWith('link'))),
		).toEqual([]);
	});

	it('deletes one by one what Sonar does not delete together', async () => {
		const sonar = await startFull();
		const before = booksOf(sonar);
		const proxy = createServer((request, response) => {
			void forward(sonar.url, request, response);
		}).listen(0, '127.0.0.1');
		await once(proxy, 'listening');
		const { port } = proxy.address() as AddressInfo;
		const probed = await probe(sonar, { origin: `http://127.0.0.1:${port}`, account: ACCOUNT });
		proxy.close().closeAllConnections();
		expect(rowOf(probed, 'deletion')).toBe('as expected: All 18 deleted');
		expect(rowOf(probed, 'uploadMany')).toMatch(/^not seen: Too few requests are left/);
		expect(booksOf(sonar)).toEqual(before);
	});

	it('says what it could not delete', async () => {
		const sonar = await startFull();
		let deletions = 0;
		const refuse: Parameters<typeof sonar.answerNext>[0] = ({ path }) => path === '/api/graphql';
		sonar.answerNext(
			refuse,
			afterwards((text) => {
				const isDeletion = text.includes('"success"');
				if (isDeletion) deletions += 1;
				const refused = text.replace('"success":true', '"success":false');
				return status(200, refused, { 'content-type': 'application/json' });
			}),
			100,
		);
		const probed = await probe(sonar, { account: ACCOUNT });
		expect(deletions).toBeGreaterThan(0);
		expect(probed.left).toHaveLength(2);
		expect(probed.left[0]).toMatch(/^\d+ \(n8nprobe/);
		expect(rowOf(probed, 'deletion')).toMatch(/^not handled: 2 of 38 not deleted: “success: false/);
	});
});
