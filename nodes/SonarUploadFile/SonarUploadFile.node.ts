import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { idleTimeoutOption, optionsField, parallelRequestsOption } from '../shared/descriptions';
import { inputFilesOf, nameInSonar, sourceFileOf } from '../shared/inputFiles';
import {
	countOf,
	fewestParallel,
	longestIdleTimeout,
	optionsOf,
	sharingOf,
	textOf,
} from '../shared/parameters';
import { progressOf } from '../shared/progress';
import { runItems } from '../shared/runItems';
import { SonarSender } from '../shared/sonar/SonarSender';
import {
	MOST_FILES_PER_REQUEST,
	uploadFiles,
	type UploadedFile,
	type UploadFile,
} from '../shared/sonar/uploadFiles';

const MEGABYTE = 1024 * 1024;
const MEGABYTES_PER_REQUEST = 50;

interface Upload extends UploadFile {
	field: string | null;
	parallelRequests: number;
	idleTimeout: number;
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
		properties: [
			{
				displayName: 'Input Binary Field',
				name: 'binaryPropertyName',
				type: 'string',
				required: true,
				default: 'data',
				placeholder: 'e.g. attachment_*',
				hint: 'The name of the input binary field with the file; several with commas between them, or a pattern with *',
				description:
					'Which files of the item to upload. A name, several names with commas between them, a pattern such as attachment_* (* alone is every file), or an expression that gives a binary object or a list.',
			},
			optionsField([
				{
					displayName: 'File Name',
					name: 'fileName',
					type: 'string',
					default: '',
					placeholder: 'e.g. contract.pdf',
					description:
						'Name of the file in Sonar, instead of its own. The extension is kept if this has none; several files of an item are numbered.',
				},
				{
					displayName: 'Files per Request',
					name: 'filesPerRequest',
					type: 'number',
					typeOptions: { minValue: 1, maxValue: MOST_FILES_PER_REQUEST },
					default: MOST_FILES_PER_REQUEST,
					description: 'How many files share a request to Sonar, at most',
				},
				{
					displayName: 'Megabytes per Request',
					name: 'megabytesPerRequest',
					type: 'number',
					typeOptions: { minValue: 1 },
					default: MEGABYTES_PER_REQUEST,
					description:
						'How many megabytes of files share a request to Sonar, at most. A bigger file travels alone.',
				},
				idleTimeoutOption,
				parallelRequestsOption,
			]),
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems<Upload, UploadedFile>(this, {
			read: async (itemIndex) => await readUploads(this, itemIndex),
			run: async (uploads, stopOnFailure) =>
				await uploadFiles(await SonarSender.of(this, longestIdleTimeout(uploads)), uploads, {
					parallelRequests: fewestParallel(uploads),
					stopOnFailure,
					progress: progressOf(this),
				}),
			present: (file, { field }) => [{ fields: { ...file, binary_field: field } }],
			effect: { verb: 'stored', nameOf: ({ id, filename }) => `${id} (${filename})` },
		});
	}
}

async function readUploads(context: IExecuteFunctions, itemIndex: number): Promise<Upload[]> {
	const options = optionsOf(context, 'options', itemIndex);
	const files = inputFilesOf(
		context.getInputData()[itemIndex]!,
		context.getNodeParameter('binaryPropertyName', itemIndex),
	);
	const { parallelRequests, idleTimeout } = sharingOf(options);
	const given = textOf(options.fileName) ?? '';
	return await Promise.all(
		files.map(async ({ field, binary }, index) => ({
			...(await sourceFileOf(
				context,
				binary,
				nameInSonar(binary, given, { index, count: files.length }),
			)),
			field,
			perRequest: countOf(options.filesPerRequest, MOST_FILES_PER_REQUEST, MOST_FILES_PER_REQUEST),
			bytesPerRequest:
				countOf(options.megabytesPerRequest, MEGABYTES_PER_REQUEST, Infinity) * MEGABYTE,
			parallelRequests,
			idleTimeout,
		})),
	);
}
