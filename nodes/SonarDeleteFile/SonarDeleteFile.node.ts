import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { testSonarApi } from '../shared/n8n/credentialTest';
import type { Item } from '../shared/n8n/Item';
import { runItems } from '../shared/n8n/run';
import type { ItemTask, RequestSettings } from '../shared/n8n/task';
import { deleteFiles, type Deletion } from '../shared/sonar/files/deleteFiles';
import type { SonarFile } from '../shared/sonar/files/file';
import { fields } from './description';

export class SonarDeleteFile implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Sonar Delete File',
		name: 'sonarDeleteFile',
		icon: {
			light: 'file:../../icons/sonarDeleteFile.svg',
			dark: 'file:../../icons/sonarDeleteFile.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle:
			'={{ ($parameter["options"] || {})["deleteLinked"] ? "Delete, linked or not" : "Delete unless linked" }}',
		description: 'Delete files from Sonar',
		defaults: { name: 'Sonar Delete File' },
		usableAsTool: {
			replacements: {
				description:
					'Delete files from Sonar for good. Files that are linked to something stay, unless the node’s options say otherwise.',
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

const task: ItemTask<Deletion & RequestSettings, SonarFile> = {
	read: readDeletions,
	run: async (deletions, { client, pool, once }) =>
		await once(deletions, async (pending) => await deleteFiles(client, pending, pool)),
	present: ({ id, filename }) => [{ json: { id, filename, deleted: true } }],
	howToLook: 'check with Sonar List Files (Given Files) before you delete them again',
};

function readDeletions(item: Item): Array<Deletion & RequestSettings> {
	const fileIds = fields.read(item, 'fileId');
	const options = fields.read(item, 'options');
	return fileIds.map((fileId) => ({ fileId, ...options }));
}
