// Follows packages/cli/src/webhooks/webhook.service.ts, live-webhooks.ts and test-webhooks.ts,
// active-workflow-manager.ts (n8n 1.x) and workflows/triggers/webhook-trigger-registrar.ts
// (n8n 2.x) of n8n.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

import { HookContext, WebhookContext } from 'n8n-core';
import {
	deepCopy,
	NodeHelpers,
	type IDataObject,
	type INodeExecutionData,
	type IWebhookData,
	type IWebhookDescription,
	type IWorkflowExecuteAdditionalData,
	type WebhookSetupMethodNames,
	type Workflow,
	type WorkflowActivateMode,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { additionalDataOf } from './additionalData';
import { EngineCredentials } from './EngineCredentials';
import type { Packages } from './packages';
import { parseBody } from './requestBody';
import type { Webhooks, WebhooksOptions } from './types';
import { workflowOf } from './workflowOf';

/** The webhooks of one node, as n8n's server has them for an active workflow or a test. */
export function startWebhooks(packages: Packages, options: WebhooksOptions): Webhooks {
	return new NodeWebhooks(packages, options);
}

class NodeWebhooks implements Webhooks {
	readonly started: INodeExecutionData[][] = [];

	private stored: IDataObject;
	private readonly registered = new Set<string>();
	private readonly mode: WorkflowExecuteMode;

	constructor(
		private readonly packages: Packages,
		private readonly options: WebhooksOptions,
	) {
		this.stored = deepCopy(options.staticData ?? {});
		this.mode = options.testsInEditor ? 'manual' : 'trigger';
	}

	get path(): string {
		const { path } = this.webhooks(this.load())[0]!;
		return `/webhook${this.options.testsInEditor ? '-test' : ''}/${path}`;
	}

	staticData(): IDataObject {
		return deepCopy(this.stored);
	}

	/** Nothing is stored if it fails, and it is taken down: by what was stored, or by what is in memory. */
	async activate(activation: WorkflowActivateMode = 'activate'): Promise<void> {
		const workflow = this.load();
		try {
			for (const webhook of this.webhooks(workflow)) {
				this.registered.add(webhook.httpMethod);
				const exists = await this.call('checkExists', workflow, webhook, this.mode, activation);
				if (!exists) await this.call('create', workflow, webhook, this.mode, activation);
			}
		} catch (error) {
			await this.remove(this.options.line === '1.x' ? this.load() : workflow);
			throw error;
		}
		this.save(workflow);
	}

	async deactivate(): Promise<void> {
		await this.remove(this.load());
	}

	async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const rawBody = await buffer(request);
		const workflow = this.load();
		const webhook = this.webhooks(workflow).find(({ httpMethod }) => httpMethod === request.method);
		if (!webhook || !this.registered.has(webhook.httpMethod)) {
			response.writeHead(404).end();
			return;
		}
		const parsed = parseBody(request, rawBody);
		if (!parsed) {
			response.writeHead(422).end();
			return;
		}
		const url = new URL(request.url!, 'https://n8n');
		const httpRequest = Object.assign(request, {
			body: parsed.body,
			// Not of a multipart form, which n8n takes apart itself.
			rawBody: parsed.isForm || rawBody.length === 0 ? undefined : rawBody,
			query: Object.fromEntries(
				[...url.searchParams.keys()].map((key) => {
					const values = url.searchParams.getAll(key);
					return [key, values.length > 1 ? values : values[0]];
				}),
			),
			params: {},
		});
		const additionalData = {
			...this.additionalData(),
			httpRequest,
			httpResponse: response,
		} as unknown as IWorkflowExecuteAdditionalData;
		const node = workflow.getNode(this.options.nodeName)!;
		const type = this.packages.getByNameAndVersion(node.type, node.typeVersion);
		const mode = this.options.testsInEditor ? 'manual' : 'webhook';
		const context = new WebhookContext(workflow, node, additionalData, mode, webhook, [], null);
		const { workflowData, noWebhookResponse } = await type.webhook!.call(context);
		if (workflowData) this.started.push(workflowData[0]!);
		this.save(workflow);
		if (!noWebhookResponse) {
			response.writeHead(200).end('{"message":"Workflow was started"}');
		}
	}

	private async remove(workflow: Workflow): Promise<void> {
		for (const webhook of this.webhooks(workflow)) {
			await this.call('delete', workflow, webhook, 'internal', 'update');
		}
		this.save(workflow);
		this.registered.clear();
	}

	private async call(
		method: WebhookSetupMethodNames,
		workflow: Workflow,
		webhook: IWebhookData,
		mode: WorkflowExecuteMode,
		activation: WorkflowActivateMode,
	): Promise<boolean> {
		const node = workflow.getNode(webhook.node)!;
		const type = this.packages.getByNameAndVersion(node.type, node.typeVersion);
		const run = type.webhookMethods?.[webhook.webhookDescription.name]?.[method];
		if (!run) return false;
		const context = new HookContext(
			workflow,
			node,
			webhook.workflowExecuteAdditionalData,
			mode,
			activation,
			webhook,
		);
		return await workflow.expression.withIsolate(async () => await run.call(context));
	}

	/** The workflow as n8n reads it from its database each time. */
	private load(): Workflow {
		const { workflow, credentials = {}, workflowId } = this.options;
		return workflowOf(this.packages, workflow, {
			credentials,
			id: workflowId,
			staticData: deepCopy(this.stored),
		});
	}

	private save(workflow: Workflow): void {
		this.stored = JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject;
	}

	private webhooks(workflow: Workflow): IWebhookData[] {
		const node = workflow.getNode(this.options.nodeName)!;
		const { webhooks = [] } = this.packages.getByNameAndVersion(
			node.type,
			node.typeVersion,
		).description;
		return webhooks.map((webhookDescription: IWebhookDescription) => ({
			httpMethod: webhookDescription.httpMethod as IWebhookData['httpMethod'],
			node: node.name,
			path: NodeHelpers.getNodeWebhookPath(workflow.id, node, webhookDescription.path),
			webhookDescription,
			workflowId: workflow.id,
			workflowExecuteAdditionalData: this.additionalData(),
			isTest: this.options.testsInEditor === true,
		}));
	}

	private additionalData(): IWorkflowExecuteAdditionalData {
		const { credentials = {}, baseUrl } = this.options;
		return additionalDataOf(new EngineCredentials(this.packages, credentials), {
			webhookBaseUrl: `${baseUrl}/webhook`,
			webhookTestBaseUrl: `${baseUrl}/webhook-test`,
		});
	}
}
