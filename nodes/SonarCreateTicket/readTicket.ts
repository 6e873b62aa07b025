import { readMessage } from '../shared/fields/attachments';
import { toEntityRef } from '../shared/fields/entityLocator';
import type { Plan } from '../shared/n8n/attachments';
import type { Item } from '../shared/n8n/Item';
import { ParameterError } from '../shared/n8n/ParameterError';
import type { TicketPlan } from '../shared/sonar/tickets/prepareTickets';
import { fields } from './description';

/** The ticket that an item describes. */
export async function readTicket(item: Item): Promise<TicketPlan & Plan> {
	const isPublic = fields.read(item, 'ticketType') === 'public';
	const { longText, recipients, ...options } = fields.read(item, 'options');
	if (!isPublic && recipients.length > 0) {
		throw new ParameterError(
			'Only a public ticket has Recipients',
			'Choose Public for Ticket Type, or remove Recipients from the node’s options.',
		);
	}
	const { text, attachments } = await readMessage(item, fields.read(item, 'description'), {
		readFiles: fields.read(item, 'binaryPropertyName'),
		longText,
		label: 'Description',
	});
	const relatedTo = fields.read(item, 'relatedTo');
	return {
		...options,
		...(isPublic ? { inboundMailboxId: fields.read(item, 'inboundMailboxId'), recipients } : {}),
		subject: fields.read(item, 'subject'),
		description: text,
		status: fields.read(item, 'status'),
		priority: fields.read(item, 'priority'),
		relatedTo:
			relatedTo === 'none' ? undefined : toEntityRef(relatedTo, fields.read(item, 'relatedId')),
		attachments,
	};
}
