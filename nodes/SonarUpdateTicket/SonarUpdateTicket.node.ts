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
import { checkUpdates, type UpdateInput } from '../shared/sonar/tickets/checkUpdates';
import { presentStoredFiles, saveWithFiles } from '../shared/sonar/tickets/saveWithFiles';
import { updateTickets, type UpdatedTicket } from '../shared/sonar/tickets/updateTickets';
import { fields, readUpdate } from './description';

export class SonarUpdateTicket implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Sonar Update Ticket',
		name: 'sonarUpdateTicket',
		icon: {
			light: 'file:../../icons/sonarUpdateTicket.svg',
			dark: 'file:../../icons/sonarUpdateTicket.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle:
			'={{ "Update " + (Object.keys($parameter["updateFields"] || {}).filter((name) => name !== "relatedId").map((name) => ({ userId: "assignee", ticketCategoryIds: "categories", isSpam: "spam", fileIds: "files" })[name] || name.replace(/Id$/, "").replace(/[A-Z]/g, (letter) => " " + letter.toLowerCase())).join(", ") || ($parameter["binaryPropertyName"] ? "attachments" : "nothing yet")) }}',
		description: 'Update, close or assign tickets in Sonar, and attach files',
		defaults: { name: 'Sonar Update Ticket' },
		usableAsTool: {
			replacements: {
				description:
					'Update, close or assign a ticket in Sonar, and attach files to it. Only the fields that are given change. If an error says that the outcome is unknown, look at the ticket instead of updating it again.',
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

const task: ItemTask<UpdateInput & RequestSettings, UpdatedTicket> = {
	read: async (item) => [await readUpdate(item)],
	run: async (inputs, run) => {
		const { client, pool } = run;
		return await saveWithFiles(inputs, run, {
			check: async (pending) => await checkUpdates(client, pending, pool.stopOnFailure),
			save: async (checked) => await updateTickets(client, checked, pool),
		});
	},
	present: ({ ticket }) => [{ json: { ...ticket } }],
	presentFailure: presentStoredFiles,
	remark: (outputs) => {
		const others = outputs.filter(({ isAsAsked }) => !isAsAsked);
		if (others.length === 0) return undefined;
		const names = listNames(others.map(({ ticket }) => ticket.ticket_id));
		return `Sonar stored other values than the given ones for these tickets: ${names}. The items show Sonar’s values.`;
	},
	howToLook:
		'do not update it again, but look at the ticket in Sonar first (Sonar List Files, No Entity Yet, shows files that are linked to nothing)',
};
