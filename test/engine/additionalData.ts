// Follows packages/cli/src/workflow-execute-additional-data.ts of n8n.

import { Container } from '@n8n/di';
import { ExternalSecretsProxy, type ExecutionLifecycleHooks } from 'n8n-core';
import type { IDataObject, INodeParameters, IWorkflowExecuteAdditionalData } from 'n8n-workflow';

import type { EngineCredentials } from './EngineCredentials';

// n8n parses its addresses, so they must be valid, although nothing listens there.
const BASE_URL = 'http://localhost:5678/';

interface Particulars {
	executionId?: string;
	variables?: IDataObject;
	hooks?: ExecutionLifecycleHooks;
	currentNodeParameters?: INodeParameters;
	webhookBaseUrl?: string;
	webhookTestBaseUrl?: string;
}

/**
 * The data that n8n's server adds to an execution. Code nodes and sub-workflows need more than this.
 */
export function additionalDataOf(
	credentialsHelper: EngineCredentials,
	particulars: Particulars = {},
): IWorkflowExecuteAdditionalData {
	return {
		credentialsHelper,
		externalSecretsProxy: Container.get(ExternalSecretsProxy),
		currentNodeExecutionIndex: 0,
		variables: {},
		restApiUrl: `${BASE_URL}rest`,
		instanceBaseUrl: BASE_URL,
		formBaseUrl: `${BASE_URL}form`,
		formWaitingBaseUrl: `${BASE_URL}form-waiting`,
		formTestBaseUrl: `${BASE_URL}form-test`,
		webhookBaseUrl: `${BASE_URL}webhook`,
		webhookWaitingBaseUrl: `${BASE_URL}webhook-waiting`,
		webhookTestBaseUrl: `${BASE_URL}webhook-test`,
		mcpBaseUrl: `${BASE_URL}mcp`,
		mcpTestBaseUrl: `${BASE_URL}mcp-test`,
		executeWorkflow: async () => await unsupported('sub-workflows'),
		startRunnerTask: async () => await unsupported('Code nodes'),
		getRunExecutionData: async () => undefined,
		getRuntimeCredential: async () => undefined,
		logAiEvent: () => {},
		...particulars,
	};
}

async function unsupported(what: string): Promise<never> {
	throw new Error(`This engine runs no ${what}.`);
}
