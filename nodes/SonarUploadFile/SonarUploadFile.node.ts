import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { readSource } from '../shared/items/filesIn';
import type { Item } from '../shared/items/Item';
import { nameInSonar } from '../shared/items/names';
import { runItems } from '../shared/items/run';
import type { ItemTask, RequestSettings } from '../shared/items/task';
import type { UploadedFile } from '../shared/sonar/files/uploadAnswer';
import { uploadFiles, type FileToUpload } from '../shared/sonar/files/uploadFiles';
import { fields } from './description';

const MEGABYTE = 1024 * 1024;

interface Upload extends FileToUpload, RequestSettings {
	binaryField: string | null;
}

export class SonarUploadFile implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Sonar Upload File',
		name: 'sonarUploadFile',
		icon: { light: 'file:sonarUploadFile.svg', dark: 'file:sonarUploadFile.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ "Upload " + ($parameter["binaryPropertyName"] || "") }}',
		description:
			'Upload files to Sonar, the billing and ticketing system of internet providers (sonar.software)',
		defaults: { name: 'Sonar Upload File' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'sonarApi', required: true }],
		properties: fields.properties,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this, task);
	}
}

const task: ItemTask<Upload, UploadedFile> = {
	read: readUploads,
	run: async (uploads, { client, pool, once }) =>
		await once(uploads, async (open) => await uploadFiles(client, open, pool)),
	present: (file, { binaryField }) => [{ json: { ...file, binary_field: binaryField } }],
	howToLook: 'look with Sonar List Files (No Entity Yet) before you upload them again',
};

async function readUploads(item: Item): Promise<Upload[]> {
	const files = fields.read(item, 'binaryPropertyName')(item);
	const { fileName, filesPerRequest, megabytesPerRequest, idleTimeout, parallelRequests } =
		fields.read(item, 'options');
	return await Promise.all(
		files.map(async (file, index) => {
			const number = files.length > 1 ? index + 1 : undefined;
			const name = nameInSonar(file.binary, fileName, number);
			return {
				...(await readSource(item.context, file, name)),
				cargo: { perRequest: filesPerRequest, bytesPerRequest: megabytesPerRequest * MEGABYTE },
				binaryField: file.binaryField,
				idleTimeout,
				parallelRequests,
			};
		}),
	);
}
