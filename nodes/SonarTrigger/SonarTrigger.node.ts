import {
	NodeApiError,
	NodeConnectionTypes,
	NodeOperationError,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';

import { getFileableTypes } from '../shared/loadOptions';
import { isFailure, resultOf } from '../shared/sonar/result';
import type { SonarError } from '../shared/sonar/SonarError';
import { properties } from './description';
import { pollNewFiles, showNewestFile } from './polls';

/** Polls that go on; n8n starts the next one whether or not the last one has ended. */
const underWay = new Set<string>();

export class SonarTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Sonar Trigger',
		name: 'sonarTrigger',
		icon: { light: 'file:sonarTrigger.svg', dark: 'file:sonarTrigger.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ "New files" + ($parameter["fileableTypes"].length ? " of " + [].concat($parameter["fileableTypes"]).join(", ") : "") }}',
		description:
			'Starts the workflow when files come into Sonar, the billing and ticketing system of internet providers (sonar.software)',
		defaults: { name: 'Sonar Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'sonarApi', required: true }],
		properties,
	};

	methods = { loadOptions: { getFileableTypes } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const poll = this.getMode() === 'manual' ? showNewestFile(this) : pollAlone(this);
		const result = await resultOf(poll);
		if (isFailure(result)) throw nodeErrorOf(this.getNode(), result.error);
		return result.value.length > 0 ? [result.value] : null;
	}
}

async function pollAlone(context: IPollFunctions): Promise<INodeExecutionData[]> {
	const key = `${context.getWorkflow().id} ${context.getNode().id}`;
	if (underWay.has(key)) return [];
	underWay.add(key);
	return await pollNewFiles(context).finally(() => underWay.delete(key));
}

function nodeErrorOf(node: INode, error: SonarError): NodeApiError | NodeOperationError {
	const { message, remedy: description, status } = error;
	if (status === undefined) return new NodeOperationError(node, message, { description });
	return new NodeApiError(node, { message }, { message, description, httpCode: String(status) });
}
