// Builds the JSON of workflows, which in n8n only the editor does.

import type { IConnections, INode } from 'n8n-workflow';

import type { WorkflowDefinition } from './types';

export interface ChainNode extends Partial<Omit<INode, 'credentials'>> {
	name: string;
	/** For example `n8n-nodes-sonar-software.sonarUploadFile`. */
	type: string;
	/** Types of credentials. */
	credentials?: string[];
}

/** Nodes in a line behind a manual trigger, which is named "Manual". Versions are 1 by default. */
export function chain(nodes: ChainNode[]): WorkflowDefinition {
	const line = [{ name: 'Manual', type: 'n8n-nodes-base.manualTrigger' }, ...nodes].map(asNode);
	const connections: IConnections = {};
	for (const [index, { name }] of line.slice(0, -1).entries()) {
		connections[name] = { main: [[{ node: line[index + 1]!.name, type: 'main', index: 0 }]] };
	}
	return { name: 'Chain', nodes: line, connections, settings: { executionOrder: 'v1' } };
}

function asNode({ credentials, ...node }: ChainNode, index: number): INode {
	return {
		id: String(index),
		typeVersion: 1,
		position: [index * 200, 0],
		parameters: {},
		...node,
		credentials: Object.fromEntries(
			(credentials ?? []).map((type) => [type, { id: type, name: type }]),
		),
	};
}
