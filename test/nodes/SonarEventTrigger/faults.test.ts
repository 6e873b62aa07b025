import { REMEDIES } from '../../../nodes/shared/n8n/remedies';
import {
	afterwards,
	answerWith,
	json,
	resetAfterBody,
	reshaped,
	status,
	refusal,
} from '../../sonar/answers';
import type { Answer } from '../../sonar';
import { useEventTriggers } from './eventTriggers';

const triggers = useEventTriggers();
const { kit, door } = triggers;

const answers = (...list: Answer[]) => answerWith(kit.sonar, '/api/graphql', ...list);
const stored = afterwards(() => status(502));
/** The answers to the two queries before the first mutation: the events and the endpoints. */
const ASKED = ['as usual', 'as usual'] as const;

describe('Publishing', () => {
	it.each([
		['502', stored],
		['errors alone', afterwards(() => json({ errors: [{ message: 'Bad.' }] }))],
	])(
		'creates no second endpoint if Sonar stored the first one and answered %s',
		async (_, lost) => {
			answers(...ASKED, lost);
			const trigger = await triggers.start();
			expect(triggers.mutations).toEqual(['createWebhookEndpoint']);
			await triggers.expectToWork(trigger);
			expect(triggers.endpoints).toHaveLength(1);
		},
	);

	it('creates none if the outcome is unknown; the next attempt does', async () => {
		answers(...ASKED, resetAfterBody);
		const trigger = triggers.build();
		await expect(trigger.activate()).rejects.toThrow(
			'Whether Sonar created the webhook endpoint is unknown',
		);
		expect(triggers.endpoints).toEqual([]);
		await trigger.activate();
		await triggers.expectToWork(trigger);
		expect(triggers.endpoints).toHaveLength(1);
	});

	it.each(['1.x', '2.x'] as const)(
		'leaves nothing behind if it is tried three times in vain: n8n %s',
		async (line) => {
			for (let tries = 0; tries < 3; tries += 1) {
				// Sonar stores it each time, then becomes unreachable.
				answers(...ASKED, stored, ...Array<Answer>(4).fill(status(500)));
				await expect(triggers.build(undefined, { line }).activate()).rejects.toThrow();
				expect(triggers.endpoints).toEqual([]);
				kit.sonar.answerAsUsual();
			}
		},
	);

	it('shows a refusal in Sonar’s words, without the secret', async () => {
		const trigger = triggers.build();
		// The path is no longer registered.
		triggers.build();
		const error = await trigger.activate().catch((thrown: Error) => thrown);
		expect(String(error)).toContain('must answer HEAD with 200');
		expect(String(error)).not.toMatch(/[0-9a-f]{64}/i);
		expect(JSON.stringify(error)).not.toMatch(/[0-9a-f]{64}/i);
		expect(door.answers).toEqual(['HEAD 404']);
		expect(triggers.endpoints).toEqual([]);
	});

	it.each([
		[
			'createWebhookEndpoint',
			refusal('You do not have permission.'),
			'You do not have permission.',
		],
		['createWebhookEndpoint', status(401), 'Sonar did not accept the access token'],
		['createWebhookEndpoint', status(403, '{"message":"No."}'), 'No.'],
	])('says what Sonar answers to %s', async (_, answer, message) => {
		answers(...ASKED, answer);
		await expect(triggers.build().activate()).rejects.toThrow(message);
		expect(triggers.endpoints).toEqual([]);
	});

	it.each([
		['no list of events', json({ data: { f0: null } }), 'Sonar answered without a list of events'],
		['an empty one', json({ data: { f0: { entities: [] } } }), 'without a list of events'],
		['an error', refusal('Nothing for you.'), 'Nothing for you.'],
	])('changes nothing if Sonar answers %s', async (_, answer, message) => {
		answers(answer);
		await expect(triggers.build().activate()).rejects.toThrow(message);
		expect(triggers.mutations).toEqual([]);
	});

	it('says so if the token may not change the matching endpoint', async () => {
		await triggers.start();
		const before = triggers.endpoint;
		answers(...ASKED, refusal('You do not have permission.'));
		await expect(triggers.build().activate()).rejects.toThrow('You do not have permission.');
		// n8n 2.x deactivates what it could not activate.
		expect(triggers.mutations.at(-1)).toBe('deleteWebhookEndpoint');
		expect(triggers.mutations).not.toContain('updateWebhookEndpoint');
		expect(triggers.endpoints).not.toContainEqual(before);
	});

	it('fails if Sonar leaves the endpoint disabled, and leaves nothing behind', async () => {
		const disabled = (body: { data: { f0: object } }) => ({
			data: { f0: { ...body.data.f0, enabled: false } },
		});
		answers(...ASKED, reshaped(disabled));
		await expect(triggers.build().activate()).rejects.toThrow(
			`but left it disabled. ${REMEDIES.endpoint}`,
		);
		expect(triggers.endpoints).toEqual([]);
	});

	it('finds an endpoint later if the answer to its creation is lost', async () => {
		await kit.renewSonar({
			webhookCertificate: door.certificate,
			characters: ['lagsTwoQueries'],
		});
		answers(...ASKED, stored);
		const trigger = await triggers.start();
		expect(triggers.mutations).toEqual(['createWebhookEndpoint']);
		await triggers.expectToWork(trigger);
	});

	it('does not mistake another endpoint for the one whose answer is lost', async () => {
		const other = `secret=${'a'.repeat(64)}`;
		answers(...ASKED, (...call) => {
			const endpoint = `${door.url}/webhook/hook/webhook?workflow=workflow&${other}`;
			kit.sonar.addEntity('WebhookEndpoint', { details: { endpoint, enabled: true } });
			return status(502)(...call);
		});
		await expect(triggers.build(undefined, { line: '1.x' }).activate()).rejects.toThrow(
			'Whether Sonar created the webhook endpoint is unknown',
		);
	});

	it.each([
		['disabled', { enabled: false }],
		['with another secret', { endpoint: `https://example.com/?secret=${'b'.repeat(64)}` }],
		['for another event', { webhook_endpoint_events: { entities: [] } }],
	])('creates another endpoint if Sonar answers that the matching one is %s', async (_, change) => {
		await triggers.start();
		const { id } = triggers.endpoint;
		answers(
			...ASKED,
			reshaped(({ data: { f0 } }: { data: { f0: object } }) => ({
				data: { f0: { ...f0, ...change } },
			})),
		);
		await triggers.expectToWork(await triggers.start());
		expect(triggers.endpoint.id).not.toBe(id);
	});

	it('creates another endpoint if Sonar says that the matching one does not exist', async () => {
		await triggers.start();
		const { id } = triggers.endpoint;
		answers(...ASKED, refusal('No query results for model [WebhookEndpoint] 1'));
		await triggers.expectToWork(await triggers.start());
		expect(triggers.endpoint.id).not.toBe(id);
	});

	it.each([
		['drops the secret', (address: string) => address.replace(/&secret=.*/, '')],
		['cuts the address', (address: string) => address.slice(0, -10)],
		['has another host', (address: string) => address.replace('localhost', 'example.com')],
	])('fails if Sonar %s, and leaves nothing behind', async (_, storedEndpoint) => {
		await kit.renewSonar({
			webhookCertificate: door.certificate,
			characters: [{ description: 'Another address.', storedEndpoint }],
		});
		await expect(triggers.build().activate()).rejects.toThrow(
			'Sonar changed the address of the webhook endpoint',
		);
		expect(triggers.endpoints).toEqual([]);
	});

	it('does not trust a lagging list that still shows a deleted endpoint', async () => {
		await kit.renewSonar({
			webhookCertificate: door.certificate,
			characters: ['lagsTwoQueries'],
		});
		const before = await triggers.start();
		kit.sonar.catchUp();
		const { id } = triggers.endpoint;
		await before.deactivate();
		const after = await triggers.start();
		expect(triggers.endpoint.id).not.toBe(id);
		await triggers.expectToWork(after);
	});

	it('leaves nothing behind if it is undone at once while lists lag', async () => {
		await kit.renewSonar({
			webhookCertificate: door.certificate,
			characters: ['lagsTwoQueries'],
		});
		const trigger = await triggers.start();
		await trigger.deactivate();
		expect(triggers.endpoints).toEqual([]);
	});

	it('leaves nothing behind if it is undone before it has ended while lists lag', async () => {
		await kit.renewSonar({
			webhookCertificate: door.certificate,
			characters: ['lagsTwoQueries'],
		});
		const trigger = triggers.build();
		let deactivation: Promise<void> | undefined;
		const creation = afterwards((text) => async (...call) => {
			deactivation = trigger.deactivate();
			await json(JSON.parse(text))(...call);
		});
		answers(...ASKED, creation);
		await trigger.activate();
		await deactivation;
		expect(triggers.endpoints).toEqual([]);
	});
});
