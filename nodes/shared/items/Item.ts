import type {
	IExecuteFunctions,
	IHookFunctions,
	INodeExecutionData,
	IPollFunctions,
} from 'n8n-workflow';

/** Where parameters are read: at an item, or of a node that has none. */
export interface ParameterSource {
	/** A parameter with its expressions resolved, whatever it is. */
	get(name: string): unknown;
	/** Of the workflow, for example `Europe/Berlin`. */
	timezone: string;
}

/** One input item of a node, with the parameters as they are for it. */
export class Item implements ParameterSource {
	constructor(
		readonly context: IExecuteFunctions,
		readonly index: number,
		readonly data: INodeExecutionData,
	) {}

	get(name: string): unknown {
		return this.context.getNodeParameter(name, this.index, undefined);
	}

	get timezone(): string {
		return this.context.getTimezone();
	}
}

/** The parameters of a node that has no input. */
export function buildTriggerSource(context: IPollFunctions | IHookFunctions): ParameterSource {
	return {
		get: (name) => context.getNodeParameter(name, undefined),
		timezone: context.getTimezone(),
	};
}
