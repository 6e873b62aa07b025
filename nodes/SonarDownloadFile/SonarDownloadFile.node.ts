import {
	NodeConnectionTypes,
	type IBinaryData,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { testSonarApi } from '../shared/n8n/credentialTest';
import { storeBinary } from '../shared/n8n/files';
import type { Item } from '../shared/n8n/Item';
import { runItems } from '../shared/n8n/run';
import type { ItemTask, RequestSettings } from '../shared/n8n/task';
import { downloadFiles, type Downloaded } from '../shared/sonar/files/downloadFiles';
import { isRecord } from '../shared/sonar/guards';
import { listNames } from '../shared/sonar/listNames';
import { fields } from './description';

interface Download extends RequestSettings {
	fileId: string;
	binaryField: string;
	fileName?: string;
	keepInput: boolean;
	item: Item;
}

export class SonarDownloadFile implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Sonar Download File',
		name: 'sonarDownloadFile',
		icon: {
			light: 'file:../../icons/sonarDownloadFile.svg',
			dark: 'file:../../icons/sonarDownloadFile.dark.svg',
		},
		group: ['input'],
		version: 1,
		subtitle: '={{ "Download to " + ($parameter["binaryPropertyName"] || "") }}',
		description: 'Download files from Sonar',
		defaults: { name: 'Sonar Download File' },
		usableAsTool: {
			replacements: {
				description:
					'Download files from Sonar. Returns the name, type and size of each file; an agent cannot read its content.',
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

const task: ItemTask<Download, Downloaded<IBinaryData>> = {
	read: readDownloads,
	run: async (downloads, { client, pool }) =>
		await downloadFiles(
			client,
			downloads,
			pool,
			async (body, file, { item, fileName }) =>
				await storeBinary(item.context, body, file, fileName),
		),
	present: ({ file, stored }, { binaryField, keepInput, item }) => {
		const { id, filename, mime_type, file_size_in_bytes } = file;
		const facts = { id, filename, mime_type, file_size_in_bytes };
		const { json, binary } = item.data;
		return [
			{
				json: keepInput ? { ...json, file: facts } : { ...facts, ...pickFiles(item) },
				binary: { ...binary, [binaryField]: stored },
			},
		];
	},
	remark: (outputs) => {
		const others = outputs.filter(({ hasOtherSize }) => hasOtherSize);
		if (others.length === 0) return undefined;
		const names = others.map(({ file }) => file.filename);
		return `These files are complete, but Sonar lists another size: ${listNames(names)}. Sonar may have shrunk pictures.`;
	},
};

function readDownloads(item: Item): Download[] {
	const binaryField = fields.read(item, 'binaryPropertyName');
	const options = fields.read(item, 'options');
	return fields.read(item, 'fileId').map((fileId) => ({ fileId, binaryField, item, ...options }));
}

/** The part of an item's JSON in which n8n's combined mode keeps the files. */
function pickFiles({ data: { json }, isCombined }: Item): IDataObject {
	return isCombined && isRecord(json._files) ? { _files: json._files } : {};
}
