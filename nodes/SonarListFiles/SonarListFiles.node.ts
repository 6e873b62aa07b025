import {
	NodeConnectionTypes,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { searchFileables } from '../shared/listSearch';
import { getFileableTypes } from '../shared/loadOptions';
import {
	countOf,
	datetimeOf,
	entityOf,
	fewestParallel,
	longestIdleTimeout,
	optionsOf,
	sharingOf,
	textOf,
	type Sharing,
} from '../shared/parameters';
import { progressOf } from '../shared/progress';
import { runItems } from '../shared/runItems';
import type { FileFilters, FileQuery } from '../shared/sonar/fileQuery';
import { parseId, parseTypeName } from '../shared/sonar/ids';
import { listFiles, type FileListing } from '../shared/sonar/listFiles';
import { SonarSender } from '../shared/sonar/SonarSender';
import { properties } from './description';

const LIMIT = 50;

export class SonarListFiles implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Sonar List Files',
		name: 'sonarListFiles',
		icon: { light: 'file:sonarListFiles.svg', dark: 'file:sonarListFiles.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle:
			'={{ { entity: "Files of " + ($parameter["fileableType"] || ""), unlinked: "Files of no entity yet", all: "Files of any entity" }[$parameter["scope"]] }}',
		description:
			'List the files of an entity, or of all, in Sonar, the billing and ticketing system of internet providers (sonar.software)',
		defaults: { name: 'Sonar List Files' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'sonarApi', required: true }],
		properties,
	};

	methods = { loadOptions: { getFileableTypes }, listSearch: { searchFileables } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems<FileQuery & Sharing, FileListing>(this, {
			read: (itemIndex) => [readQuery(this, itemIndex)],
			run: async (queries, stopOnFailure) =>
				await listFiles(await SonarSender.of(this, longestIdleTimeout(queries)), queries, {
					parallelRequests: fewestParallel(queries),
					stopOnFailure,
					progress: progressOf(this),
				}),
			present: ({ files }) => files.map((fields) => ({ fields })),
			remark: cutRemark,
		});
	}
}

function cutRemark(listings: FileListing[]): string | undefined {
	const cut = listings.filter(({ isCut }) => isCut).length;
	if (cut === 0) return undefined;
	const whose = listings.length > 1 ? ` for ${cut} of ${listings.length} items` : '';
	return `There are more files than the limit lets through${whose}. Raise Limit, or switch on Return All.`;
}

function readQuery(context: IExecuteFunctions, itemIndex: number): FileQuery & Sharing {
	const sort = optionsOf(context, 'sort', itemIndex);
	const options = optionsOf(context, 'options', itemIndex);
	const scope = context.getNodeParameter('scope', itemIndex) as 'entity' | 'unlinked' | 'all';
	const returnAll = context.getNodeParameter('returnAll', itemIndex) === true;
	return {
		of: scope === 'entity' ? entityOf(context, itemIndex) : scope,
		includeReplies: context.getNodeParameter('includeReplies', itemIndex, true) === true,
		filters: readFilters(context, itemIndex),
		sort: {
			attribute: parseTypeName(sort.attribute ?? 'created_at'),
			direction: sort.direction === 'ASC' ? 'ASC' : 'DESC',
		},
		limit: returnAll
			? Infinity
			: countOf(context.getNodeParameter('limit', itemIndex), LIMIT, Infinity),
		simplify: options.simplify !== false,
		...sharingOf(options),
	};
}

function readFilters(context: IExecuteFunctions, itemIndex: number): FileFilters {
	const filters: IDataObject = optionsOf(context, 'filters', itemIndex);
	const timezone = context.getTimezone();
	const user = textOf(filters.uploadedByUserId);
	return {
		filename: textOf(filters.filename),
		mimeType: textOf(filters.mimeType),
		createdAfter: datetimeOf(filters.createdAfter, timezone, 'Created After'),
		createdBefore: datetimeOf(filters.createdBefore, timezone, 'Created Before'),
		uploadedByUserId: user && parseId(user, 'Uploaded by User ID'),
	};
}
