import type { INodeParameters } from 'n8n-workflow';

import type { ChainNode } from '../test/engine';
import type { Job } from './jobs';

/** n8n's HTTP Request with the same token. By default, it sends all items at once. */
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

export const httpUpload = (job: Job): ChainNode =>
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

export const httpLink = (job: Job): ChainNode =>
	http('Link', job, {
		method: 'POST',
		url: `${job.credential.instanceUrl}/api/graphql`,
		sendBody: true,
		specifyBody: 'json',
		jsonBody:
			'={{ JSON.stringify({ query: `mutation { linkFileToEntity(input: { files: { file_id: ${$json.files[0].id} } fileable_type: Account fileable_id: ${$itemIndex + 1} }) { id } }` }) }}',
	});

export const graphqlList = ({ credential }: Job): ChainNode => ({
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

export const httpDownload = (job: Job): ChainNode =>
	http('Download', job, {
		url: `${job.credential.instanceUrl}/api/files/${job.fileId}`,
		options: { response: { response: { responseFormat: 'file' } } },
	});
