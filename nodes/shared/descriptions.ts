import type { INodeProperties } from 'n8n-workflow';

import { IDLE_TIMEOUT } from './sonar/SonarSender';

/** Fields and options that several nodes have. */

export const MOST_PARALLEL_REQUESTS = 10;
export const MOST_ENTITIES_PER_REQUEST = 100;
export const PARALLEL_REQUESTS = 5;
export const ENTITIES_PER_REQUEST = 25;
const IDLE_SECONDS = IDLE_TIMEOUT / 1000;

export const fileIdField: INodeProperties = {
	displayName: 'File ID',
	name: 'fileId',
	type: 'string',
	required: true,
	default: '={{ $json.id }}',
	placeholder: 'e.g. 61',
	description:
		'ID of the file in Sonar. Several IDs can be given with commas between them, or as a list by an expression.',
};

export const fileableTypeField: INodeProperties = {
	displayName: 'Entity Type Name or ID',
	name: 'fileableType',
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getFileableTypes' },
	required: true,
	default: 'Ticket',
	description:
		'What kind of entity in Sonar the file belongs to. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

export const fileableIdField: INodeProperties = {
	displayName: 'Entity',
	name: 'fileableId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'id', value: '' },
	description:
		'The account, ticket, ticket reply or other entity in Sonar. Accounts, call logs, companies, inventory models, network sites, tickets and vendors can be found by name or subject; of any other type give the ID.',
	typeOptions: { loadOptionsDependsOn: ['fileableType'] },
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose an entity',
			hint: 'By name or subject, or by ID',
			typeOptions: { searchListMethod: 'searchFileables', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 49',
			validation: [
				{
					type: 'regex',
					properties: { regex: '\\s*[0-9]+\\s*', errorMessage: 'An ID is a whole number' },
				},
			],
		},
	],
};

export const filenameFilter: INodeProperties = {
	displayName: 'File Name',
	name: 'filename',
	type: 'string',
	default: '',
	placeholder: 'e.g. invoice',
	description: 'Only files whose name contains this',
};

export const mimeTypeFilter: INodeProperties = {
	displayName: 'MIME Type',
	name: 'mimeType',
	type: 'string',
	default: '',
	placeholder: 'e.g. application/pdf',
	description: 'Only files whose type contains this',
};

export const parallelRequestsOption: INodeProperties = {
	displayName: 'Parallel Requests',
	name: 'parallelRequests',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: MOST_PARALLEL_REQUESTS },
	default: PARALLEL_REQUESTS,
	description: 'How many requests are under way at once, at most',
};

export const idleTimeoutOption: INodeProperties = {
	displayName: 'Idle Timeout',
	name: 'idleTimeout',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: IDLE_SECONDS,
	description:
		'After how many seconds without a byte in either direction a request fails. A transfer that moves may take as long as it needs.',
};

export const entitiesPerRequestOption: INodeProperties = {
	displayName: 'Entities per Request',
	name: 'entitiesPerRequest',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: MOST_ENTITIES_PER_REQUEST },
	default: ENTITIES_PER_REQUEST,
	description: 'How many entities share a request to Sonar, at most',
};

export function optionsField(options: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options,
	};
}
