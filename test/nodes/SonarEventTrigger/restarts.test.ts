import { setTimeout as sleep } from 'node:timers/promises';

import type { Answer, RawAnswer } from '../../sonar';
import { afterwards, answerWith, json, reset, reshaped, status } from '../../sonar/answers';
import { watchLog } from '../log';
import { useEventTriggers } from './eventTriggers';

const triggers = useEventTriggers();
const { kit } = triggers;

const answers = (...list: Answer[]) => answerWith(kit.sonar, '/api/graphql', ...list);
const down = () => kit.sonar.answerNext(() => true, status(503), 1000);

describe('A restart of n8n', () => {
	it.each([
		['is down', status(503)],
		['cannot be reached', reset],
		['does not know the token', status(401)],
		['shows a page', status(200, '<html></html>')],
	])('keeps everything while Sonar %s, and logs it', async (_, answer) => {
		const log = watchLog();
		const before = await triggers.start();
		kit.sonar.answerNext(() => true, answer, 1000);
		const after = triggers.build(undefined, { staticData: before.staticData(), line: '1.x' });
		await after.activate('init');
		expect(log.warn).toEqual([
			expect.stringMatching(/^Event: could not check its webhook endpoint in Sonar/),
		]);
		kit.sonar.answerAsUsual();
		await triggers.expectToWork(after);
		expect(triggers.endpoints).toHaveLength(1);
	});

	it('keeps everything if n8n has lost its address', async () => {
		const log = watchLog();
		const before = await triggers.start();
		const baseUrl = 'http://localhost:5678';
		const after = triggers.build(undefined, { staticData: before.staticData(), baseUrl });
		await after.activate('init');
		expect(log.warn[0]).toContain('Sonar calls only https addresses');
		await triggers.expectToWork(after);
	});

	it('fails if Sonar is down and n8n knows no secret, so that n8n retries', async () => {
		down();
		await expect(triggers.build().activate('init')).rejects.toThrow();
	});

	it('creates a new endpoint if somebody deleted the one in Sonar', async () => {
		const before = await triggers.start();
		kit.sonar.removeEntity('WebhookEndpoint', triggers.endpoint.id);
		const after = triggers.build(undefined, { staticData: before.staticData() });
		await after.activate('init');
		await triggers.expectToWork(after);
	});
});

describe('Unpublishing', () => {
	it('waits for an activation that is still running, and leaves no endpoint behind', async () => {
		const before = await triggers.start();
		let arrive!: () => void;
		const arrived = new Promise<void>((resolve) => (arrive = resolve));
		const update: RawAnswer = async (request, response, carryOut) => {
			arrive();
			await sleep(100);
			await reshaped((body) => body)(request, response, carryOut);
		};
		// Until then n8n knows the address, and the activation could create another endpoint.
		const deletion = afterwards((text) => async (request, response, carryOut) => {
			await sleep(300);
			await json(JSON.parse(text))(request, response, carryOut);
		});
		answers('as usual', 'as usual', update, 'as usual', deletion);
		const after = triggers.build(undefined, { staticData: before.staticData() });
		const started = after.activate('init');
		await arrived;
		await Promise.all([started, after.deactivate()]);
		expect(triggers.endpoints).toEqual([]);
	});

	it('keeps the endpoint of a workflow that is published again meanwhile', async () => {
		const before = await triggers.start();
		let arrive!: () => void;
		const arrived = new Promise<void>((resolve) => (arrive = resolve));
		const deletion: RawAnswer = async (request, response, carryOut) => {
			arrive();
			await sleep(100);
			await reshaped((body) => body)(request, response, carryOut);
		};
		answers('as usual', deletion);
		const switchedOff = before.deactivate();
		await arrived;
		const after = triggers.build();
		await Promise.all([switchedOff, after.activate()]);
		await triggers.expectToWork(after);
	});

	it('keeps the endpoint of a workflow that is published with other events meanwhile', async () => {
		const before = triggers.build();
		const after = triggers.build(['File.DELETED']);
		await Promise.all([before.activate(), after.activate()]);
		expect(triggers.endpoint.events).toEqual(['File.DELETED']);
	});

	it('succeeds while Sonar is down, and logs what is left', async () => {
		const log = watchLog();
		const trigger = await triggers.start();
		down();
		await trigger.deactivate();
		expect(log.warn).toEqual([
			expect.stringMatching(/^Event: could not delete its webhook endpoint in Sonar/),
		]);
		expect(trigger.staticData()).toEqual({ 'node:Event': {} });
		kit.sonar.answerAsUsual();
		const left = triggers.endpoint;
		await trigger.activate();
		expect(triggers.endpoint).toEqual(left);
		await triggers.expectToWork(trigger);
	});

	it('succeeds if the answer is lost', async () => {
		const log = watchLog();
		const trigger = await triggers.start();
		answers(
			'as usual',
			afterwards(() => status(502)),
		);
		await trigger.deactivate();
		expect(triggers.endpoints).toEqual([]);
		expect(log.warn).toEqual([]);
	});

	it('tries to delete every endpoint before it gives up', async () => {
		const log = watchLog();
		const trigger = await triggers.start();
		const { endpoint } = triggers.endpoint;
		kit.sonar.addEntity('WebhookEndpoint', { details: { endpoint: `${endpoint}` } });
		answers('as usual', json({ errors: [{ message: 'You do not have permission.' }] }));
		await trigger.deactivate();
		expect(triggers.endpoints).toHaveLength(1);
		expect(log.warn[0]).toContain('You do not have permission.');
	});

	it('logs if there is nothing to delete', async () => {
		const log = watchLog();
		const trigger = await triggers.start();
		kit.sonar.removeEntity('WebhookEndpoint', triggers.endpoint.id);
		await trigger.deactivate();
		expect(log.warn).toEqual(['Event: found no webhook endpoint of its own in Sonar to delete']);
	});
});
