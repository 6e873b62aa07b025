import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { attachments, textFile } from '../nodes/files';
import { byId, type Kit } from '../nodes/kit';

/** A node at work, whose answers may be mutated. */
export interface Scenario {
	type: string;
	parameters: INodeParameters;
	input: (kit: Kit) => Promise<INodeExecutionData[]>;
	/** Whether each item is output or fails. */
	answersEach: boolean;
}

/** What the scenarios work on. */
export async function prepare({ sonar }: Kit): Promise<void> {
	sonar.addEntity('Account', { id: '1' });
	sonar.addEntity('Ticket', {
		id: '7',
		details: { ticketable_type: 'Account', ticketable_id: '1' },
	});
	sonar.addEntity('TicketReply', { id: '49', ticket_id: '7' });
	sonar.addEntity('Contact', {
		details: { email_address: 'ada@example.com', contactable_id: '1' },
	});
	sonar.addEntity('CustomField', {
		id: '2',
		details: { field_type: 'DATE', entity_type: 'Ticket' },
	});
	await addFiles(sonar);
}

/** Two unlinked files, and one each on a ticket and its reply. */
async function addFiles(sonar: Kit['sonar']): Promise<void> {
	for (const filename of ['a.txt', 'b.txt', 'c.txt', 'd.txt']) {
		await sonar.addFile({ filename, content: filename, mime_type: 'text/plain' });
	}
	sonar.link('63', { type: 'Ticket', id: '7' });
	sonar.link('64', { type: 'TicketReply', id: '49' });
}

const ids = async () => await Promise.resolve([{ json: { id: '61' } }, { json: { id: '62' } }]);
const one = async () => await Promise.resolve([{ json: {} }]);
const email = { __rl: true, mode: 'email', value: 'ada@example.com' };

const withFiles = async (kit: Kit) =>
	await Promise.all(
		['First', 'Second'].map(
			async (text) =>
				await kit.item(attachments([textFile(`${text} a.txt`), textFile(`${text} b.txt`)]), {
					text,
				}),
		),
	);

export const scenarios: Record<string, Scenario> = {
	upload: {
		type: 'sonarUploadFile',
		parameters: { binaryPropertyName: '*' },
		input: withFiles,
		answersEach: true,
	},
	uploadAndLink: {
		type: 'sonarUploadFile',
		parameters: {
			binaryPropertyName: '*',
			linkTo: 'entity',
			fileableType: 'Account',
			fileableId: email,
		},
		input: withFiles,
		answersEach: true,
	},
	link: {
		type: 'sonarLinkFile',
		parameters: { fileId: '={{ $json.id }}', fileableType: 'Account', fileableId: byId('1') },
		input: ids,
		answersEach: true,
	},
	linkByEmail: {
		type: 'sonarLinkFile',
		parameters: { fileId: '={{ $json.id }}', fileableType: 'Account', fileableId: email },
		input: ids,
		answersEach: true,
	},
	listTicket: {
		type: 'sonarListFiles',
		parameters: { fileableType: 'Ticket', fileableId: byId('7'), returnAll: true },
		input: one,
		answersEach: false,
	},
	listAll: {
		type: 'sonarListFiles',
		parameters: { scope: 'all', limit: 2, options: { simplify: false } },
		input: one,
		answersEach: false,
	},
	listGiven: {
		type: 'sonarListFiles',
		parameters: { scope: 'ids', fileId: '={{ $json.id }}' },
		input: ids,
		answersEach: true,
	},
	download: { type: 'sonarDownloadFile', parameters: {}, input: ids, answersEach: true },
	update: {
		type: 'sonarUpdateFile',
		parameters: { fileId: '={{ $json.id }}', updateFields: { description: 'Signed' } },
		input: ids,
		answersEach: true,
	},
	delete: {
		type: 'sonarDeleteFile',
		parameters: { fileId: '={{ $json.id }}' },
		input: ids,
		answersEach: true,
	},
	query: {
		type: 'sonarGraphql',
		parameters: {
			query: 'query ($page: Paginator) { files(paginator: $page) { entities { filename } } }',
			returnAll: true,
		},
		input: one,
		answersEach: false,
	},
	mutation: {
		type: 'sonarGraphql',
		parameters: {
			query:
				'mutation ($body: Text!) { createTicketComment(input: { ticket_id: 7, body: $body }) { id } }',
			variables: '={{ { body: $json.id } }}',
			options: { allowMutations: true },
		},
		input: ids,
		answersEach: true,
	},
	createTicket: {
		type: 'sonarCreateTicket',
		parameters: {
			subject: '={{ $json.text }}',
			description: 'D',
			relatedTo: 'Account',
			relatedId: email,
			binaryPropertyName: '*',
			additionalFields: { customFields: { field: [{ id: '2', value: '2026-01-31' }] } },
		},
		input: withFiles,
		answersEach: true,
	},
	emails: {
		type: 'sonarEmailToTicket',
		parameters: {
			ownAddresses: 'support@example.com',
			options: {
				emailFields: {
					fields: {
						from: 'ada@example.com',
						subject: '={{ $json.text === "First" ? "[#7]" : $json.text }}',
						text: '={{ $json.text }}',
						inReplyTo: '<sent@example.com>',
						messageId: '=<{{ $json.text }}@example.com>',
					},
				},
			},
		},
		input: withFiles,
		answersEach: true,
	},
	listTickets: {
		type: 'sonarListTickets',
		parameters: { scope: 'ids', ticketId: '7', options: { include: ['replies', 'comments'] } },
		input: one,
		answersEach: true,
	},
	searchTickets: {
		type: 'sonarListTickets',
		parameters: { filters: { status: ['OPEN'], subject: 'Ticket' }, returnAll: true },
		input: one,
		answersEach: false,
	},
	updateTicket: {
		type: 'sonarUpdateTicket',
		parameters: {
			ticketId: byId('7'),
			updateFields: { subject: '={{ $json.text }}', status: 'CLOSED' },
			binaryPropertyName: '*',
		},
		input: withFiles,
		answersEach: true,
	},
	reply: {
		type: 'sonarReplyToTicket',
		parameters: {
			ticketId: byId('7'),
			kind: 'incoming',
			authorEmail: 'ada@example.com',
			body: '={{ $json.text }}',
			binaryPropertyName: '*',
			options: { onlyKnownSenders: true },
		},
		input: withFiles,
		answersEach: true,
	},
};
