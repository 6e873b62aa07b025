import type { INodeParameters } from 'n8n-workflow';

import type { Kit } from '../kit';
import type { NodeRun } from '../nodeRun';

/** Runs the node with a query and, without others, its default parameters. */
export function runnerOf(kit: Kit) {
	return async (query: string, parameters: INodeParameters = {}, settings: Partial<NodeRun> = {}) =>
		await kit.run({ type: 'sonarGraphql', parameters: { query, ...parameters }, ...settings });
}

export const ALL = { returnAll: true };
export const WHOLE = { options: { splitOut: false } };
