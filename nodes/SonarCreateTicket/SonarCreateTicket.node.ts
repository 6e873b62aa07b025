import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import {
	getCustomFields,
	getTicketCategories,
	searchInboundMailboxes,
	searchRelated,
	searchTicketGroups,
	searchTickets,
	searchUsers,
} from '../shared/fields/ticketLists';
import { testSonarApi } from '../shared/n8n/credentialTest';
import { runItems } from '../shared/n8n/run';
import type { ItemTask, RequestSettings } from '../shared/n8n/task';
import { listNames } from '../shared/sonar/listNames';
import { checkTickets, type TicketInput } from '../shared/sonar/tickets/checkTickets';
import { createTickets, type CreatedTicket } from '../shared/sonar/tickets/createTickets';
import { saveWithFiles, presentStoredFiles } from '../shared/sonar/tickets/saveWithFiles';
import { fields, readTicket } from './description';

export class SonarCreateTicket implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Sonar Create Ticket',
		name: 'sonarCreateTicket',
		icon: {
			light: 'file:../../icons/sonarCreateTicket.svg',
			dark: 'file:../../icons/sonarCreateTicket.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: '={{ "Create " + ($parameter["ticketType"] || "") + " ticket" }}',
		description: 'Create a ticket with attachments in Sonar',
		defaults: { name: 'Sonar Create Ticket' },
		usableAsTool: {
			replacements: {
				description:
					'Create a ticket with attachments in Sonar. Sonar may mail a public ticket to the customer. If an error says that the outcome is unknown, look in Sonar instead of creating the ticket again.',
			},
		},
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'sonarApi', required: true, testedBy: 'testSonarApi' }],
		properties: fields.properties,
	};

	methods = {
		credentialTest: { testSonarApi },
		loadOptions: { getCustomFields, getTicketCategories },
		listSearch: {
			searchInboundMailboxes,
			searchRelated,
			searchTicketGroups,
			searchTickets,
			searchUsers,
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this, task);
	}
}

const task: ItemTask<TicketInput & RequestSettings, CreatedTicket> = {
	read: async (item) => [await readTicket(item)],
	run: async (inputs, run) => {
		const { client, pool } = run;
		return await saveWithFiles(inputs, run, {
			check: async (pending) => await checkTickets(client, pending, pool.stopOnFailure),
			save: async (checked) => await createTickets(client, checked, pool),
		});
	},
	present: (ticket) => [{ json: { ...ticket } }],
	presentFailure: presentStoredFiles,
	remark: (tickets, inputs) => {
		const unmailed = tickets
			.filter((_, index) => inputs[index]!.recipients?.length === 0)
			.map(({ ticket_id }) => ticket_id);
		if (unmailed.length === 0) return undefined;
		return `Public tickets without Recipients, which Sonar mails to nobody: ${listNames(unmailed)}`;
	},
	howToLook:
		'do not create the ticket again, but look in Sonar first (Sonar List Files, No Entity Yet, shows files that are linked to nothing)',
};
