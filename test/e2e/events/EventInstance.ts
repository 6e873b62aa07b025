import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';

import type { INodeParameters } from 'n8n-workflow';

import { chain, type WorkflowDefinition } from '../../engine';
import { startSonar, type Sonar } from '../../sonar';
import { temporaryFolder, type TemporaryFolder } from '../harness/cleanUp';
import type { Execution, SavedWorkflow } from '../harness/N8nApi';
import type { N8n } from '../harness/startN8n';
import { until } from '../harness/wait';
import { startTlsProxy, type TlsProxy } from '../services/tlsProxy';
import { sonarNode } from '../steps/workflows';
import type { Launch, Launched } from './launch';

interface EndpointInSonar {
	id: string;
	address: string;
	enabled: boolean;
	events: string[];
}

export const TRIGGER = 'Sonar Event Trigger';

/** An n8n that Sonar reaches over https, and that can be started again. */
export class EventInstance {
	sonar!: Sonar;

	proxy!: TlsProxy;

	private credentialId!: string;

	private folder!: TemporaryFolder;

	private launched?: Launched;

	constructor(private readonly launch: Launch) {}

	/** The main process. */
	get n8n(): N8n {
		return this.launched!.n8n;
	}

	async start(): Promise<void> {
		this.proxy = await startTlsProxy();
		this.folder = temporaryFolder('n8n');
		this.sonar = await startSonar({
			folder: temporaryFolder('sonar').path,
			webhookCertificate: this.proxy.certificate,
			minuteInMilliseconds: 500,
		});
		await this.startN8n();
		const { url: instanceUrl, token: accessToken } = this.sonar;
		const data = { instanceUrl, accessToken };
		this.credentialId = await this.n8n.api.createCredential('Sonar', 'sonarApi', data);
	}

	async stop(): Promise<void> {
		await this.launched?.stop();
		await this.sonar?.close();
		await this.proxy?.close();
		this.folder?.remove();
	}

	/** Ends n8n and starts it again with all that it has stored, maybe with other settings. */
	async restart(env?: Record<string, string>): Promise<void> {
		await this.launched!.stop();
		await this.startN8n(env);
	}

	private async startN8n(more?: Record<string, string>): Promise<void> {
		const env = { WEBHOOK_URL: `${this.proxy.url}/`, N8N_PROXY_HOPS: '1', ...more };
		this.launched = await this.launch(env, this.folder.path);
		this.proxy.portFor = this.launched.portFor;
	}

	/** A workflow that Sonar starts; nothing stands behind the trigger. */
	workflow(events: string[], webhookId: string, name = 'Events'): WorkflowDefinition {
		const parameters: INodeParameters = { events };
		const workflow = chain([
			{ ...sonarNode(TRIGGER, 'sonarEventTrigger', parameters), webhookId },
			{ name: 'Nothing', type: 'n8n-nodes-base.noOp' },
		]);
		workflow.nodes.shift();
		delete workflow.connections.Manual;
		workflow.nodes[0]!.credentials!.sonarApi!.id = this.credentialId;
		return { ...workflow, name };
	}

	/** Those at the address of a node, in the order in which they were made. */
	endpoints(webhookId: string): EndpointInSonar[] {
		return this.sonar
			.entities('WebhookEndpoint')
			.map(({ id, endpoint, enabled }) => ({
				id,
				address: endpoint as string,
				enabled: enabled as boolean,
				events: this.sonar
					.entities('WebhookEndpointEvent')
					.filter((event) => event.webhook_endpoint_id === id)
					.map(({ model, event }) => `${String(model)}.${String(event)}`),
			}))
			.filter(({ address }) => address.includes(`/${webhookId}/`));
	}

	/** The only one at the address of a node. */
	endpoint(webhookId: string): EndpointInSonar {
		const found = this.endpoints(webhookId);
		assert.equal(found.length, 1, JSON.stringify(found));
		return found[0]!;
	}

	/** Waits until there is one endpoint at the address of a node, with these events. */
	async untilEvents(webhookId: string, events: string[]): Promise<void> {
		await until(`the endpoint for ${events.join(', ')}`, () => {
			const found = this.endpoints(webhookId);
			const [first, ...others] = found;
			if (others.length === 0 && first?.events.toSorted().join() === events.toSorted().join()) {
				return true;
			}
			throw new Error(`there is ${JSON.stringify(found)}`);
		});
	}

	async untilNone(webhookId: string): Promise<void> {
		await until('no endpoint', () => {
			const found = this.endpoints(webhookId);
			if (found.length === 0) return true;
			throw new Error(
				`there is ${JSON.stringify(found)}; n8n said last: ${this.n8n.output().slice(-2000)}`,
			);
		});
	}

	/** Creates and activates a workflow, with its endpoint in Sonar. */
	async activate(webhookId: string, events = ['File.CREATED']): Promise<SavedWorkflow> {
		const workflow = await this.n8n.api.createWorkflow(this.workflow(events, webhookId));
		await this.n8n.api.activate(workflow);
		await this.untilEvents(webhookId, events);
		return workflow;
	}

	/** A file in Sonar starts a workflow once more, or so many times. */
	async works(workflow: SavedWorkflow, times = 1): Promise<void> {
		const { api } = this.n8n;
		const count = (await api.executions(workflow)).length;
		await this.addFile();
		await this.executions(workflow, count + times);
		await sleep(300);
		assert.equal((await api.executions(workflow)).length, count + times);
	}

	/** Lets a file come into Sonar; returns its id. */
	async addFile(filename = 'a.txt'): Promise<string> {
		return await this.sonar.addFile({ filename, content: filename });
	}

	/** Waits until so many executions of a workflow have succeeded. */
	async executions(workflow: SavedWorkflow, count: number): Promise<Execution[]> {
		return await until(
			`${count} executions`,
			async () => {
				const found = await this.n8n.api.executions(workflow, 'success');
				return found.length >= count && found;
			},
			{ everyMilliseconds: 100 },
		);
	}

	/** Calls an address as a stranger does; gives the status. */
	async call(address: string, method = 'POST', body = '{"event":"file.created"}'): Promise<number> {
		const headers = { 'content-type': 'application/json' };
		const sent = request(address, { method, headers, ca: this.proxy.certificate });
		sent.end(method === 'POST' ? body : undefined);
		const [response] = (await once(sent, 'response')) as [
			NodeJS.ReadableStream & { statusCode: number },
		];
		response.resume();
		return response.statusCode;
	}
}
