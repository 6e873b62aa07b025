// Follows packages/cli/src/workflow-runner.ts of n8n.

import { deepCopy, Workflow, type IDataObject, type INode } from 'n8n-workflow';

import type { Packages } from './packages';
import type { GivenCredentials, WorkflowDefinition } from './types';

interface WorkflowOptions {
	credentials: GivenCredentials;
	timezone?: string;
	/** Of the workflow, if there are several. */
	id?: string;
	/** The data that nodes keep from one execution to the next. */
	staticData?: IDataObject;
}

/** n8n's own object for a workflow, with the given credentials in the nodes that take them. */
export function workflowOf(
	packages: Packages,
	{ name, nodes, connections, settings }: WorkflowDefinition,
	{ credentials, timezone, id = 'workflow', staticData }: WorkflowOptions,
): Workflow {
	return new Workflow({
		id,
		name,
		nodes: nodes.map((node) => withCredentials(packages, node, credentials)),
		connections: deepCopy(connections),
		active: true,
		staticData,
		nodeTypes: packages,
		settings: { ...(timezone === undefined ? {} : { timezone }), ...settings },
	});
}

function withCredentials(packages: Packages, node: INode, given: GivenCredentials): INode {
	const { description } = packages.getByNameAndVersion(node.type, node.typeVersion);
	// HTTP Request names the type of its credential in a parameter.
	const { nodeCredentialType } = node.parameters;
	const taken = [...(description.credentials ?? []).map(({ name }) => name), nodeCredentialType];
	const chosen = Object.fromEntries(
		taken
			.filter((name): name is string => typeof name === 'string' && name in given)
			.map((name) => [name, { id: name, name }]),
	);
	return { ...deepCopy(node), credentials: { ...chosen, ...node.credentials } };
}
