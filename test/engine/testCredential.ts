// Follows packages/cli/src/services/credentials-tester.service.ts of n8n.

import { ExecuteContext, RoutingNode } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type IAuthenticateRuleResponseCode,
	type IAuthenticateRuleResponseSuccessBody,
	type ICredentialDataDecryptedObject,
	type ICredentialTestRequest,
	type INodeCredentialTestResult,
	type INodeType,
	type INodeTypes,
} from 'n8n-workflow';

import { additionalDataOf } from './additionalData';
import { EngineCredentials } from './EngineCredentials';
import type { Packages } from './packages';

type Rule = IAuthenticateRuleResponseCode | IAuthenticateRuleResponseSuccessBody;

/** As n8n's server does it: the request is that of a declarative node, then the rules are asked. */
export async function testCredential(
	packages: Packages,
	type: string,
	data: ICredentialDataDecryptedObject,
): Promise<INodeCredentialTestResult> {
	const { test } = packages.credentialType(type);
	if (!test) throw new Error(`The credential type "${type}" has no test request.`);
	const rules: Rule[] = test.rules ?? [];
	let body: unknown;
	try {
		body = await send(packages, type, test, data);
	} catch (error) {
		return failure(messageOf(error as RequestError, rules));
	}
	const broken = rules.find(
		(rule) =>
			rule.type === 'responseSuccessBody' &&
			valueAt(body, rule.properties.key) === rule.properties.value,
	);
	if (broken) return failure(broken.properties.message);
	return { status: 'OK', message: 'Connection successful!' };
}

async function send(
	packages: Packages,
	type: string,
	{ request }: ICredentialTestRequest,
	data: ICredentialDataDecryptedObject,
): Promise<unknown> {
	const node = {
		id: 'temp',
		name: 'Temp-Node',
		type: 'temp',
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters: {},
		credentials: { [type]: { id: type, name: type } },
	};
	const nodeType: INodeType = {
		description: {
			displayName: 'Temp',
			name: 'temp',
			group: [],
			description: '',
			version: 1,
			defaults: {},
			inputs: [],
			outputs: [],
			credentials: [{ name: type, required: true }],
			properties: [
				{ displayName: 'Temp', name: 'temp', type: 'string', routing: { request }, default: '' },
			],
		},
	};
	const nodeTypes: INodeTypes = {
		getByName: () => nodeType,
		getByNameAndVersion: () => nodeType,
		getKnownTypes: () => ({}),
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const helper = new EngineCredentials(packages, { [type]: data });
	const decrypted = { id: type, name: type, type, data: helper.withDefaults(type, data) };
	const context = new ExecuteContext(
		workflow,
		node,
		additionalDataOf(helper, { currentNodeParameters: {} }),
		'internal',
		createRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	const output = await workflow.expression.withIsolate(
		async () => await new RoutingNode(context, nodeType, decrypted).runNode(),
	);
	return output?.[0]?.[0]?.json;
}

interface RequestError extends Error {
	cause?: { code?: string; response?: { status: number; statusText?: string } };
}

function messageOf({ cause, message }: RequestError, rules: Rule[]): string {
	if (!cause?.response) return cause?.code ?? message;
	const { status, statusText } = cause.response;
	const told = rules.find(
		(rule) => rule.type === 'responseCode' && rule.properties.value === status,
	);
	if (told) return told.properties.message;
	return statusText ? `${status} - ${statusText}` : `Received HTTP status code: ${status}`;
}

function failure(message: string): INodeCredentialTestResult {
	return { status: 'Error', message };
}

function valueAt(body: unknown, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], body);
}
