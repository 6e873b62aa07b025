import type {
	IExecuteFunctions,
	IHookFunctions,
	INodeExecutionData,
	IPollFunctions,
} from 'n8n-workflow';

import type { FilesOfItem } from './binaryFields';
import { hasGivenFile, isCombined } from './execution';

/** A source of parameters: an item, or a node that has no input. */
export interface ParameterSource {
	/** A parameter with its expressions resolved. It may have any type. */
	get(name: string): unknown;
	/** Of the workflow, for example `Europe/Berlin`. */
	timezone: string;
}

/** One input item of a node, with the values of the parameters for it. */
export class Item implements ParameterSource, FilesOfItem {
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

	get isCombined(): boolean {
		return isCombined(this.context);
	}

	hasGivenFile(id: string): boolean {
		return hasGivenFile(this.context, id);
	}
}

/** The parameters of a node that has no input. */
export function buildTriggerSource(context: IPollFunctions | IHookFunctions): ParameterSource {
	return {
		get: (name) => context.getNodeParameter(name, undefined),
		timezone: context.getTimezone(),
	};
}
