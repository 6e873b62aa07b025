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
import { createWithAttachments, presentStoredFiles, type Plan } from '../shared/n8n/attachments';
import { runItems } from '../shared/n8n/run';
import type { ItemTask } from '../shared/n8n/task';
import { createTickets, type CreatedTicket } from '../shared/sonar/tickets/createTickets';
import { prepareTickets, type TicketPlan } from '../shared/sonar/tickets/prepareTickets';
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
		credentials: [{ name: 'sonarApi', required: true }],
		properties: fields.properties,
	};

	methods = {
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

const task: ItemTask<TicketPlan & Plan, CreatedTicket> = {
	read: async (item) => [await readTicket(item)],
	run: async (plans, run) => {
		const { client, pool } = run;
		return await createWithAttachments(plans, run, {
			prepare: async (pending) => await prepareTickets(client, pending, pool.stopOnFailure),
			create: async (drafts) => await createTickets(client, drafts, pool),
		});
	},
	present: (ticket) => [{ json: { ...ticket } }],
	presentFailure: presentStoredFiles,
	howToLook:
		'do not create the ticket again, but look in Sonar first (Sonar List Files, No Entity Yet, shows files that are linked to nothing)',
};
