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

/** An upload of the files of an item's binary fields. */
const upload = (job: Job, binaryFields: readonly string[]): ChainNode =>
	http('Upload', job, {
		method: 'POST',
		url: `${job.credential.instanceUrl}/api/files`,
		sendBody: true,
		contentType: 'multipart-form-data',
		bodyParameters: {
			parameters: binaryFields.map((inputDataFieldName) => ({
				parameterType: 'formBinaryData',
				name: 'files[]',
				inputDataFieldName,
			})),
		},
	});

export const httpUpload = (job: Job): ChainNode => upload(job, ['data']);

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

/** What Sonar List Tickets asks for, and the names of the other entities. */
export const TICKETS = `query ($page: Paginator) {
  tickets(paginator: $page) {
    entities {
      id subject description status priority ticketable_type ticketable_id ticket_group_id user_id
      inbound_mailbox_id parent_ticket_id due_date created_at updated_at closed_at is_spam
      ticketable { ... on Account { name } ... on NetworkSite { name } }
      ticket_group { name }
      user { name }
    }
    page_info { page total_pages total_count records_per_page }
  }
}`;

/** As many as our nodes ask for. */
const RECORDS_PER_PAGE = 500;

/** The same query by HTTP Request's pagination, and an item for each ticket. */
export const httpTicketPages = (job: Job): ChainNode[] => {
	const info = '$response.body.data.tickets.page_info';
	return [
		http('Pages', job, {
			method: 'POST',
			url: `${job.credential.instanceUrl}/api/graphql`,
			sendBody: true,
			bodyParameters: { parameters: [{ name: 'query', value: TICKETS }] },
			options: {
				pagination: {
					pagination: {
						paginationMode: 'updateAParameterInEachRequest',
						parameters: {
							parameters: [
								{
									type: 'body',
									name: 'variables',
									value: `={{ ({ page: { page: $pageCount + 1, records_per_page: ${RECORDS_PER_PAGE} } }) }}`,
								},
							],
						},
						paginationCompleteWhen: 'other',
						completeExpression: `={{ ${info}.page >= ${info}.total_pages }}`,
					},
				},
			},
		}),
		{
			name: 'Split Out',
			type: 'n8n-nodes-base.splitOut',
			parameters: { fieldToSplitOut: 'data.tickets.entities' },
		},
	];
};

/** An upload of both attachments of each email, and a ticket with them. */
export const httpTicketsOfEmails = (job: Job): ChainNode[] => [
	upload(job, ['data_0', 'data_1']),
	http('Create', job, {
		method: 'POST',
		url: `${job.credential.instanceUrl}/api/graphql`,
		sendBody: true,
		specifyBody: 'json',
		jsonBody:
			'={{ JSON.stringify({ query: "mutation ($input: CreateInternalTicketMutationInput) { createInternalTicket(input: $input) { id } }", variables: { input: { subject: "No internet " + $("Manual").item.json.id, description: "Since noon, on line " + $("Manual").item.json.id, status: "OPEN", priority: "MEDIUM", ticketable_type: "Account", ticketable_id: $itemIndex + 1, files: $json.files.map((file) => ({ file_id: file.id })) } } }) }}',
	}),
];
