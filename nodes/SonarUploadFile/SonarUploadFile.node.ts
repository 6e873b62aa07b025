import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import type { Item } from '../shared/n8n/Item';
import { runItems } from '../shared/n8n/run';
import type { ItemTask, RequestSettings } from '../shared/n8n/task';
import { readUploads, type Upload } from '../shared/n8n/files';
import type { UploadedFile } from '../shared/sonar/files/uploadAnswer';
import { uploadFiles } from '../shared/sonar/files/uploadFiles';
import { fields } from './description';

export class SonarUploadFile implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Sonar Upload File',
		name: 'sonarUploadFile',
		icon: {
			light: 'file:../../icons/sonarUploadFile.svg',
			dark: 'file:../../icons/sonarUploadFile.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle:
			'={{ "Upload " + ($parameter["binaryPropertyName"] === "*" ? "all files" : $parameter["binaryPropertyName"] || "") }}',
		description: 'Upload files to Sonar',
		defaults: { name: 'Sonar Upload File' },
		usableAsTool: {
			replacements: {
				description:
					'Upload files to Sonar. A file belongs to nothing until it is linked by the ID that this returns.',
			},
		},
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'sonarApi', required: true }],
		properties: fields.properties,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this, task);
	}
}

const task: ItemTask<Upload & RequestSettings, UploadedFile> = {
	read: readItem,
	run: async (uploads, { client, pool, once }) =>
		await once(uploads, async (pending) => await uploadFiles(client, pending, pool)),
	present: (file, { binaryField }) => [{ json: { ...file, binary_field: binaryField } }],
	howToLook: 'check with Sonar List Files (No Entity Yet) before you upload them again',
};

async function readItem(item: Item): Promise<Array<Upload & RequestSettings>> {
	const files = fields.read(item, 'binaryPropertyName');
	const { idleTimeout, parallelRequests, ...options } = fields.read(item, 'options');
	const uploads = await readUploads(item.context, files, options);
	return uploads.map((upload) => ({ ...upload, idleTimeout, parallelRequests }));
}
