import type { INodeProperties } from 'n8n-workflow';

import {
	entitiesPerRequestOption,
	fileableIdField,
	fileableTypeField,
	filenameFilter,
	idleTimeoutOption,
	mimeTypeFilter,
	optionsField,
	parallelRequestsOption,
} from '../shared/descriptions';

const forEntity = { displayOptions: { show: { scope: ['entity'] } } };

const filters: INodeProperties[] = [
	{
		displayName: 'Created After',
		name: 'createdAfter',
		type: 'dateTime',
		default: '',
		description: 'Only files that were created at this moment or later',
	},
	{
		displayName: 'Created Before',
		name: 'createdBefore',
		type: 'dateTime',
		default: '',
		description: 'Only files that were created at this moment or earlier',
	},
	filenameFilter,
	mimeTypeFilter,
	{
		displayName: 'Uploaded by User ID',
		name: 'uploadedByUserId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 12',
		description: 'Only files that this user of Sonar uploaded',
	},
];

const sort: INodeProperties[] = [
	{
		displayName: 'Attribute',
		name: 'attribute',
		type: 'options',
		options: [
			{ name: 'Created At', value: 'created_at' },
			{ name: 'File Name', value: 'filename' },
			{ name: 'ID', value: 'id' },
			{ name: 'MIME Type', value: 'mime_type' },
			{ name: 'Size', value: 'file_size_in_bytes' },
			{ name: 'Updated At', value: 'updated_at' },
		],
		default: 'created_at',
		description: 'What to sort the files by',
	},
	{
		displayName: 'Direction',
		name: 'direction',
		type: 'options',
		options: [
			{ name: 'Ascending', value: 'ASC' },
			{ name: 'Descending', value: 'DESC' },
		],
		default: 'DESC',
		description: 'Which end comes first',
	},
];

export const properties: INodeProperties[] = [
	{
		displayName: 'Files Of',
		name: 'scope',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'An Entity', value: 'entity', description: 'The files that are linked to it' },
			{ name: 'Any Entity', value: 'all', description: 'All files, linked or not' },
			{
				name: 'No Entity Yet',
				value: 'unlinked',
				description: 'Files that were uploaded and never linked',
			},
		],
		default: 'entity',
		description: 'Whose files to list',
	},
	{ ...fileableTypeField, ...forEntity },
	{ ...fileableIdField, ...forEntity },
	{
		displayName: 'Include Replies and Comments',
		name: 'includeReplies',
		type: 'boolean',
		default: true,
		displayOptions: { show: { scope: ['entity'], fileableType: ['Ticket'] } },
		description:
			'Whether to list the files of the replies and comments of the ticket as well. Attachments of an email are files of the reply that it became.',
	},
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		displayOptions: { show: { returnAll: [false] } },
		description: 'Max number of results to return',
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add filter',
		default: {},
		options: filters,
		description: 'All of them must hold',
	},
	{
		displayName: 'Sort',
		name: 'sort',
		type: 'collection',
		placeholder: 'Add sort rule',
		default: {},
		options: sort,
	},
	optionsField([
		entitiesPerRequestOption,
		idleTimeoutOption,
		parallelRequestsOption,
		{
			displayName: 'Simplify',
			name: 'simplify',
			type: 'boolean',
			default: true,
			description: 'Whether to return a simplified version of the response instead of the raw data',
		},
	]),
];
