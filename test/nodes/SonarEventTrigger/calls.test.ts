import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';

import type { Webhooks } from '../../engine';
import { useEventTriggers } from './eventTriggers';

const triggers = useEventTriggers();
const { kit, door } = triggers;

let trigger: Webhooks;
let address: string;
beforeEach(async () => {
	trigger = await triggers.start();
	address = triggers.endpoint.endpoint;
	door.answers.length = 0;
});

const BODY = '{"event":"file.created","object_id":61}';
const ITEM = { json: { event: 'file.created', object_id: 61 } };

const withSecret = (secret: string) => address.replace(/secret=.*/, `secret=${secret}`);

describe('A call without the secret', () => {
	it.each([
		['none', () => address.replace(/&secret=.*/, '')],
		['an empty one', () => withSecret('')],
		['another one', () => withSecret('0'.repeat(64))],
		['the right one and more', () => `${address}0`],
		['the beginning of the right one', () => address.slice(0, -1)],
		['the right one in capitals', () => withSecret(address.slice(-64).toUpperCase())],
		['the right one in a list', () => address.replace('secret=', 'secret[]=')],
		['the right one twice', () => `${address}&secret=${address.slice(-64)}`],
		['what n8n has stored', () => withSecret(storedHash())],
		['the name of a property', () => withSecret('__proto__')],
	])('gets 404 and starts nothing: %s', async (_, addressOf) => {
		expect(await triggers.call(addressOf(), BODY)).toBe(404);
		expect(trigger.started).toEqual([]);
	});

	it('gets 404 if n8n knows no secret, as during publishing', async () => {
		const empty = triggers.build();
		const activated = empty.activate();
		expect(await triggers.call(`${door.url}${empty.path}?secret=`, BODY)).toBe(404);
		await activated;
		expect(empty.started).toEqual([]);
	});

	it('gets 404 once the workflow is unpublished, even with the secret', async () => {
		await trigger.deactivate();
		expect(await triggers.call(address, BODY)).toBe(404);
		expect(trigger.started).toEqual([]);
	});
});

function storedHash(): string {
	return String((trigger.staticData()['node:Event'] as { secretHash: string }).secretHash);
}

describe('A HEAD request', () => {
	it.each(['', '?secret=wrong', '?anything'])('gets 200 and starts nothing: %p', async (query) => {
		const at = `${door.url}${trigger.path}${query}`;
		expect(await triggers.call(at, '', {}, 'HEAD')).toBe(200);
		expect(trigger.started).toEqual([]);
	});
});

describe('A call with the secret', () => {
	it.each([
		['JSON', { 'content-type': 'application/json' }],
		['JSON with a charset', { 'content-type': 'application/json; charset=utf-8' }],
		['JSON as text', { 'content-type': 'text/plain' }],
		[
			'JSON as a form, as some servers say',
			{ 'content-type': 'application/x-www-form-urlencoded' },
		],
		['JSON under another type', { 'content-type': 'application/vnd.api+json' }],
		['JSON under no type', {}],
	])('starts the workflow: %s', async (_, headers: Record<string, string>) => {
		expect(await triggers.call(address, BODY, headers)).toBe(200);
		expect(trigger.started).toEqual([[ITEM]]);
	});

	it.each([
		['nothing', '', 'application/json'],
		['nothing, as text', '', 'text/plain'],
		['a form', 'event=file.created', 'application/x-www-form-urlencoded'],
		['XML', '<event>file.created</event>', 'application/xml'],
		['a list', `[${BODY}]`, 'application/json'],
		['a text', '"file.created"', 'application/json'],
		['a number', '61', 'application/json'],
		['null', 'null', 'application/json'],
		['a text that is no JSON', 'file.created', 'text/plain'],
		['two objects', `${BODY}${BODY}`, 'text/plain'],
		['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00]), 'text/plain'],
		['compressed bytes that say nothing of it', gzipSync(BODY), 'text/plain'],
		[
			'an object of a thousand levels',
			`${'{"a":'.repeat(1000)}1${'}'.repeat(1000)}`,
			'application/json',
		],
		['lists of 100,000 levels', `{"a":${'['.repeat(1e5)}${']'.repeat(1e5)}}`, 'application/json'],
		['a multipart form', '--x\r\n\r\n--x--', 'multipart/form-data; boundary=x'],
	])('gets 400 and starts nothing with a body of %s', async (_, body, type) => {
		expect(await triggers.call(address, body, { 'content-type': type })).toBe(400);
		expect(trigger.started).toEqual([]);
	});

	it.each([
		['no ids', '{"event":"file.created"}', { event: 'file.created' }],
		['no event', '{"object_id":61}', { object_id: 61 }],
		['nothing at all', '{}', {}],
		[
			'ids that a float would round',
			'{"object_id":9007199254740993}',
			{ object_id: '9007199254740993' },
		],
		['numbers with a point', '{"price":12.50,"rate":-0.1}', { price: 12.5, rate: -0.1 }],
		['a byte order mark', `\uFEFF${BODY}`, ITEM.json],
		['a key that comes twice', '{"a":1,"a":2}', { a: 2 }],
		['an event that is no text', '{"event":["file.created"]}', { event: ['file.created'] }],
		['text of any script', '{"name":"Договор 📎"}', { name: 'Договор 📎' }],
	])('starts the workflow with its body: %s', async (_, body, json) => {
		expect(await triggers.call(address, body)).toBe(200);
		expect(trigger.started).toEqual([[{ json }]]);
	});

	// Sonar spells events in its own way, and calls only for those asked for, so none is filtered.
	it.each(['account.service.add', 'ticket.new_reply', 'file.deleted', 'ticket.created', ''])(
		'starts the workflow whatever the word for its event is: %j',
		async (event) => {
			expect(await triggers.call(address, JSON.stringify({ event }))).toBe(200);
			expect(trigger.started).toEqual([[{ json: { event } }]]);
		},
	);

	it('does not pollute prototypes', async () => {
		const body = '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}';
		expect(await triggers.call(address, body)).toBe(200);
		expect({}).not.toHaveProperty('polluted');
	});

	it('outputs what the next node can process, even with 100 levels', async () => {
		const body = `{"event":"file.created","a":${'{"a":'.repeat(99)}1${'}'.repeat(100)}`;
		expect(await triggers.call(address, body)).toBe(200);
		const { error, items } = await kit.run({
			type: 'sonarListFiles',
			parameters: { scope: 'all', filters: { filename: '={{ $json.event }}' } },
			input: trigger.started[0]!,
		});
		expect(error).toBeUndefined();
		expect(items).toEqual([]);
	});

	it('is repeated until n8n answers', async () => {
		await trigger.deactivate();
		const again = triggers.build();
		kit.sonar.addEntity('WebhookEndpoint', { id: '7', details: { endpoint: address } });
		kit.sonar.addEntity('WebhookEndpointEvent', { webhook_endpoint_id: '7' });
		await kit.sonar.addFile({ filename: 'a.txt', content: 'a' });
		expect(await triggers.answers(1)).toEqual([404]);
		await again.activate();
		const statuses = () => kit.sonar.webhookCalls.map(({ status }) => status);
		// Sonar calls again a minute later.
		await kit.time.pause(60_000);
		for (let tries = 0; tries < 100 && statuses().at(-1) !== 200; tries += 1) await sleep(10);
		expect(again.started).toHaveLength(1);
		expect([...new Set(statuses())]).toEqual([404, 200]);
	});
});
