import { attachmentsField, fileIds, longText } from '../shared/fields/attachments';
import { customFields } from '../shared/fields/customFields';
import { buildContactLocator, buildEntityLocator } from '../shared/fields/entityLocator';
import { buildOptions, defineFields, showFor } from '../shared/fields/Field';
import { buildLine, buildMessage } from '../shared/fields/messages';
import { recipients } from '../shared/fields/recipients';
import { entitiesPerRequest, idleTimeout, parallelRequests } from '../shared/fields/requestOptions';
import {
	assigneeId,
	parentTicketId,
	ticketCategoryIds,
	ticketGroupId,
} from '../shared/fields/ticketFields';
import { buildChoice, buildDay } from '../shared/fields/values';

export const fields = defineFields({
	ticketType: buildChoice({
		displayName: 'Ticket Type',
		type: 'options',
		options: [
			{ name: 'Internal', value: 'internal', description: 'Only for users of Sonar' },
			{
				name: 'Public',
				value: 'public',
				description: 'To and from a customer, through an inbound mailbox. Sonar may mail it.',
			},
		],
		default: 'internal',
		description:
			'The kind of ticket. Internal is only for users of Sonar. Public is exchanged with a customer by email.',
	}),
	inboundMailboxId: showFor(
		{ ticketType: ['public'] },
		buildEntityLocator({
			label: 'Inbound Mailbox',
			description: 'The mailbox in Sonar that sends a public ticket and gets the answers',
			searchListMethod: 'searchInboundMailboxes',
		}),
	),
	subject: buildLine({
		displayName: 'Subject',
		type: 'string',
		default: '',
		placeholder: 'e.g. No internet since noon',
		description: 'Subject of the ticket, in one line',
	}),
	description: buildMessage({
		displayName: 'Description',
		type: 'string',
		default: '',
		description: 'Text of the ticket. It is sent to Sonar unchanged.',
	}),
	status: buildChoice({
		displayName: 'Status',
		type: 'options',
		options: [
			{ name: 'Closed', value: 'CLOSED' },
			{ name: 'Open', value: 'OPEN' },
			{ name: 'Pending External', value: 'PENDING_EXTERNAL' },
			{ name: 'Pending Internal', value: 'PENDING_INTERNAL' },
		],
		default: 'OPEN',
		description: 'Status of the new ticket',
	}),
	priority: buildChoice({
		displayName: 'Priority',
		type: 'options',
		options: [
			{ name: 'Critical', value: 'CRITICAL' },
			{ name: 'High', value: 'HIGH' },
			{ name: 'Low', value: 'LOW' },
			{ name: 'Medium', value: 'MEDIUM' },
		],
		default: 'MEDIUM',
		description: 'How urgent the ticket is',
	}),
	relatedTo: buildChoice({
		displayName: 'Related To',
		type: 'options',
		options: [
			{ name: 'Account', value: 'Account' },
			{ name: 'Network Site', value: 'NetworkSite' },
			{ name: 'None', value: 'none' },
		],
		default: 'none',
		description: 'Type of the entity in Sonar that the ticket concerns',
	}),
	relatedId: showFor(
		{ relatedTo: ['Account', 'NetworkSite'] },
		buildContactLocator({
			label: 'Account or Network Site',
			description:
				'The account or network site that the ticket concerns: from the list, by ID, or by the email address of one of its contacts',
			searchListMethod: 'searchRelated',
			dependsOn: ['relatedTo'],
		}),
	),
	binaryPropertyName: attachmentsField,
	options: buildOptions({
		userId: assigneeId,
		ticketCategoryIds,
		customFields,
		dueDate: buildDay({
			displayName: 'Due Date',
			type: 'dateTime',
			default: '',
			description: 'The day by which the ticket should be done, in the workflow’s time zone',
		}),
		entitiesPerRequest,
		fileIds,
		idleTimeout,
		longText,
		parallelRequests,
		parentTicketId,
		recipients,
		ticketGroupId,
	}),
});
