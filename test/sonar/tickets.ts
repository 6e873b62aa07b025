import { GraphQLError } from 'graphql';

import { checkCustomFields, type CustomFieldData } from './customFields';
import { checkFiles, type Association } from './link';
import type { Execution } from './schema';
import { list } from './search';
import type { Entity } from './types';

export interface WithFiles {
	files?: Array<Association | null> | null;
}

/** What a ticket refers to. */
export interface Relations {
	inbound_mailbox_id?: string | null;
	ticketable_type?: string | null;
	ticketable_id?: string | null;
	parent_ticket_id?: string | null;
	ticket_group_id?: string | null;
	user_id?: string | null;
	ticket_category_ids?: Array<string | null> | null;
}

interface TicketInput extends WithFiles, Relations {
	subject: string;
	description: string;
	status: NonNullable<Entity['status']>;
	priority: string;
	due_date?: string | null;
	custom_field_data?: Array<CustomFieldData | null> | null;
	ticket_recipients?: Array<{ name: string; email_address: string } | null> | null;
}

interface ReplyInput extends WithFiles {
	ticket_id: string;
	body: string;
	incoming?: boolean | null;
	author?: string | null;
	author_email?: string | null;
}

interface Mailbox extends Entity {
	enabled?: boolean;
}

type Mutation<I> = (
	source: unknown,
	args: { input?: I | null },
	execution: Execution,
) => Entity | null;

export const createInternalTicket: Mutation<TicketInput> = (_, { input }, execution) =>
	createTicket(given(input), execution);

export const createPublicTicket = createInternalTicket;

export const createTicketReply: Mutation<ReplyInput> = (_, { input }, execution) => {
	const reply = given(input);
	const { ticket_id, body, incoming, author, author_email = null } = reply;
	checkReply(reply, execution);
	return create(execution, reply, 'TicketReply', {
		ticket_id,
		body,
		incoming: incoming ?? false,
		author: author ?? undefined,
		details: { author_email },
	});
};

export const createTicketComment: Mutation<ReplyInput> = (_, { input }, execution) => {
	const comment = given(input);
	checkReply(comment, execution);
	const { ticket_id, body } = comment;
	return create(execution, comment, 'TicketComment', { ticket_id, body });
};

/** Of how the plain server treats emails to closed tickets, it says nothing. */
export function ticketingSetting(_source: unknown, _args: unknown, { behaviour }: Execution) {
	const days = behaviour.apply('daysClosed', null, undefined);
	return { days_closed_before_inbound_email_creates_new_ticket: days };
}

function createTicket(ticket: TicketInput, execution: Execution): Entity | null {
	const { subject, status, ...details } = ticket;
	required(subject, 'subject');
	required(ticket.description, 'description');
	checkRelations(ticket, execution);
	checkCustomFields(execution.store.entities('CustomField'), list(ticket.custom_field_data));
	return create(execution, ticket, 'Ticket', { subject, status, details });
}

export function checkRelations(ticket: Relations, { store }: Execution): void {
	const known = (type: string, id: string | null | undefined, what: string) => {
		if (id && !store.entity(type, id)) throw invalid(what);
	};
	if (Boolean(ticket.ticketable_type) !== Boolean(ticket.ticketable_id))
		throw new GraphQLError('A ticketable type and a ticketable id are needed together.');
	known(ticket.ticketable_type ?? '', ticket.ticketable_id, 'ticketable id');
	known('Ticket', ticket.parent_ticket_id, 'parent ticket id');
	known('TicketGroup', ticket.ticket_group_id, 'ticket group id');
	known('User', ticket.user_id, 'user id');
	for (const id of list(ticket.ticket_category_ids))
		known('TicketCategory', id, 'ticket category id');
	if (!ticket.inbound_mailbox_id) return;
	const mailbox: Mailbox | undefined = store.entity('InboundMailbox', ticket.inbound_mailbox_id);
	if (!mailbox) throw invalid('inbound mailbox id');
	if (!mailbox.enabled) throw new GraphQLError('The inbound mailbox is not enabled.');
}

function checkReply({ ticket_id, body }: ReplyInput, { store }: Execution): void {
	if (!store.entity('Ticket', ticket_id)) throw invalid('ticket id');
	required(body, 'body');
}

/** All or nothing: if a file is refused, nothing is created. */
function create(
	execution: Execution,
	input: WithFiles,
	type: string,
	fields: Parameters<Execution['store']['addEntity']>[1],
): Entity | null {
	checkFiles(execution, input.files ?? []);
	const entity = execution.store.addEntity(type, fields);
	linkNew(execution, input, entity);
	return execution.behaviour.apply('createResult', entity, undefined);
}

/** Links files that passed `checkFiles`. */
export function linkNew({ store }: Execution, { files }: WithFiles, entity: Entity): void {
	for (const { file_id, description, primary_image } of list(files)) {
		const file = store.known(file_id);
		store.link(file, entity, {
			description: description ?? file.description,
			primary_image: primary_image ?? file.primary_image,
		});
	}
}

export function given<I>(input: I | null | undefined): I {
	if (!input) throw new GraphQLError('The input field is required.');
	return input;
}

export function required(text: string, what: string): void {
	if (text.trim() === '') throw new GraphQLError(`The ${what} field is required.`);
}

export function invalid(what: string): GraphQLError {
	return new GraphQLError(`The selected ${what} is invalid.`);
}
