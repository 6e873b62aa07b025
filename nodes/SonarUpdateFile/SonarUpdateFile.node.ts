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
import { updateFiles, type Update, type UpdatedFile } from '../shared/sonar/files/updateFiles';
import { listNames } from '../shared/sonar/listNames';
import { fields } from './description';

export class SonarUpdateFile implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Sonar Update File',
		name: 'sonarUpdateFile',
		icon: {
			light: 'file:../../icons/sonarUpdateFile.svg',
			dark: 'file:../../icons/sonarUpdateFile.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle:
			'={{ "Update " + ([["description", "description"], ["primaryImage", "primary image"]].filter(([name]) => name in ($parameter["updateFields"] || {})).map(([, label]) => label).join(" and ") || "nothing yet") }}',
		description: 'Change the description or primary image of files in Sonar',
		defaults: { name: 'Sonar Update File' },
		usableAsTool: true,
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

const task: ItemTask<Update & RequestSettings, UpdatedFile> = {
	read: readUpdates,
	run: async (updates, { client, pool, once }) =>
		await once(updates, async (pending) => await updateFiles(client, pending, pool)),
	present: ({ file }) => [{ json: { ...file } }],
	remark: (outputs) => {
		const others = outputs
			.filter(({ isAsRequested }) => !isAsRequested)
			.map(({ file }) => file.filename);
		if (others.length === 0) return undefined;
		return `Sonar stored other values than the given ones for these files: ${listNames(others)}. The items show Sonar’s values.`;
	},
	howToLook: 'check with Sonar List Files (Given Files) before you update them again',
};

function readUpdates(item: Item): Array<Update & RequestSettings> {
	const fileIds = fields.read(item, 'fileId');
	const changes = fields.read(item, 'updateFields');
	const options = fields.read(item, 'options');
	return fileIds.map((fileId) => ({ fileId, changes, ...options }));
}
