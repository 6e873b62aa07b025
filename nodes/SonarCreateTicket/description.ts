import {
	attachmentsField,
	fileIds,
	longText,
	readMessage,
} from '../shared/fields/attachmentFields';
import { customFields } from '../shared/fields/customFieldValues';
import { toEntityRef } from '../shared/fields/entityLocator';
import { buildAdditionalFields, buildOptions, defineFields, showFor } from '../shared/fields/Field';
import { buildLine, buildMessage } from '../shared/fields/messages';
import { inboundMailboxId, priority, status, ticketType } from '../shared/fields/newTicketFields';
import { recipients } from '../shared/fields/recipients';
import { entitiesPerRequest, idleTimeout, parallelRequests } from '../shared/fields/requestOptions';
import {
	assigneeId,
	dueDate,
	parentTicketId,
	relatedId,
	relatedTo,
	ticketCategoryIds,
	ticketGroupId,
} from '../shared/fields/ticketFields';
import type { RequestSettings } from '../shared/n8n/task';
import type { Item } from '../shared/n8n/Item';
import type { TicketInput } from '../shared/sonar/tickets/checkTickets';

export const fields = defineFields({
	ticketType,
	inboundMailboxId,
	recipients: showFor({ ticketType: ['public'] }, recipients),
	subject: buildLine({
		displayName: 'Subject',
		type: 'string',
		default: '',
		placeholder: 'e.g. No internet since noon',
		description: 'Subject of the ticket, in one line',
	}),
	relatedTo,
	relatedId,
	description: buildMessage({
		displayName: 'Description',
		type: 'string',
		default: '',
		description: 'Text of the ticket, which is sent to Sonar unchanged',
	}),
	status,
	priority,
	binaryPropertyName: attachmentsField,
	additionalFields: buildAdditionalFields({
		userId: assigneeId,
		ticketCategoryIds,
		customFields,
		dueDate,
		fileIds,
		parentTicketId,
		ticketGroupId,
	}),
	options: buildOptions({ entitiesPerRequest, longText, parallelRequests, idleTimeout }),
});

export async function readTicket(item: Item): Promise<TicketInput & RequestSettings> {
	const isPublic = fields.read(item, 'ticketType') === 'public';
	const { longText, ...options } = fields.read(item, 'options');
	const { text, attachments } = await readMessage(item, fields.read(item, 'description'), {
		files: fields.read(item, 'binaryPropertyName'),
		longText,
		label: 'Description',
	});
	const relatedTo = fields.read(item, 'relatedTo');
	return {
		...options,
		...fields.read(item, 'additionalFields'),
		...(isPublic && {
			inboundMailboxId: fields.read(item, 'inboundMailboxId'),
			recipients: fields.read(item, 'recipients'),
		}),
		subject: fields.read(item, 'subject'),
		description: text,
		status: fields.read(item, 'status'),
		priority: fields.read(item, 'priority'),
		relatedTo:
			relatedTo === 'none' ? undefined : toEntityRef(relatedTo, fields.read(item, 'relatedId')),
		attachments,
	};
}
