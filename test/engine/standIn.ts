// Only for tests; n8n has nothing like it.

import type {
	GenericValue,
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

/** Before the name of a node type, if its service is not here. */
export const STAND_IN = 'standIn:';

/**
 * A node with all parameters of a type. It makes no call, but gives out the values that it would have
 * sent.
 */
export function standInFor(description: INodeTypeDescription): INodeType {
	return {
		description: { ...description, credentials: [] },
		async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
			const names = Object.keys(this.getNode().parameters);
			const items = this.getInputData().map(({ binary }, item) => {
				const values = names.map((name) => [name, this.getNodeParameter(name, item)] as const);
				return { json: Object.fromEntries<GenericValue>(values), binary, pairedItem: { item } };
			});
			return [items];
		},
	};
}
