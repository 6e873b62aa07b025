import { Readable } from 'node:stream';

import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { chain, type ChainNode, type Engine, type RunOptions } from '../test/engine';
import { randomFile } from './randomFile';

/** One workflow to measure: our nodes, or n8n's own that do the same. */
export interface Job {
	name: JobName;
	credential: { instanceUrl: string; accessToken: string };
	/** Items that come in; each with a file if `fileBytes` is given. */
	items: number;
	/** The size of each item's file, or of each of its files. */
	fileBytes?: number;
	/** How many files an item has. */
	filesPerItem?: number;
	/** For downloads. */
	fileId?: string;
}

export type JobName =
	| 'upload'
	| 'uploadAndLink'
	| 'uploadAndLinkOne'
	| 'uploadTogether'
	| 'list'
	| 'listOrFail'
	| 'link'
	| 'download'
	| 'peerUpload'
	| 'peerUploadAndLink'
	| 'peerList'
	| 'peerDownload';

const own = (type: string, parameters: INodeParameters): ChainNode => ({
	name: type,
	type: `n8n-nodes-sonar-software.${type}`,
	parameters,
	credentials: ['sonarApi'],
});

const byId = (value: string) => ({ __rl: true, mode: 'id', value }) as unknown as INodeParameters;

// The most that the nodes offer, as someone sets it who has thousands of files to move.
const options = { parallelRequests: 10 };

const upload = own('sonarUploadFile', { binaryPropertyName: '*', options });
const link = own('sonarLinkFile', {
	fileableType: 'Account',
	fileableId: byId('={{ $itemIndex % 1000 + 1 }}'),
	options,
});
const list = own('sonarListFiles', {
	fileableType: 'Ticket',
	fileableId: byId('={{ $itemIndex % 500 + 1 }}'),
	returnAll: true,
});

/** n8n's HTTP Request with the same token; it sends all items at once unless told otherwise. */
function http(name: string, { credential }: Job, parameters: INodeParameters): ChainNode {
	return {
		name,
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: {
			sendHeaders: true,
			headerParameters: {
				parameters: [{ name: 'Authorization', value: `Bearer ${credential.accessToken}` }],
			},
			...parameters,
		},
	};
}

const httpUpload = (job: Job): ChainNode =>
	http('Upload', job, {
		method: 'POST',
		url: `${job.credential.instanceUrl}/api/files`,
		sendBody: true,
		contentType: 'multipart-form-data',
		bodyParameters: {
			parameters: [
				{ parameterType: 'formBinaryData', name: 'files[]', inputDataFieldName: 'data' },
			],
		},
	});

const httpLink = (job: Job): ChainNode =>
	http('Link', job, {
		method: 'POST',
		url: `${job.credential.instanceUrl}/api/graphql`,
		sendBody: true,
		specifyBody: 'json',
		jsonBody:
			'={{ JSON.stringify({ query: `mutation { linkFileToEntity(input: { files: { file_id: ${$json.files[0].id} } fileable_type: Account fileable_id: ${$itemIndex + 1} }) { id } }` }) }}',
	});

const graphqlList = ({ credential }: Job): ChainNode => ({
	name: 'List',
	type: 'n8n-nodes-base.graphql',
	typeVersion: 1.1,
	parameters: {
		endpoint: `${credential.instanceUrl}/api/graphql`,
		requestFormat: 'json',
		query:
			'={{ `{ files(fileable_type: Ticket fileable_id: ${$itemIndex % 500 + 1} paginator: { page: 1, records_per_page: 100 }) { entities { id filename } page_info { total_pages } } }` }}',
		headerParametersUi: {
			parameter: [{ name: 'Authorization', value: `Bearer ${credential.accessToken}` }],
		},
	},
});

const NODES: Record<JobName, (job: Job) => ChainNode[]> = {
	upload: () => [upload],
	uploadAndLink: () => [upload, link],
	uploadAndLinkOne: () => [
		upload,
		own('sonarLinkFile', { fileableType: 'Account', fileableId: byId('1') }),
	],
	uploadTogether: () => [
		own('sonarUploadFile', {
			binaryPropertyName: '*',
			options: { megabytesPerRequest: 1_000_000 },
		}),
	],
	list: () => [list],
	listOrFail: () => [{ ...list, onError: 'continueRegularOutput' }],
	link: () => [link],
	download: ({ fileId }) => [own('sonarDownloadFile', { fileId: fileId! })],
	peerUpload: (job) => [httpUpload(job)],
	peerUploadAndLink: (job) => [httpUpload(job), httpLink(job)],
	peerList: (job) => [graphqlList(job)],
	peerDownload: (job) => [
		http('Download', job, {
			url: `${job.credential.instanceUrl}/api/files/${job.fileId}`,
			options: { response: { response: { responseFormat: 'file' } } },
		}),
	],
};

export function workflowOf(job: Job): Omit<RunOptions, 'input'> {
	const nodes = NODES[job.name](job);
	// Without a name of its own for the last node, its output would be hard to find.
	const workflow = chain([...nodes.slice(0, -1), { ...nodes.at(-1)!, name: 'Last' }]);
	return { workflow, credentials: { sonarApi: { ...job.credential } } };
}

/** The items that come in, their files stored as an earlier node would have. */
export async function inputOf(engine: Engine, job: Job): Promise<INodeExecutionData[]> {
	const { items, fileBytes, filesPerItem = 1 } = job;
	const input: INodeExecutionData[] = [];
	for (let index = 0; index < items; index += 1) {
		const item: INodeExecutionData = { json: { id: String(1_000_000 + index) } };
		for (let file = 0; fileBytes !== undefined && file < filesPerItem; file += 1) {
			const field = filesPerItem === 1 ? 'data' : `data_${file}`;
			item.binary = {
				...item.binary,
				[field]: await engine.storeBinary(
					Readable.from(randomFile(fileBytes)),
					`${index}-${file}.bin`,
					'application/octet-stream',
				),
			};
		}
		input.push(item);
	}
	return input;
}
