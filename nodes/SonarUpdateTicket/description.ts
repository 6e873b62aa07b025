import {
	attachmentsField,
	fileIds,
	longText,
	readMessage,
} from '../shared/fields/attachmentFields';
import { customFieldChanges } from '../shared/fields/customFieldValues';
import {
	buildContactLocator,
	buildEmptiedBy,
	buildEntityLocator,
	buildOptionalLocator,
	type Located,
} from '../shared/fields/entityLocator';
import { buildOptions, defineFields } from '../shared/fields/Field';
import { buildLine, buildMessage } from '../shared/fields/messages';
import { priority } from '../shared/fields/newTicketFields';
import { entitiesPerRequest, idleTimeout, parallelRequests } from '../shared/fields/requestOptions';
import {
	assigneeId,
	dueDate,
	parentTicketId,
	relatedTo,
	STATUSES,
	ticketCategoryIds,
	ticketGroupId,
	toRelatedRef,
} from '../shared/fields/ticketFields';
import {
	addable,
	buildUpdateFields,
	clearable,
	nothingToUpdate,
	unclearable,
} from '../shared/fields/updateFields';
import { buildChoice, buildYesNo } from '../shared/fields/values';
import type { Item } from '../shared/n8n/Item';
import { ParameterError } from '../shared/n8n/nodeErrors';
import type { RequestSettings } from '../shared/n8n/task';
import type { EntityRef } from '../shared/sonar/entities/contacts';
import type { UpdateInput } from '../shared/sonar/tickets/checkUpdates';

const NONE = 'To remove what the ticket is about, choose None for Related To.';

const updateFields = buildUpdateFields(
	'The fields to change. The other fields stay as they are. Files are added to those of the ticket.',
	{
		relatedId: unclearable(
			buildContactLocator({
				label: 'Account or Network Site',
				description:
					'The account or network site that the ticket is about, of the type in Related To: from the list, by ID, by the URL of its page, or by the email address of a contact',
				searchListMethod: 'searchRelated',
				dependsOn: ['updateFields.relatedTo'],
			}),
			buildEmptiedBy('Related To'),
		),
		userId: clearable(assigneeId),
		ticketCategoryIds: unclearable({
			...ticketCategoryIds,
			property: {
				...ticketCategoryIds.property,
				description:
					'All categories of the ticket, in place of those that it has. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
			},
		}),
		customFields: customFieldChanges,
		description: unclearable(
			buildMessage({
				displayName: 'Description',
				type: 'string',
				default: '',
				description: 'Text of the ticket, which is sent to Sonar unchanged',
			}),
		),
		dueDate: clearable(dueDate),
		fileIds: addable(fileIds),
		inboundMailboxId: clearable(
			buildOptionalLocator({
				label: 'Inbound Mailbox',
				description: 'The mailbox in Sonar that sends a public ticket and receives the answers',
				searchListMethod: 'searchInboundMailboxes',
			}),
		),
		isSpam: unclearable(
			buildYesNo(
				{
					displayName: 'Is Spam',
					type: 'boolean',
					default: false,
					description: 'Whether the ticket is spam',
				},
				undefined,
			),
		),
		parentTicketId: clearable(parentTicketId),
		priority: unclearable(priority),
		relatedTo: clearable(relatedTo, 'What the ticket is about. Also add Account or Network Site.'),
		status: unclearable(
			buildChoice({
				displayName: 'Status',
				type: 'options',
				options: STATUSES,
				default: 'CLOSED',
				description: 'Status of the ticket',
			}),
		),
		subject: unclearable(
			buildLine({
				displayName: 'Subject',
				type: 'string',
				default: '',
				placeholder: 'e.g. No internet since noon',
				description: 'Subject of the ticket, in one line',
			}),
		),
		ticketGroupId: clearable(ticketGroupId),
	},
);

export const fields = defineFields({
	ticketId: buildEntityLocator({
		label: 'Ticket',
		description: 'The ticket to update',
		pageType: 'Ticket',
		searchListMethod: 'searchTickets',
		defaultId: '={{ $json.ticket_id }}',
	}),
	updateFields,
	binaryPropertyName: attachmentsField,
	options: buildOptions({ entitiesPerRequest, longText, parallelRequests, idleTimeout }),
});

export async function readUpdate(item: Item): Promise<UpdateInput & RequestSettings> {
	const ticketId = fields.read(item, 'ticketId');
	const { longText, ...options } = fields.read(item, 'options');
	const given = fields.read(item, 'updateFields');
	const { relatedTo: type, relatedId, fileIds = [], customFields = [], ...changes } = given;
	const { text, attachments } = await readMessage(item, changes.description ?? '', {
		files: fields.read(item, 'binaryPropertyName'),
		longText,
		label: 'Description',
	});
	const isChanged = Object.keys(changes).length + customFields.length > 0;
	const hasRelation = type !== undefined || relatedId !== undefined;
	if (!isChanged && !hasRelation && fileIds.length + attachments.length === 0) {
		throw nothingToUpdate('Add fields under Update Fields, or attachments.');
	}
	return {
		...options,
		ticketId,
		changes: changes.description === undefined ? changes : { ...changes, description: text },
		...(hasRelation && { relatedTo: toRelated(type, relatedId) }),
		customFields,
		fileIds,
		attachments,
	};
}

/** Null clears what the ticket is about. */
function toRelated(
	type: 'Account' | 'NetworkSite' | 'none' | null | undefined,
	located: Located | undefined,
): EntityRef | null {
	if (type === null || type === 'none') return null;
	if (!located) {
		throw new ParameterError(
			'Account or Network Site is empty',
			`Add Account or Network Site under Update Fields. ${NONE}`,
		);
	}
	const related = toRelatedRef(type, located);
	if (related) return related;
	throw new ParameterError(
		'Related To is empty',
		'Add Related To under Update Fields, since an ID does not tell an account from a network site.',
	);
}
