import type { INodeProperties } from 'n8n-workflow';

import { filenameFilter, mimeTypeFilter, optionsField } from '../shared/descriptions';

const options: INodeProperties[] = [
	{
		displayName: 'Download',
		name: 'download',
		type: 'boolean',
		default: false,
		description:
			'Whether to download each file. One that fails in three polls comes without its content, and says why in the field error.',
	},
	{
		displayName: 'Put Output File in Field',
		name: 'binaryPropertyName',
		type: 'string',
		default: 'data',
		displayOptions: { show: { download: [true] } },
		hint: 'The name of the output binary field to put the file in',
		description: 'The name of the output binary field to put the file in',
	},
];

export const properties: INodeProperties[] = [
	{
		displayName:
			'Starts a workflow with the files that came into Sonar since the last poll, each once, in the order of their IDs. The first poll only notes where to start. Switched off and on again, it goes on where it stopped.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Entity Type Names or IDs',
		name: 'fileableTypes',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getFileableTypes' },
		default: [],
		description:
			'Only files of these kinds of entity; none is any, linked or not. A file that is linked within a day after its upload comes when it is. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add filter',
		default: {},
		options: [filenameFilter, mimeTypeFilter],
		description: 'All of them must hold',
	},
	optionsField(options),
];
