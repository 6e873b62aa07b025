import { Agent, request } from 'node:https';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

import type { INodeExecutionData } from 'n8n-workflow';

import { chain, type Webhooks, type WebhooksOptions } from '../../engine';
import type { SonarOptions } from '../../sonar';
import type { Kit } from '../kit';
import { useKitWithNewSonars } from '../useKit';
import { Door } from './Door';

type Given = Partial<Omit<WebhooksOptions, 'workflow' | 'nodeName' | 'credentials'>>;

interface TriggerOptions extends Given {
	/** n8n's ID for the webhooks of a node; nodes with the same ID share a path. */
	webhookId?: string;
	workflowName?: string;
	/** In place of the kit's. */
	instanceUrl?: string;
}

/** An endpoint without its ID. */
interface EndpointInSonar {
	id: string;
	name: string;
	endpoint: string;
	enabled: boolean;
	events: string[];
}

/** n8n behind https, and a Sonar that trusts its certificate, new for each test. */
export class EventTriggers {
	constructor(
		readonly kit: Kit,
		readonly door: Door,
	) {}

	/** A workflow with a Sonar Event Trigger, not yet published. */
	build(events: unknown = ['File.CREATED'], options: TriggerOptions = {}): Webhooks {
		const { webhookId = 'hook', workflowName = 'My Workflow', instanceUrl, ...given } = options;
		const workflow = chain([
			{
				name: 'Event',
				type: 'n8n-nodes-sonar-software.sonarEventTrigger',
				parameters: { events: events as string[] },
				webhookId,
			},
		]);
		workflow.nodes.shift();
		delete workflow.connections.Manual;
		workflow.name = workflowName;
		const { credential } = this.kit;
		const trigger = this.kit.engine.startWebhooks({
			workflow,
			nodeName: 'Event',
			credentials: { sonarApi: { ...credential, ...(instanceUrl && { instanceUrl }) } },
			baseUrl: this.door.url,
			...given,
		});
		this.door.lead(trigger);
		return trigger;
	}

	/** Like `build`, but published. */
	async start(events?: unknown, options?: TriggerOptions): Promise<Webhooks> {
		const trigger = this.build(events, options);
		await trigger.activate();
		return trigger;
	}

	/** Expects a new file to start the workflow once. */
	async expectToWork(trigger: Webhooks): Promise<void> {
		const before = trigger.started.length;
		await this.kit.sonar.addFile({ filename: 'a.txt', content: 'a' });
		expect(await startedBy(trigger, before + 1)).toHaveLength(before + 1);
	}

	get endpoints(): EndpointInSonar[] {
		const { sonar } = this.kit;
		return sonar.entities('WebhookEndpoint').map((one) => ({
			id: one.id,
			name: one.name!,
			endpoint: one.endpoint as string,
			enabled: one.enabled as boolean,
			events: sonar
				.entities('WebhookEndpointEvent')
				.filter(({ webhook_endpoint_id: id }) => id === one.id)
				.map(({ model, event }) => `${String(model)}.${String(event)}`),
		}));
	}

	/** The endpoint; fails if there are several. */
	get endpoint(): EndpointInSonar {
		expect(this.endpoints).toHaveLength(1);
		return this.endpoints[0]!;
	}

	/** The mutations that Sonar carried out since the log was cleared. */
	get mutations(): string[] {
		return this.kit.sonar.log.flatMap(({ operation, fields = [] }) =>
			operation === 'mutation' ? fields.map(({ name }) => name) : [],
		);
	}

	/** Waits for so many calls of Sonar's, and returns their statuses. */
	async answers(count: number): Promise<number[]> {
		const { webhookCalls } = this.kit.sonar;
		for (let tries = 0; tries < 200 && webhookCalls.length < count; tries += 1) await sleep(10);
		return webhookCalls.map(({ status }) => status);
	}

	/** Calls an address as Sonar or a stranger would, and returns the status. */
	async call(
		address: string,
		body: string | Buffer = '{}',
		headers: Record<string, string> = { 'content-type': 'application/json' },
		method = 'POST',
	): Promise<number> {
		const agent = new Agent({ ca: this.door.certificate });
		const sent = request(address, { method, headers, agent });
		sent.end(body);
		const [response] = (await once(sent, 'response')) as [
			NodeJS.ReadableStream & { statusCode: number },
		];
		response.resume();
		return response.statusCode;
	}
}

/** Sets up the fixture for the tests of a file. */
export function useEventTriggers(options: SonarOptions = {}): EventTriggers {
	const sonarOptions = { ...options };
	const door = new Door();
	beforeAll(async () => {
		await door.open();
		sonarOptions.webhookCertificate = door.certificate;
	});
	const kit = useKitWithNewSonars(sonarOptions);

	beforeEach(() => door.clear());
	afterAll(async () => await door.close());
	return new EventTriggers(kit, door);
}

/** Waits for so many executions, and returns their items in order of start. */
export async function startedBy(trigger: Webhooks, count: number): Promise<INodeExecutionData[]> {
	for (let tries = 0; tries < 200 && trigger.started.length < count; tries += 1) await sleep(10);
	return trigger.started.flat();
}
