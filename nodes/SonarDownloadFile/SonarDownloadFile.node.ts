import {
	NodeConnectionTypes,
	type IBinaryData,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import {
	fileIdField,
	idleTimeoutOption,
	optionsField,
	parallelRequestsOption,
} from '../shared/descriptions';
import { keepFile } from '../shared/keepFile';
import {
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
import { downloadFiles } from '../shared/sonar/downloadFiles';
import type { SonarFile } from '../shared/sonar/files';
import { SonarSender } from '../shared/sonar/SonarSender';

interface Download extends Sharing {
	id: string;
	field: string;
	fileName?: string;
}

interface Downloaded {
	file: SonarFile;
	binary: IBinaryData;
}

export class SonarDownloadFile implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Sonar Download File',
		name: 'sonarDownloadFile',
		icon: { light: 'file:sonarDownloadFile.svg', dark: 'file:sonarDownloadFile.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle: '={{ "Download to " + ($parameter["binaryPropertyName"] || "") }}',
		description:
			'Download files from Sonar, the billing and ticketing system of internet providers (sonar.software)',
		defaults: { name: 'Sonar Download File' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'sonarApi', required: true }],
		properties: [
			fileIdField,
			{
				displayName: 'Put Output File in Field',
				name: 'binaryPropertyName',
				type: 'string',
				required: true,
				default: 'data',
				hint: 'The name of the output binary field to put the file in',
				description: 'The name of the output binary field to put the file in',
			},
			optionsField([
				{
					displayName: 'File Name',
					name: 'fileName',
					type: 'string',
					default: '',
					placeholder: 'e.g. contract.pdf',
					description:
						'Name of the file in n8n, instead of its name in Sonar. The extension is kept if this has none.',
				},
				idleTimeoutOption,
				parallelRequestsOption,
			]),
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems<Download, Downloaded>(this, {
			read: (itemIndex) => readDownloads(this, itemIndex),
			run: async (downloads, stopOnFailure) =>
				await downloadFiles(
					await SonarSender.of(this, longestIdleTimeout(downloads)),
					downloads.map(({ id }) => id),
					{
						parallelRequests: fewestParallel(downloads),
						stopOnFailure,
						progress: progressOf(this),
					},
					async (body, file, index) => ({
						file,
						binary: await keepFile(this, body, file, downloads[index]!.fileName),
					}),
				),
			present: ({ file, binary }, { field }) => {
				const { id, filename, mime_type, file_size_in_bytes } = file;
				return [
					{
						fields: { id, filename, mime_type, file_size_in_bytes },
						files: { [field]: binary },
					},
				];
			},
		});
	}
}

function readDownloads(context: IExecuteFunctions, itemIndex: number): Download[] {
	const options = optionsOf(context, 'options', itemIndex);
	const field = textOf(context.getNodeParameter('binaryPropertyName', itemIndex)) ?? 'data';
	const common = { field, fileName: textOf(options.fileName), ...sharingOf(options) };
	return fileIdsOf(context, itemIndex).map((id) => ({ id, ...common }));
}
