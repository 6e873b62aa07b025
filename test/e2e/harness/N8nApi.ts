import type { IDataObject } from 'n8n-workflow';

import type { WorkflowDefinition } from '../../engine';
import { readOutputs } from './executionData';

export const OWNER = {
	email: 'owner@example.com',
	firstName: 'Olivia',
	lastName: 'Owner',
	password: 'Sonar-e2e-2026',
};

export interface SavedWorkflow {
	id: string;
	versionId: string;
}

export interface Execution {
	id: string;
	workflowId: string;
	status: string;
	startedAt: string;
}

export interface CredentialTest {
	status: 'OK' | 'Error';
	message: string;
}

/** The calls that n8n's own editor makes, as the owner of the instance. */
export class N8nApi {
	private cookie = '';

	constructor(readonly url: string) {}

	/** Signs in as the owner of the instance, who is made if it is new. */
	async enter(): Promise<void> {
		const { email, password } = OWNER;
		const { userManagement } = await this.call<{
			userManagement: { showSetupOnFirstLoad: boolean };
		}>('GET', '/rest/settings');
		if (userManagement.showSetupOnFirstLoad) {
			await this.call('POST', '/rest/owner/setup', OWNER);
		} else {
			await this.call('POST', '/rest/login', { emailOrLdapLoginId: email, password });
		}
	}

	/** The node types that the node panel shows. */
	async types(kind: 'nodes' | 'credentials'): Promise<Array<Record<string, unknown>>> {
		const response = await this.fetch('GET', `/types/${kind}.json`);
		return (await response.json()) as Array<Record<string, unknown>>;
	}

	/** A path of n8n's own server, for example of an icon. */
	async get(path: string): Promise<Response> {
		return await this.fetch('GET', path);
	}

	/** Returns the id. */
	async createCredential(name: string, type: string, data: object): Promise<string> {
		const credential = { name, type, data, projectId: await this.projectId() };
		return (await this.call<{ id: string }>('POST', '/rest/credentials', credential)).id;
	}

	/** Tests a saved credential as the editor does, optionally with other data. */
	async testCredential(
		id: string,
		name: string,
		type: string,
		data: object,
	): Promise<CredentialTest> {
		return await this.call('POST', '/rest/credentials/test', {
			credentials: { id, name, type, data },
		});
	}

	async createWorkflow(workflow: WorkflowDefinition): Promise<SavedWorkflow> {
		return await this.call('POST', '/rest/workflows', {
			name: 'Workflow',
			settings: { executionOrder: 'v1' },
			active: false,
			...workflow,
		});
	}

	/** Saves another version of it. */
	async updateWorkflow(
		{ id, versionId }: SavedWorkflow,
		workflow: WorkflowDefinition,
	): Promise<SavedWorkflow> {
		return await this.call('PATCH', `/rest/workflows/${id}`, { ...workflow, versionId });
	}

	/** As the editor's Execute workflow, with a trigger that waits for a call. */
	async testTrigger({ id }: SavedWorkflow, name: string): Promise<void> {
		const path = `/rest/workflows/${id}`;
		// Older versions take the workflow from the editor.
		const workflowData = await this.call('GET', path);
		await this.call('POST', `${path}/run`, { workflowData, triggerToStartFrom: { name } });
	}

	/** As the editor's Stop listening. */
	async stopTest({ id }: SavedWorkflow): Promise<void> {
		await this.call('DELETE', `/rest/test-webhook/${id}`);
	}

	/** Publishes it, so that its webhooks and triggers listen. */
	async activate({ id, versionId }: SavedWorkflow): Promise<void> {
		await this.call('POST', `/rest/workflows/${id}/activate`, { versionId });
	}

	/** Ends its webhooks and triggers. */
	async deactivate({ id }: SavedWorkflow): Promise<void> {
		await this.call('POST', `/rest/workflows/${id}/deactivate`, {});
	}

	/** Executes it as the editor does, from one of its triggers. That trigger must not wait. */
	async execute({ id }: SavedWorkflow, trigger: string): Promise<void> {
		const workflowData = await this.call('GET', `/rest/workflows/${id}`);
		const triggerToStartFrom = { name: trigger };
		await this.call('POST', `/rest/workflows/${id}/run`, { workflowData, triggerToStartFrom });
	}

	/**
	 * The executions of a workflow, the newest first, up to 100. If a status is given, only of that
	 * status.
	 */
	async executions({ id }: SavedWorkflow, status?: string): Promise<Execution[]> {
		const wanted = { workflowId: id, ...(status && { status: [status] }) };
		const filter = encodeURIComponent(JSON.stringify(wanted));
		const { results } = await this.call<{ results: Execution[] }>(
			'GET',
			`/rest/executions?filter=${filter}&limit=100`,
		);
		return results;
	}

	/** Everything that an execution was given and did, as text (of the package flatted). */
	async executionData({ id }: Execution): Promise<string> {
		return (await this.call<{ data: string }>('GET', `/rest/executions/${id}`)).data;
	}

	/** The JSON of the items at each output of a node. */
	async outputs(execution: Execution, node: string): Promise<IDataObject[][]> {
		return readOutputs(await this.executionData(execution), node);
	}

	private async projectId(): Promise<string> {
		return (await this.call<{ id: string }>('GET', '/rest/projects/personal')).id;
	}

	private async call<T>(method: string, path: string, body?: object): Promise<T> {
		const response = await this.fetch(method, path, body);
		const { data } = (await response.json()) as { data: T };
		return data;
	}

	private async fetch(method: string, path: string, body?: object): Promise<Response> {
		const send = async () =>
			await fetch(this.url + path, {
				method,
				headers: { 'content-type': 'application/json', cookie: this.cookie },
				body: body && JSON.stringify(body),
			});
		const response = await send().catch(async (error: unknown) => {
			// n8n may have closed an idle connection just when it was used again.
			if (method === 'GET') return await send();
			throw error;
		});
		const [cookie] = response.headers.getSetCookie();
		if (cookie) this.cookie = cookie.split(';')[0]!;
		if (response.ok) return response;
		throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
	}
}
