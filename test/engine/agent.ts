import {
	deepCopy,
	NodeConnectionTypes,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
} from 'n8n-workflow';

/** The part of a tool of LangChain's that an agent uses. */
interface Tool {
	name: string;
	description: string;
	/** Of Zod. */
	schema: { shape: Record<string, { description?: string }> };
	invoke(input: IDataObject): Promise<string>;
}

/** The type of a node that calls its tool as an AI Agent does, with what a model might have said. */
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
		properties: [{ displayName: 'Said', name: 'said', type: 'json', default: {} }],
	},
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const tools = (await this.getInputConnectionData(NodeConnectionTypes.AiTool, 0)) as Tool[];
		const tool = tools[0]!;
		const answer = await tool.invoke(this.getNodeParameter('said', 0) as IDataObject);
		const asked = Object.fromEntries(
			Object.entries(tool.schema.shape).map(([key, field]) => [key, field.description ?? '']),
		);
		const { name, description } = tool;
		return [[{ json: { name, description, asked, answer: JSON.parse(answer) as IDataObject } }]];
	},
};

/** A node as n8n's server offers it to agents: without inputs, and with a tool as its output. */
export function asTool(type: INodeType): INodeType {
	const tool = Object.create(type) as INodeType;
	tool.description = {
		...deepCopy(type.description),
		name: `${type.description.name}Tool`,
		inputs: [],
		outputs: [NodeConnectionTypes.AiTool],
	};
	return tool;
}
