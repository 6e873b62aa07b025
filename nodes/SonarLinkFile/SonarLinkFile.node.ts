import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { getFileableTypes, searchFileables } from '../shared/fields/editor';
import type { Item } from '../shared/items/Item';
import { runItems } from '../shared/items/run';
import type { ItemTask, RequestSettings } from '../shared/items/task';
import { linkFiles, type Link } from '../shared/sonar/files/linkFiles';
import { fields } from './description';

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
		properties: fields.properties,
	};

	methods = { loadOptions: { getFileableTypes }, listSearch: { searchFileables } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this, task);
	}
}

const task: ItemTask<Link & RequestSettings, true> = {
	read: readLinks,
	run: async (links, { client, pool, once }) =>
		await once(links, async (open) => await linkFiles(client, open, pool)),
	present: (linked, { fileId, entity }) => [
		{ json: { file_id: fileId, fileable_type: entity.type, fileable_id: entity.id, linked } },
	],
	howToLook: 'look with Sonar List Files before you link them again',
};

function readLinks(item: Item): Array<Link & RequestSettings> {
	const fileIds = fields.read(item, 'fileId');
	const entity = {
		type: fields.read(item, 'fileableType'),
		id: fields.read(item, 'fileableId'),
	};
	const options = fields.read(item, 'options');
	return fileIds.map((fileId) => ({ fileId, entity, ...options }));
}
