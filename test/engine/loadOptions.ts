import { LoadOptionsContext } from 'n8n-core';
import type { INodePropertyOptions } from 'n8n-workflow';

import { additionalDataOf } from './additionalData';
import { EngineCredentials } from './EngineCredentials';
import type { Packages } from './packages';
import type { LoadOptionsInput } from './types';
import { workflowOf } from './workflowOf';

/** What the editor shows in a list that a node loads. */
export async function loadOptions(
	packages: Packages,
	nodeType: string,
	methodName: string,
	{ parameters = {}, credentials = {} }: LoadOptionsInput,
): Promise<INodePropertyOptions[]> {
	const type = packages.fullName(nodeType);
	const method = packages.getByNameAndVersion(type).methods?.loadOptions?.[methodName];
	if (!method) throw new Error(`The node type "${type}" has no method "${methodName}".`);

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
	return await workflow.expression.withIsolate(async () => await method.call(context));
}
