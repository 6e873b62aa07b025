// Follows packages/cli/src/tool-generation/ai-tools.ts of n8n.

import {
	deepCopy,
	NodeConnectionTypes,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
} from 'n8n-workflow';

/** The part of a LangChain tool that an agent uses. */
interface Tool {
	name: string;
	description: string;
	/** Of Zod. */
	schema: { shape: Record<string, { description?: string }> };
	invoke(input: IDataObject): Promise<string>;
}

/** An answer of the model: the tool to call (the only one, without a name), and the values for it. */
export interface ToolCall extends IDataObject {
	tool?: string;
	said: IDataObject;
}

/** The type of a node that calls its tools as an AI Agent does; it gives out an item per call. */
export const AGENT = 'test.agent';

export const agent: INodeType = {
	description: {
		displayName: 'Agent',
		name: 'agent',
		group: ['transform'],
		version: 1,
		description: '',
		defaults: { name: 'Agent' },
		inputs: [NodeConnectionTypes.Main, { type: NodeConnectionTypes.AiTool }],
		outputs: [NodeConnectionTypes.Main],
		properties: [{ displayName: 'Calls', name: 'calls', type: 'json', default: '[]' }],
	},
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const tools = (await this.getInputConnectionData(NodeConnectionTypes.AiTool, 0)) as Tool[];
		const calls = this.getNodeParameter('calls', 0) as string;
		const items: INodeExecutionData[] = [];
		for (const call of JSON.parse(calls) as ToolCall[]) {
			const tool = toolOf(tools, call);
			const answer = JSON.parse(await tool.invoke(call.said)) as IDataObject;
			const asked = Object.fromEntries(
				Object.entries(tool.schema.shape).map(([key, field]) => [key, field.description ?? '']),
			);
			items.push({ json: { name: tool.name, description: tool.description, asked, answer } });
		}
		return [items];
	},
};

function toolOf(tools: Tool[], { tool: name }: ToolCall): Tool {
	const found = name ? tools.find((tool) => tool.name === name) : tools[0];
	if (!found)
		throw new Error(`The agent has the tools ${tools.map((tool) => tool.name).join(', ')}.`);
	return found;
}

/** A node as n8n's server offers it to agents: without inputs, with a tool as its output, and described anew. */
export function asTool(type: INodeType): INodeType {
	const tool = Object.create(type) as INodeType;
	const { usableAsTool } = type.description;
	const { description = type.description.description } =
		(usableAsTool === true ? undefined : usableAsTool?.replacements) ?? {};
	tool.description = {
		...deepCopy(type.description),
		name: `${type.description.name}Tool`,
		inputs: [],
		outputs: [NodeConnectionTypes.AiTool],
		properties: [
			...type.description.properties,
			{
				displayName: 'Description',
				name: 'toolDescription',
				type: 'string',
				default: description,
			},
		],
	};
	return tool;
}
