import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import {
	entitiesPerRequestOption,
	fileableIdField,
	fileableTypeField,
	fileIdField,
	idleTimeoutOption,
	optionsField,
	parallelRequestsOption,
} from '../shared/descriptions';
import { searchFileables } from '../shared/listSearch';
import { getFileableTypes } from '../shared/loadOptions';
import {
	entityOf,
	fewestParallel,
	longestIdleTimeout,
	fileIdsOf,
	optionsOf,
	sharingOf,
	textOf,
	type Sharing,
} from '../shared/parameters';
import { progressOf } from '../shared/progress';
import { runItems } from '../shared/runItems';
import { linkFiles, type Link } from '../shared/sonar/linkFiles';
import { SonarSender } from '../shared/sonar/SonarSender';

export class SonarLinkFile implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Sonar Link File',
		name: 'sonarLinkFile',
		icon: { light: 'file:sonarLinkFile.svg', dark: 'file:sonarLinkFile.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ "Link to " + ($parameter["fileableType"] || "") }}',
		description:
			'Link uploaded files to an account, a ticket, a ticket reply or another entity in Sonar, the billing and ticketing system of internet providers (sonar.software)',
		defaults: { name: 'Sonar Link File' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'sonarApi', required: true }],
		properties: [
			fileIdField,
			fileableTypeField,
			fileableIdField,
			optionsField([
				{
					displayName: 'Description',
					name: 'description',
					type: 'string',
					default: '',
					placeholder: 'e.g. Signed contract',
					description: 'Description of the file in Sonar',
				},
				entitiesPerRequestOption,
				idleTimeoutOption,
				parallelRequestsOption,
				{
					displayName: 'Primary Image',
					name: 'primaryImage',
					type: 'boolean',
					default: false,
					description: 'Whether the image stands for the entity throughout Sonar',
				},
			]),
		],
	};

	methods = { loadOptions: { getFileableTypes }, listSearch: { searchFileables } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems<Link & Sharing, true>(this, {
			read: (itemIndex) => readLinks(this, itemIndex),
			run: async (links, stopOnFailure) =>
				await linkFiles(await SonarSender.of(this, longestIdleTimeout(links)), links, {
					parallelRequests: fewestParallel(links),
					stopOnFailure,
					progress: progressOf(this),
				}),
			present: (linked, { fileId, entity }) => [
				{
					fields: { file_id: fileId, fileable_type: entity.type, fileable_id: entity.id, linked },
				},
			],
			effect: {
				verb: 'linked',
				nameOf: (_, { fileId, entity }) => `${fileId} to ${entity.type} ${entity.id}`,
			},
		});
	}
}

function readLinks(context: IExecuteFunctions, itemIndex: number): Array<Link & Sharing> {
	const options = optionsOf(context, 'options', itemIndex);
	const common = {
		entity: entityOf(context, itemIndex),
		description: textOf(options.description),
		primaryImage: options.primaryImage as boolean | undefined,
		...sharingOf(options),
	};
	return fileIdsOf(context, itemIndex).map((fileId) => ({ fileId, ...common }));
}
