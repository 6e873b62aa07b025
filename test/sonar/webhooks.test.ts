import { createServer, type Server } from 'node:https';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

import { generate } from 'selfsigned';

import type { CharacterName, SonarOptions } from '.';
import { startClient, type Client } from './client';

let server: Server;
let certificate: string;
let address: string;
let calls: Array<{ method: string; url: string; body: string }>;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let sonar: Client;

beforeAll(async () => {
	const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }]);
	certificate = cert;
	server = createServer({ key, cert }, (request, response) => {
		void text(request).then((body) => {
			calls.push({ method: request.method!, url: request.url!, body });
			answer(request, response);
		});
	});
	server.listen(0, 'localhost');
	await once(server, 'listening');
	address = `https://localhost:${(server.address() as AddressInfo).port}/hook?secret=s`;
});
afterAll(async () => {
	await once(server.close(), 'close');
});
beforeEach(() => {
	calls = [];
	answer = (_, response) => void response.end();
});
afterEach(async () => await sonar.close());

async function start(...characters: CharacterName[]): Promise<void> {
	sonar = await startClient({ ...options(), characters });
}

const options = (): SonarOptions => ({
	webhookCertificate: certificate,
	minuteInMilliseconds: 50,
});

async function create(events = '{ model: "File", event: CREATED }', enabled = true) {
	return await sonar.graphql(
		`mutation ($endpoint: HttpsUrl!) { createWebhookEndpoint(input: { name: "n", endpoint: $endpoint, enabled: ${enabled}, model_events: [${events}] }) { id endpoint enabled webhook_endpoint_events { entities { model event } } } }`,
		{ endpoint: address },
	);
}

async function callsOf(count: number): Promise<string[]> {
	for (let tries = 0; tries < 100 && calls.length < count; tries += 1) await sleep(10);
	return calls.map(
		({ method, body }) => `${method} ${body && (JSON.parse(body) as { event: string }).event}`,
	);
}

describe('webhook endpoints', () => {
	it('are made, changed and deleted', async () => {
		await start();
		const { data } = await create();
		expect(data?.createWebhookEndpoint).toEqual({
			id: '1',
			endpoint: address,
			enabled: true,
			webhook_endpoint_events: { entities: [{ model: 'File', event: 'CREATED' }] },
		});
		const { data: changed } = await sonar.graphql(
			'mutation { updateWebhookEndpoint(id: 1, input: { enabled: false, model_events: [{ model: "Ticket", event: DELETED }] }) { enabled webhook_endpoint_events { entities { model event } } } }',
		);
		expect(changed?.updateWebhookEndpoint).toEqual({
			enabled: false,
			webhook_endpoint_events: { entities: [{ model: 'Ticket', event: 'DELETED' }] },
		});
		const { data: gone } = await sonar.graphql(
			'mutation { deleteWebhookEndpoint(id: 1) { success } }',
		);
		expect(gone?.deleteWebhookEndpoint).toEqual({ success: true });
		const { errors } = await sonar.graphql('mutation { deleteWebhookEndpoint(id: 1) { success } }');
		expect(errors?.[0]?.message).toBe('No query results for model [WebhookEndpoint] 1');
		const { data: left } = await sonar.graphql(
			'{ webhook_endpoints { entities { id } page_info { total_count } } }',
		);
		expect(left?.webhook_endpoints).toEqual({ entities: [], page_info: { total_count: 0 } });
	});

	it.each([
		['', 'The model events field is required.'],
		['{ model: "File", event: ATTACHED }', 'The model File has no event ATTACHED.'],
		['{ model: "Nothing", event: CREATED }', 'The model Nothing has no event CREATED.'],
	])('are refused with the events %p', async (events, message) => {
		await start();
		expect((await create(events)).errors?.[0]?.message).toBe(message);
		expect(sonar.entities('WebhookEndpoint')).toEqual([]);
	});

	it('are refused if nobody answers a look at their address', async () => {
		await start();
		answer = (_, response) => void response.writeHead(404).end();
		expect((await create()).errors?.[0]?.message).toContain('must answer HEAD with 200');
		expect(calls).toEqual([{ method: 'HEAD', url: '/hook?secret=s', body: '' }]);
		await sonar.close();
		await start('endpointsUnlooked');
		expect((await create()).errors).toBeUndefined();
	});

	it('are called for what they ask for', async () => {
		await start();
		await create('{ model: "File", event: CREATED }, { model: "File", event: DELETED }');
		calls = [];
		await sonar.addFile({ id: '9007199254740993', filename: 'a.txt', content: 'a' });
		sonar.addEntity('Ticket', { id: '7' });
		sonar.link('9007199254740993', { type: 'Ticket', id: '7' });
		await callsOf(1);
		await sonar.remove('9007199254740993');
		expect(await callsOf(2)).toEqual(['POST file.created', 'POST file.deleted']);
		expect(calls[0]!.body).toContain('"object_id":9007199254740993,');
		expect(calls[0]!.body).not.toContain('"path"');
	});

	it('are not called if they are disabled', async () => {
		await start();
		await create(undefined, false);
		calls = [];
		await sonar.addFiles(1);
		await sleep(50);
		expect(calls).toEqual([]);
	});

	it('are called each minute until they answer 200', async () => {
		await start();
		await create();
		calls = [];
		answer = (_, response) => void response.writeHead(calls.length < 3 ? 201 : 200).end();
		await sonar.addFiles(1);
		await callsOf(3);
		await sleep(120);
		expect(calls).toHaveLength(3);
		expect(
			sonar.webhookCalls.map(({ attempt, status, event }) => [attempt, status, event]),
		).toEqual([
			[1, 201, 'file.created'],
			[2, 201, 'file.created'],
			[3, 200, 'file.created'],
		]);
	});
});

