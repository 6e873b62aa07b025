// Follows packages/cli/src/services/dynamic-node-parameters.service.ts of n8n.

import { LoadOptionsContext } from 'n8n-core';
import type { INodeListSearchResult, INodePropertyOptions } from 'n8n-workflow';

import { additionalDataOf } from './additionalData';
import { EngineCredentials } from './EngineCredentials';
import type { Packages } from './packages';
import type { LoadOptionsInput, SearchListInput } from './types';
import { workflowOf } from './workflowOf';

/** The options that the editor shows in a list of a node. */
export async function loadOptions(
	packages: Packages,
	nodeType: string,
	methodName: string,
	input: LoadOptionsInput,
): Promise<INodePropertyOptions[]> {
	const type = packages.fullName(nodeType);
	const method = packages.getByNameAndVersion(type).methods?.loadOptions?.[methodName];
	if (!method) throw new Error(`The node type "${type}" has no method "${methodName}".`);
	return await inEditor(packages, type, input, async (context) => await method.call(context));
}

/** The results that the editor shows in the list of a resource locator. */
export async function searchList(
	packages: Packages,
	nodeType: string,
	methodName: string,
	input: SearchListInput,
): Promise<INodeListSearchResult> {
	const type = packages.fullName(nodeType);
	const method = packages.getByNameAndVersion(type).methods?.listSearch?.[methodName];
	if (!method) throw new Error(`The node type "${type}" has no method "${methodName}".`);
	const { filter, paginationToken } = input;
	return await inEditor(
		packages,
		type,
		input,
		async (context) => await method.call(context, filter, paginationToken),
	);
}

async function inEditor<T>(
	packages: Packages,
	type: string,
	{ parameters = {}, credentials = {} }: LoadOptionsInput,
	call: (context: LoadOptionsContext) => Promise<T>,
): Promise<T> {
	const definition = { id: 'node', name: 'Node', type, typeVersion: 1, parameters };
	const workflow = workflowOf(
		packages,
		{ nodes: [{ ...definition, position: [0, 0] }], connections: {} },
		{ credentials },
	);
	const additionalData = additionalDataOf(new EngineCredentials(packages, credentials), {
		currentNodeParameters: parameters,
	});
	const context = new LoadOptionsContext(workflow, workflow.getNode('Node')!, additionalData, '');
	return await workflow.expression.withIsolate(async () => await call(context));
}
