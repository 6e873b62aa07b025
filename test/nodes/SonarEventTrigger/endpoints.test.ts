import { answerWith, reshaped } from '../../sonar/answers';
import { characterNames, type CharacterName } from '../../sonar';
import { startedBy, useEventTriggers } from './eventTriggers';

const triggers = useEventTriggers();
const { kit, door } = triggers;

const addFile = async () => await kit.sonar.addFile({ filename: 'a.txt', content: 'a' });
const addEndpoint = (endpoint: string, events = ['CREATED'], enabled = true) => {
	const id = kit.sonar.addEntity('WebhookEndpoint', { details: { endpoint, enabled } });
	for (const event of events) {
		const details = { model: 'File', event };
		kit.sonar.addEntity('WebhookEndpointEvent', { webhook_endpoint_id: id, details });
	}
	return id;
};

describe('The endpoint', () => {
	it('exists once and has the events of the last of three publishes', async () => {
		let trigger = await triggers.start(['File.CREATED']);
		for (const events of [['File.DELETED'], ['Ticket.CREATED', 'File.UPDATED'], ['File.CREATED']]) {
			const staticData = trigger.staticData();
			// As n8n does: the old version is deactivated, then the new one activated.
			await trigger.deactivate();
			trigger = await triggers.start(events, { staticData });
			expect(triggers.endpoint.events.sort()).toEqual([...events].sort());
		}
		await addFile();
		expect(await startedBy(trigger, 1)).toHaveLength(1);
	});

	it('exists once and has the current events, if the old version could not be unpublished', async () => {
		const first = await triggers.start(['File.CREATED']);
		const old = triggers.endpoint;
		const second = await triggers.start(['File.CREATED', 'File.DELETED'], {
			staticData: first.staticData(),
		});
		expect(triggers.endpoint.id).not.toBe(old.id);
		await kit.sonar.remove(await addFile());
		expect(await startedBy(second, 2)).toHaveLength(2);
		expect(await triggers.call(old.endpoint)).toBe(404);
	});

	it('exists once after three restarts of n8n 1.x, each of which checks it', async () => {
		let trigger = await triggers.start();
		const { endpoint } = triggers.endpoint;
		for (let restarts = 0; restarts < 3; restarts += 1) {
			trigger = triggers.build(undefined, { staticData: trigger.staticData(), line: '1.x' });
			await trigger.activate('init');
		}
		expect(triggers.endpoint.endpoint).toBe(endpoint);
		await addFile();
		expect(await startedBy(trigger, 1)).toHaveLength(1);
	});

	it('exists once if n8n 1.x publishes the workflow twice at the same time', async () => {
		const first = triggers.build(undefined, { line: '1.x' });
		const second = triggers.build(undefined, { line: '1.x' });
		await Promise.all([first.activate(), second.activate()]);
		expect(second.staticData()).toEqual(first.staticData());
		expect(triggers.mutations).toEqual(['createWebhookEndpoint']);
		await addFile();
		expect(await startedBy(second, 1)).toHaveLength(1);
	});

	it('is the one that n8n knows already, if several match', async () => {
		const first = await triggers.start();
		const known = triggers.endpoint;
		kit.sonar.removeEntity('WebhookEndpoint', known.id);
		const other = known.endpoint.replace(/secret=.*/, `secret=${'a'.repeat(64)}`);
		addEndpoint(other);
		addEndpoint(known.endpoint);
		addEndpoint(other);
		await triggers.start(undefined, { staticData: first.staticData() });
		expect(triggers.endpoint.endpoint).toBe(known.endpoint);
	});

	it.each([
		['has no secret', ''],
		['has a secret that was cut', `&secret=${'a'.repeat(63)}`],
		['has a secret that anybody guesses', '&secret=1'],
	])('is replaced if the one in Sonar %s', async (_, query) => {
		const id = addEndpoint(`${door.url}/webhook/hook/webhook?workflow=workflow${query}`);
		await triggers.start();
		expect(triggers.endpoint.id).not.toBe(id);
		expect(triggers.endpoint.endpoint).toMatch(/secret=[0-9a-f]{64}$/);
	});

	it.each<CharacterName>(['endpointUpdatesReplace', 'endpointsAnswerNull'])(
		'works although it was right already, if Sonar is %s',
		async (character) => {
			await kit.renewSonar({ characters: [character], webhookCertificate: door.certificate });
			const first = await triggers.start();
			const second = await triggers.start(undefined, { staticData: first.staticData() });
			expect(triggers.endpoint).toMatchObject({ enabled: true, events: ['File.CREATED'] });
			await addFile();
			expect(await startedBy(second, 1)).toHaveLength(1);
		},
	);

	it('is found however Sonar writes its address', async () => {
		const query = `?secret=${'a'.repeat(64)}&workflow=workflow`;
		const id = addEndpoint(
			`${door.url.replace('localhost', 'LOCALHOST')}/webhook/hook/webhook//${query}`,
		);
		await triggers.start();
		expect(triggers.endpoint.id).toBe(id);
	});

	it('is found beside others with odd addresses', async () => {
		const withOthers = reshaped((body: { data: { f0: { entities: object[] } } }) => {
			const others = ['no address', null, 5].map((endpoint, index) => ({
				id: 90 + index,
				endpoint,
			}));
			body.data.f0.entities.unshift(...others);
			return body;
		});
		answerWith(kit.sonar, '/api/graphql', 'as usual', withOthers);
		const trigger = await triggers.start();
		expect(triggers.mutations).toEqual(['createWebhookEndpoint']);
		answerWith(kit.sonar, '/api/graphql', withOthers);
		await trigger.deactivate();
		expect(triggers.endpoints).toEqual([]);
	});

	it('is replaced if only one of two events matches', async () => {
		await triggers.start(['File.CREATED', 'File.DELETED']);
		const { id } = triggers.endpoint;
		await triggers.start(['File.CREATED', 'Ticket.CREATED']);
		expect(triggers.endpoint.id).not.toBe(id);
		expect(triggers.endpoint.events).toEqual(['File.CREATED', 'Ticket.CREATED']);
	});

	it('is searched for once if none is expected', async () => {
		const trigger = triggers.build();
		await trigger.deactivate();
		expect(kit.calls).toEqual(['query']);
	});

	it('is found on a later page', async () => {
		await kit.renewSonar({ recordsPerPageLimit: 3, webhookCertificate: door.certificate });
		for (let n = 0; n < 10; n += 1) addEndpoint(`https://example.com/${n}`);
		const trigger = await triggers.start();
		await triggers.start();
		expect(triggers.endpoints).toHaveLength(11);
		await trigger.deactivate();
		expect(triggers.endpoints).toHaveLength(10);
	});

	it('takes events from a text with commas, in any case of letters, each once', async () => {
		await triggers.start('file.created, FILE.CREATED,Ticket.updated');
		expect(triggers.endpoint.events).toEqual(['File.CREATED', 'Ticket.UPDATED']);
	});

	it.each([
		[[], 'Event Names or IDs is empty'],
		[[' ', null], 'Event Names or IDs is empty'],
		[['File.MOVED'], 'This Sonar has no event File.MOVED'],
		[['File.CREATED', 'Nothing.CREATED'], 'This Sonar has no event Nothing.CREATED'],
		[['FileCREATED'], 'This Sonar has no event FileCREATED'],
		[
			['x'.repeat(200)],
			`This Sonar has no event ${'x'.repeat(100)}. Choose the events from the list. It shows the events of your instance.`,
		],
		[[7], 'Event Names or IDs must be the name of an event, not 7'],
		[[{ model: 'File' }], 'Event Names or IDs must be the name of an event, not an object'],
	])('is not created for the events %j', async (events, message) => {
		await expect(triggers.build(events).activate()).rejects.toThrow(message);
		expect(triggers.endpoints).toEqual([]);
		expect(triggers.mutations).toEqual([]);
	});
});