describe('characters of webhooks', () => {
	it.each<[CharacterName, string]>([
		['eventsAsInTheSchema', 'TicketReply.CREATED'],
		['eventsInOneWord', 'TicketReplyCreated'],
		['eventsByClasses', 'App\\Models\\TicketReply@created'],
		['eventsByTables', 'ticket_replies.created'],
		['eventsByFields', 'ticket_reply.status'],
	])('%s: %s', async (character, word) => {
		await start(character);
		await create('{ model: "TicketReply", event: CREATED }');
		calls = [];
		sonar.addEntity('Ticket', { id: '7' });
		sonar.addEntity('TicketReply', { ticket_id: '7' });
		expect(await callsOf(1)).toEqual([`POST ${word}`]);
	});

	it('eventsByForeignNames and eventsUnnamed', async () => {
		await start('eventsByForeignNames');
		await create();
		calls = [];
		await sonar.addFiles(1);
		expect(await callsOf(1)).toEqual(['POST attachment.created']);
		await sonar.close();
		await start('eventsUnnamed', 'webhookIdsAsText');
		await create();
		calls = [];
		await sonar.addFiles(1);
		await callsOf(1);
		expect(Object.keys(JSON.parse(calls[0]!.body) as object)).toEqual(['object_id', 'current']);
		expect(calls[0]!.body).toContain('"object_id":"61"');
	});

	it('webhooksTwice, webhooksLate and webhooksOutOfOrder', async () => {
		await start('webhooksTwice', 'webhooksOutOfOrder', 'webhooksLate');
		await create();
		calls = [];
		await sonar.addFiles(2);
		await sleep(100);
		expect(calls).toEqual([]);
		await callsOf(4);
		const ids = calls.map(({ body }) => (JSON.parse(body) as { object_id: number }).object_id);
		expect(ids).toEqual([62, 62, 61, 61]);
	});

	it('endpointUpdatesReplace', async () => {
		await start('endpointUpdatesReplace');
		await create();
		await sonar.graphql('mutation { updateWebhookEndpoint(id: 1, input: { name: "new" }) { id } }');
		expect(sonar.entities('WebhookEndpointEvent')).toEqual([]);
	});

	it('endpointsAnswerNull', async () => {
		await start('endpointsAnswerNull');
		expect(await create()).toEqual({ data: { createWebhookEndpoint: null } });
		expect(sonar.entities('WebhookEndpoint')).toHaveLength(1);
	});

	it('lags hold for the list of endpoints', async () => {
		await start('lagsOneQuery');
		await create();
		const list = async () =>
			(await sonar.graphql('{ webhook_endpoints { entities { id } } }')).data?.webhook_endpoints;
		expect(await list()).toEqual({ entities: [] });
		expect(await list()).toEqual({ entities: [{ id: '1' }] });
	});
});
