import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { SonarOptions } from '.';
import { startClient, type Client } from './client';

let sonar: Client;

const start = async (options?: SonarOptions) => (sonar = await startClient(options));

afterEach(async () => await sonar.close());

describe('the server', () => {
	it('knows its user by the token', async () => {
		await start();
		expect(await sonar.graphql('{ me { id name username } }')).toEqual({
			data: { me: { id: '1', name: 'Test User', username: 'test' } },
		});
	});

	it('refuses a wrong token, with a login page unless JSON is accepted', async () => {
		await start();
		const headers = { accept: 'application/json', authorization: 'Bearer eyWrong' };
		const refused = await fetch(`${sonar.url}/api/graphql`, { method: 'POST', headers });
		expect([refused.status, await refused.json()]).toEqual([200, { error: 'Unauthenticated.' }]);
		const html = await fetch(`${sonar.url}/api/graphql`, { method: 'POST', redirect: 'manual' });
		expect([html.status, html.headers.get('location')]).toEqual([302, '/login']);
		const file = await sonar.download('61', { headers: {} });
		expect([file.status, await file.json()]).toEqual([200, { error: 'Unauthenticated.' }]);
	});

	it('tells with every answer how many requests are left, if it is asked to', async () => {
		await start({ requestsPerMinute: 2, rateLimitHeaders: true });
		await sonar.addFile({ id: '61', filename: 'a.txt', content: 'a' });
		const answers = [
			await sonar.ask('{ me { id } }'),
			await sonar.download('61'),
			await sonar.download('61'),
		];
		const told = answers.map(({ headers }) =>
			['limit', 'remaining', 'reset'].map((name) => headers.get(`x-ratelimit-${name}`)),
		);
		expect(told).toEqual([
			['2', '1', null],
			['2', '0', null],
			['2', '0', expect.stringMatching(/^\d{10}$/)],
		]);
	});

	it('counts requests in windows of a minute', async () => {
		await start({ requestsPerMinute: 2, minuteInMilliseconds: 1000, retryAfter: true });
		const statuses = [];
		for (let n = 0; n < 3; n++) statuses.push((await sonar.ask('{ me { id } }')).status);
		expect(statuses).toEqual([200, 200, 429]);
		const refused = await sonar.ask('{ me { id } }');
		expect(await refused.json()).toEqual({ error: 'Request limit of 2/min reached.' });
		expect(refused.headers.get('retry-after')).toBe('1');
		await new Promise((resolve) => setTimeout(resolve, 1050));
		expect((await sonar.ask('{ me { id } }')).status).toBe(200);
	});

	it('logs requests without the token', async () => {
		await start();
		await sonar.graphql('query ($id: Int64Bit) { files(id: $id) { entities { id } } }', {
			id: '61',
		});
		expect(sonar.log).toMatchObject([
			{
				method: 'POST',
				path: '/api/graphql',
				status: 200,
				operation: 'query',
				variables: { id: '61' },
				authorization: true,
			},
		]);
		expect(JSON.stringify(sonar.log)).not.toContain(sonar.token);
	});

	it('logs what it executed, by name and with all values put in', async () => {
		await start();
		sonar.addEntity('Ticket', { id: '7' });
		sonar.addEntity('TicketReply', { id: '49', ticket_id: '7' });
		await sonar.graphql(
			`query ($id: Int64Bit = 7, $page: Int!, $no: Boolean!) {
				a: tickets(id: $id) { entities { b: ticket_replies { entities { files(paginator: { page: $page, records_per_page: 5 }) { entities { id } } } } } }
				me @skip(if: $no) { id }
				... { me { name } }
			}`,
			{ page: 2, no: true },
		);
		expect(sonar.log[0]?.fields).toEqual([
			{ name: 'tickets', alias: 'a', args: { id: '7' } },
			{ name: 'me', alias: 'me', args: {} },
		]);
		expect(sonar.log[0]?.lists).toEqual([
			{ name: 'ticket_replies', alias: 'b', of: 'Ticket', args: {} },
			{
				name: 'files',
				alias: 'files',
				of: 'TicketReply',
				args: { paginator: { page: 2, records_per_page: 5 }, general_search_mode: 'ROOT' },
			},
		]);
	});

	it('logs no fields of a document that it refuses', async () => {
		await start();
		await sonar.graphql('{ me { id } nothing }');
		expect(sonar.log[0]).not.toHaveProperty('fields');
	});

	it('answers with the faults that a test asks for', async () => {
		await start();
		sonar.answerNext(
			({ path }) => path === '/api/graphql',
			(_, response) => void response.writeHead(502).end('<html>'),
		);
		sonar.answerNext(
			() => true,
			(request) => void request.socket.destroy(),
		);
		expect((await sonar.ask('{ me { id } }')).status).toBe(502);
		await expect(sonar.ask('{ me { id } }')).rejects.toThrow();
		expect((await sonar.ask('{ me { id } }')).status).toBe(200);
		expect(sonar.log.map(({ status }) => status)).toEqual([502, 0, 200]);
	});

	it('removes what it stored when it is closed', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'sonar-test-'));
		await start({ folder });
		await sonar.upload(['content', 'a.txt']);
		expect(readdirSync(folder)).toHaveLength(1);
		await sonar.close();
		expect(readdirSync(folder)).toEqual([]);
		await rm(folder, { recursive: true });
	});
});
