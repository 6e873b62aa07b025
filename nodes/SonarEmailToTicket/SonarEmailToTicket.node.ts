import {
	NodeConnectionTypes,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import {
	getCustomFields,
	getTicketCategories,
	searchInboundMailboxes,
	searchTicketGroups,
	searchUsers,
} from '../shared/fields/ticketLists';
import { testSonarApi } from '../shared/n8n/credentialTest';
import { runItems } from '../shared/n8n/run';
import type { ItemTask } from '../shared/n8n/task';
import type { LeftOut } from '../shared/sonar/tickets/emailText';
import { presentStoredFiles } from '../shared/sonar/tickets/saveWithFiles';
import { bringIn, type EmailItem, type EmailResult } from './bringIn';
import { fields } from './description';
import { readEmailItem, type EmailFacts } from './readEmailItem';

/** The node's outputs. */
const TICKETS = 0;
const REPLIES = 1;
const SKIPPED_EMAILS = 2;

export class SonarEmailToTicket implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Sonar Email to Ticket',
		name: 'sonarEmailToTicket',
		icon: {
			light: 'file:../../icons/sonarEmailToTicket.svg',
			dark: 'file:../../icons/sonarEmailToTicket.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle:
			'={{ ({ internal: "Internal tickets", public: "Public tickets" }[$parameter["ticketType"]] || "Tickets") + " and replies" }}',
		description: 'Create a ticket or reply in Sonar from an email',
		defaults: { name: 'Sonar Email to Ticket' },
		// An agent has no email as its item.
		usableAsTool: undefined,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Tickets', 'Replies', 'Skipped'],
		credentials: [{ name: 'sonarApi', required: true, testedBy: 'testSonarApi' }],
		properties: fields.properties,
	};

	methods = {
		credentialTest: { testSonarApi },
		loadOptions: { getCustomFields, getTicketCategories },
		listSearch: { searchInboundMailboxes, searchTicketGroups, searchUsers },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this, buildTask(this));
	}
}

function buildTask(context: IExecuteFunctions): ItemTask<EmailItem, EmailResult> {
	return {
		read: async (item) => [await readEmailItem(item)],
		run: async (emails, run) => await bringIn(context, emails, run),
		outputs: 3,
		present: (result, { facts }) => [present(result, facts)],
		failureOutput: SKIPPED_EMAILS,
		presentFailure: ({ effects, input: email }) => ({
			action: 'failed',
			...(email && presentFacts(email.facts)),
			...presentStoredFiles({ effects }),
		}),
		remark: (results) => {
			const hints = results.flatMap((result) => ('hints' in result ? result.hints : []));
			return [...new Set(hints)].join(' ') || undefined;
		},
		howToLook:
			'look in Sonar whether there is a ticket or reply of this email before you bring it in again (Sonar List Files, No Entity Yet, shows files that are linked to nothing)',
	};
}

function presentFacts({ subject, sender, messageId }: EmailFacts): IDataObject {
	return { subject, sender: { ...sender }, message_id: messageId };
}

function present(result: EmailResult, facts: EmailFacts) {
	if (result.action === 'skipped') {
		const { action, reason, explanation } = result;
		const json = { action, reason, explanation, ...presentFacts(facts) };
		return { output: SKIPPED_EMAILS, json };
	}
	if (result.action === 'ticket') {
		const { ticket_id, url, ticketable_type, ticketable_id, file_ids } = result.ticket;
		const json = {
			action: 'ticket',
			ticket_id,
			url,
			...presentFacts(facts),
			ticketable_type,
			ticketable_id,
			file_ids,
			left_out: presentLeftOut(result.leftOut),
		};
		return { output: TICKETS, json };
	}
	const { reply, ticket, reopened } = result;
	const json = {
		action: 'reply',
		ticket_id: reply.ticket_id,
		reply_id: reply.reply_id,
		url: reply.url,
		reopened,
		...presentFacts(facts),
		ticketable_type: ticket.entity?.type ?? null,
		ticketable_id: ticket.entity?.id ?? null,
		file_ids: reply.file_ids,
		left_out: presentLeftOut(result.leftOut),
	};
	return { output: REPLIES, json };
}

function presentLeftOut(leftOut: readonly LeftOut[]): IDataObject[] {
	return leftOut.map(({ filename, reason }) => ({ filename, reason }));
}
