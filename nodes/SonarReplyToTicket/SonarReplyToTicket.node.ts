import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { searchTickets } from '../shared/fields/ticketLists';
import { testSonarApi } from '../shared/n8n/credentialTest';
import { runItems } from '../shared/n8n/run';
import type { ItemTask, RequestSettings } from '../shared/n8n/task';
import { checkReplies, type ReplyInput } from '../shared/sonar/tickets/checkReplies';
import { createReplies, type CreatedReply } from '../shared/sonar/tickets/createReplies';
import { saveWithFiles, presentStoredFiles } from '../shared/sonar/tickets/saveWithFiles';
import { fields, readReply } from './description';

export class SonarReplyToTicket implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Sonar Reply to Ticket',
		name: 'sonarReplyToTicket',
		icon: {
			light: 'file:../../icons/sonarReplyToTicket.svg',
			dark: 'file:../../icons/sonarReplyToTicket.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle:
			'={{ { comment: "Internal comment", reply: "Reply to the customer", incoming: "Reply from the customer" }[$parameter["kind"]] }}',
		description: 'Reply to or comment on a ticket in Sonar',
		defaults: { name: 'Sonar Reply to Ticket' },
		usableAsTool: {
			replacements: {
				description:
					'Reply to or comment on a ticket in Sonar. Sonar mails a reply to the customer, and it cannot be taken back. If an error says that the outcome is unknown, look in Sonar instead of replying again.',
			},
		},
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'sonarApi', required: true, testedBy: 'testSonarApi' }],
		properties: fields.properties,
	};

	methods = { credentialTest: { testSonarApi }, listSearch: { searchTickets } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this, task);
	}
}

const task: ItemTask<ReplyInput & RequestSettings, CreatedReply> = {
	read: async (item) => [await readReply(item)],
	run: async (inputs, run) => {
		const { client, pool } = run;
		return await saveWithFiles(inputs, run, {
			check: async (pending) => await checkReplies(client, pending, pool.stopOnFailure),
			save: async (checked) => await createReplies(client, checked, pool),
		});
	},
	present: (reply) => [{ json: { ...reply } }],
	presentFailure: presentStoredFiles,
	howToLook:
		'do not send it again, but look at the ticket in Sonar first (Sonar List Files, No Entity Yet, shows files that are linked to nothing)',
};
