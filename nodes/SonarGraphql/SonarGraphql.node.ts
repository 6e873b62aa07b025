import {
	NodeConnectionTypes,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { testSonarApi } from '../shared/n8n/credentialTest';
import { runItems } from '../shared/n8n/run';
import { remarkOnLists } from '../shared/n8n/hints';
import type { ItemTask, OutputItem } from '../shared/n8n/task';
import type { UserAnswer } from '../shared/sonar/documents/fetchAnswer';
import { fields } from './description';
import type { GraphqlInput } from './readQuery';

export class SonarGraphql implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Sonar GraphQL',
		name: 'sonarGraphql',
		icon: {
			light: 'file:../../icons/sonarGraphql.svg',
			dark: 'file:../../icons/sonarGraphql.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ ((found) => found ? (found[1] || "query") + ": " + found[2] : "")(String($parameter["query"]).replace(/#.*|\\([^()]*\\)/g, "").match(/^\\s*(query|mutation)?[^{]*\\{\\s*(?:\\w+\\s*:\\s*)?(\\w+)/)) }}',
		description: 'Read or change anything in Sonar by a GraphQL query',
		defaults: { name: 'Sonar GraphQL' },
		usableAsTool: {
			replacements: {
				description:
					'Run a GraphQL query on Sonar, the billing and ticketing system of an internet provider. Lists, such as accounts, jobs and tickets, have the fields entities and page_info, and take paginator, search, sorter and general_search. A mutation is refused unless the node’s options allow it.',
			},
		},
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'sonarApi', required: true, testedBy: 'testSonarApi' }],
		properties: fields.properties,
	};

	methods = { credentialTest: { testSonarApi } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this, task);
	}
}

const task: ItemTask<GraphqlInput, UserAnswer> = {
	// Loaded at first use, because they load graphql's parser.
	read: async (item) => {
		const { readQuery } = await import('./readQuery');
		return [readQuery(item)];
	},
	run: async (queries, { client, pool, once }) => {
		const { runUserQueries } = await import('../shared/sonar/documents/runUserQueries');
		return await once(queries, async (open) => await runUserQueries(client, open, pool));
	},
	present,
	remark: (answers, _, isLimitTold) =>
		remarkOnLists(answers, 'entities', isLimitTold).join(' ') || undefined,
	howToLook: 'look in Sonar before you run it again',
};

function present({ data, errors }: UserAnswer, { split }: GraphqlInput): OutputItem[] {
	const rows = split(data);
	// Without an entity, the errors would have no item.
	const parts: object[] = rows && (rows.length > 0 || errors.length === 0) ? rows : [data];
	return parts.map((part) => ({ json: withErrors(part, errors) }));
}

function withErrors(data: object, errors: readonly unknown[]): IDataObject {
	const json: IDataObject = { ...data };
	// A field of the query may have this name.
	const name = 'errors' in json ? 'graphqlErrors' : 'errors';
	return errors.length > 0 ? { ...json, [name]: errors } : json;
}