describe('A test in the editor', () => {
	it('has its own endpoint beside the published one, and deletes it afterwards', async () => {
		const active = await triggers.start();
		const own = triggers.endpoint;
		const test = await triggers.start(['File.CREATED'], { testsInEditor: true });
		expect(triggers.endpoints).toHaveLength(2);
		expect(triggers.endpoints[1]).toMatchObject({
			name: 'n8n: My Workflow / Event (test)',
			endpoint: expect.stringContaining('/webhook-test/hook/webhook') as string,
		});
		await addFile();
		expect(await startedBy(test, 1)).toEqual(await startedBy(active, 1));
		await test.deactivate();
		expect(triggers.endpoint).toEqual(own);
		await addFile();
		expect(await startedBy(active, 2)).toHaveLength(2);
		expect(test.started).toHaveLength(1);
	});
});

describe('A copied workflow', () => {
	it('has its own endpoint, even with the path of the original', async () => {
		await triggers.start();
		const copy = await triggers.start(undefined, { workflowId: 'copy' });
		await triggers.start(undefined, { workflowId: 'another', webhookId: 'another' });
		expect(new Set(triggers.endpoints.map(({ endpoint }) => endpoint)).size).toBe(3);
		await copy.deactivate();
		expect(triggers.endpoints).toHaveLength(2);
	});
});

describe('With every character of Sonar', () => {
	it.each<CharacterName>(characterNames)(
		'it can be published and unpublished: %s',
		async (character) => {
			await kit.renewSonar({
				characters: [character],
				webhookCertificate: door.certificate,
			});
			let trigger = await triggers.start(['File.CREATED', 'Ticket.UPDATED']);
			kit.sonar.catchUp();
			const { endpoint } = triggers.endpoint;
			expect(triggers.endpoint.enabled).toBe(true);
			// It works, whether the endpoint was kept or created.
			trigger = await triggers.start(['File.CREATED'], { staticData: trigger.staticData() });
			expect(triggers.endpoint.endpoint).not.toBe(endpoint);
			kit.sonar.catchUp();
			const id = await addFile();
			const items = await startedBy(trigger, 1);
			expect(JSON.stringify(items[0]!.json.object_id).replace(/"/g, '')).toBe(id);
			await trigger.deactivate();
			expect(triggers.endpoints).toEqual([]);
		},
	);
});
