import { setTimeout as sleep } from 'node:timers/promises';

import { startedBy, useEventTriggers } from './eventTriggers';

const triggers = useEventTriggers();
const { kit, door } = triggers;

const SECRET =
	/^https:\/\/localhost:\d+\/webhook\/hook\/webhook\?workflow=workflow&secret=[0-9a-f]{64}$/;

async function addFile(filename: string): Promise<string> {
	return await kit.sonar.addFile({ filename, content: filename });
}

describe('Sonar Event Trigger, published', () => {
	it('creates an endpoint for its events, at which Sonar reaches n8n', async () => {
		await triggers.start(['File.CREATED', 'Ticket.UPDATED']);
		expect(triggers.endpoint).toMatchObject({
			name: 'n8n: My Workflow / Event',
			endpoint: expect.stringMatching(SECRET) as string,
			enabled: true,
			events: ['File.CREATED', 'Ticket.UPDATED'],
		});
		expect(door.answers).toEqual(['HEAD 200']);
	});

	it('starts the workflow with what Sonar sends', async () => {
		const trigger = await triggers.start();
		const id = await addFile('a.txt');
		expect(await startedBy(trigger, 1)).toEqual([
			{
				json: {
					event: 'file.created',
					object_id: 61,
					current: expect.objectContaining({ id: 61, filename: 'a.txt' }) as object,
				},
			},
		]);
		expect(id).toBe('61');
		expect(await triggers.answers(1)).toEqual([200]);
	});

	it('starts once for each event it asked for, and for no other', async () => {
		const trigger = await triggers.start(['File.CREATED', 'TicketReply.CREATED']);
		kit.sonar.addEntity('Ticket', { id: '7' });
		kit.sonar.addEntity('TicketReply', { id: '49', ticket_id: '7' });
		const id = await addFile('a.txt');
		kit.sonar.update(id, { description: 'new' });
		const items = await startedBy(trigger, 2);
		await sleep(50);
		expect(trigger.started).toHaveLength(2);
		expect(items.map(({ json }) => json.event).sort()).toEqual([
			'file.created',
			'ticket_reply.created',
		]);
	});

	it('stores only a hash of the secret in n8n', async () => {
		const trigger = await triggers.start();
		const secret = new URL(triggers.endpoint.endpoint).searchParams.get('secret')!;
		const stored = JSON.stringify(trigger.staticData());
		expect(stored).not.toContain(secret);
	});

	it('names the workflow and the node, cut to 100 characters', async () => {
		await triggers.start(undefined, { workflowName: `\ud83d\r\n${'📎'.repeat(300)}` });
		expect([...triggers.endpoint.name]).toHaveLength(100);
		expect(triggers.endpoint.name).toBe(`n8n: \ufffd ${'📎'.repeat(93)}`);
	});

	it('says within 100 characters that it is a test', async () => {
		await triggers.start(undefined, { workflowName: '📎'.repeat(300), testsInEditor: true });
		expect(triggers.endpoint.name).toBe(`n8n: ${'📎'.repeat(88)} (test)`);
	});

	it.each([
		['an address without TLS', 'http://localhost:5678'],
		['an address that is none', 'localhost'],
	])('says what to set if n8n has %s, before it asks Sonar anything', async (_, baseUrl) => {
		const trigger = triggers.build(undefined, { baseUrl });
		await expect(trigger.activate()).rejects.toMatchObject({
			message: expect.stringMatching(
				/^Sonar calls only https addresses, but .* N8N_WEBHOOK_URL of n8n \(before n8n 2\.41: WEBHOOK_URL\)/,
			) as string,
			description: expect.stringContaining('N8N_WEBHOOK_URL') as string,
		});
		expect(kit.calls).toEqual([]);
	});

	it('says what to set for a test in the editor', async () => {
		const baseUrl = 'http://localhost:5678';
		const test = triggers.build(undefined, { baseUrl, testsInEditor: true });
		await expect(test.activate()).rejects.toThrow(/N8N_EDITOR_BASE_URL or N8N_WEBHOOK_URL of n8n/);
	});
});

describe('Sonar Event Trigger, unpublished', () => {
	it('leaves nothing behind', async () => {
		const trigger = await triggers.start();
		await trigger.deactivate();
		expect(triggers.endpoints).toEqual([]);
		expect(trigger.staticData()).toEqual({ 'node:Event': {} });
	});

	it('leaves other endpoints alone', async () => {
		const address = new URL('/webhook/hook/webhook?workflow=other', door.url).href;
		kit.sonar.addEntity('WebhookEndpoint', { name: 'other', details: { endpoint: address } });
		const trigger = await triggers.start();
		await triggers.start(undefined, { webhookId: 'second' });
		await trigger.deactivate();
		expect(triggers.endpoints.map(({ endpoint }) => new URL(endpoint).pathname)).toEqual([
			'/webhook/hook/webhook',
			'/webhook/second/webhook',
		]);
	});

	it('leaves the endpoint of the original alone if it is a copy with the same path', async () => {
		await triggers.start();
		const copy = triggers.build(undefined, { workflowId: 'copy' });
		await copy.deactivate();
		expect(triggers.endpoint.endpoint).toContain('workflow=workflow&');
	});

	it('deletes every endpoint at its address, even if n8n lost its data', async () => {
		const trigger = await triggers.start();
		const { endpoint } = triggers.endpoint;
		const address = endpoint.replace(/secret=.*/, '');
		kit.sonar.addEntity('WebhookEndpoint', { details: { endpoint: `${address}secret=old` } });
		kit.sonar.addEntity('WebhookEndpoint', { details: { endpoint: address, enabled: false } });
		expect(triggers.endpoints).toHaveLength(3);
		await triggers.build().deactivate();
		expect(triggers.endpoints).toEqual([]);
		expect(await triggers.call(endpoint)).toBe(404);
		expect(trigger.started).toEqual([]);
	});
});

describe('Sonar Event Trigger, published again', () => {
	it('keeps a matching endpoint and its secret', async () => {
		await triggers.start();
		const before = triggers.endpoint;
		// A restart of n8n 1.x that lost its static data.
		const after = triggers.build();
		await after.activate('init');
		expect(triggers.endpoint).toEqual(before);
		await addFile('a.txt');
		expect(await startedBy(after, 1)).toHaveLength(1);
	});

	it('enables a disabled endpoint, and renames it', async () => {
		await triggers.start();
		const { endpoint, id } = triggers.endpoint;
		kit.sonar.changeEntity('WebhookEndpoint', id, { enabled: false });
		const again = triggers.build(undefined, { workflowName: 'Renamed' });
		await again.activate();
		expect(triggers.endpoint).toMatchObject({
			endpoint,
			enabled: true,
			name: 'n8n: Renamed / Event',
		});
	});
});
