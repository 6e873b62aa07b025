import { buffer } from 'node:stream/consumers';

import { SonarClient } from '../../../../../nodes/shared/sonar/http/SonarClient';
import { useQuietServer } from './quietServer';

const quiet = useQuietServer();

const ask = async (client: SonarClient) =>
	await client.send({
		method: 'POST',
		path: '/api/graphql',
		headers: {},
		parse: ({ text }) => text,
		repeat: 'safe',
	});

describe('Sonar’s clock', () => {
	const MOMENT = Date.parse('2026-11-25T11:00:00Z');

	it.each([
		[0, '2026-11-25T10:59:58Z', true],
		[0, '2026-11-25T10:59:57Z', false],
		[3600, '2026-11-25T11:59:58Z', true],
		[3600, '2026-11-25T11:59:57Z', false],
		[-3600, '2026-11-25T09:59:58Z', true],
		[-3600, '2026-11-25T09:59:57Z', false],
		[0, 'yesterday', false],
		[0, null, false],
		[0, undefined, false],
	])('%p s ahead of ours: is %p since the moment? %p', async (seconds, time, isSince) => {
		const client = new SonarClient(quiet.host());
		quiet.answer = (_, response) => {
			response
				.writeHead(200, { date: new Date(quiet.time.now() + seconds * 1000).toUTCString() })
				.end();
		};
		await ask(client);
		expect(client.sonarClock.isSince(time, MOMENT)).toBe(isSince);
	});

	it.each([undefined, 'soon'])('is unknown after the Date %p', async (date) => {
		const client = new SonarClient(quiet.host());
		let isTold = false;
		quiet.answer = (_, response) => {
			if (!isTold) response.removeHeader('date');
			response.sendDate = false;
			if (date && !isTold) response.setHeader('date', date);
			response.end();
		};
		await ask(client);
		expect(client.sonarClock.isSince('2099-01-01T00:00:00Z', MOMENT)).toBe(false);
		isTold = true;
		await ask(client);
		expect(client.sonarClock.isSince('2099-01-01T00:00:00Z', MOMENT)).toBe(true);
		isTold = false;
		await ask(client);
		expect(client.sonarClock.isSince('2099-01-01T00:00:00Z', MOMENT)).toBe(true);
	});

	it('is not that of a download, which may come from another host', async () => {
		const client = new SonarClient(quiet.host());
		await ask(client);
		quiet.answer = (_, response) => {
			response.writeHead(200, { date: 'Wed, 25 Nov 2026 08:00:00 GMT' }).end();
		};
		await client.send({
			method: 'GET',
			path: '/api/files/61',
			headers: {},
			repeat: 'safe',
			receive: async ({ body }) => void (await buffer(body)),
		});
		expect(client.sonarClock.isSince('2026-11-25T11:00:00Z', quiet.time.now())).toBe(false);
	});
});
