import { toTextOrNull } from '../text';
import type { Pool } from '../batch/pool';
import type { Entity } from '../files/file';
import { parsePage } from '../graphql/connection';
import { parseWholeNumber } from '../ids';
import { buildMutation, buildQuery, type RootField } from '../graphql/rootField';
import type {
	CreateInternalTicketMutationInput,
	CustomFieldDataMutationInput,
} from '../graphql/schema';
import { isRecord } from '../guards';
import type { SonarClient } from '../http/SonarClient';
import { mapDone, type Outcomes } from '../outcome';
import {
	createEntities,
	type CheckedInput,
	type CreatedEntity,
	type CreationKind,
} from './creations';
import { buildTicketUrl } from './ticketUrl';

export interface Recipient {
	name: string;
	emailAddress: string;
}

/** A ticket that passed all checks. */
export interface CheckedTicket extends CheckedInput {
	/** Only public tickets have a mailbox. */
	inboundMailboxId?: string;
	subject: string;
	description: string;
	status: string;
	priority: string;
	/** The account or network site that the ticket concerns. */
	relatedTo?: Entity;
	/** YYYY-MM-DD */
	dueDate?: string;
	ticketGroupId?: string;
	userId?: string;
	parentTicketId?: string;
	ticketCategoryIds: readonly string[];
	customFieldData: readonly CustomFieldDataMutationInput[];
	/** Only public tickets have recipients. */
	recipients?: readonly Recipient[];
}

/** A ticket as Sonar describes it. */
interface Ticket extends CreatedEntity {
	subject: string;
	status: string;
	priority: string;
	ticketable_type: string | null;
	ticketable_id: string | null;
	created_at: string | null;
	file_ids: string[];
}

/** The output for a new ticket. A bare `id` would be taken for a file's. */
export interface CreatedTicket extends Omit<Ticket, 'id'> {
	ticket_id: string;
	/** The ticket's page in Sonar. */
	url: string;
}

const SELECT = [
	'id',
	'subject',
	'status',
	'priority',
	'ticketable_type',
	'ticketable_id',
	'created_at',
] as const;

/** Creates tickets with their files, several by one request. */
export async function createTickets<T extends CheckedTicket>(
	client: SonarClient,
	tickets: readonly T[],
	pool: Pool,
): Promise<Outcomes<T, CreatedTicket>> {
	const outcomes = await createEntities<T, Ticket>(client, tickets, pool, TICKET);
	return mapDone(outcomes, (_, { id, ...ticket }) => ({
		ticket_id: id,
		url: buildTicketUrl(client, id),
		...ticket,
	}));
}

const TICKET: CreationKind<CheckedTicket, Ticket> = {
	describe: ({ subject }, created) =>
		created ? `ticket ${created.id}` : `ticket "${subject.slice(0, 50)}"`,
	unknownOutcome: 'Whether Sonar created the ticket is unknown',
	sizeOf: ({ subject, description }) => Buffer.byteLength(subject + description),
	buildMutation: buildTicketMutation,
	typeOf: () => 'Ticket',
	buildQuery: buildTicketQuery,
	assume: (ticket, id) => ({
		id,
		subject: ticket.subject,
		status: ticket.status,
		priority: ticket.priority,
		ticketable_type: ticket.relatedTo?.type ?? null,
		ticketable_id: ticket.relatedTo?.id ?? null,
		created_at: null,
		file_ids: [...ticket.fileIds],
	}),
};

function buildTicketMutation(ticket: CheckedTicket): RootField<Ticket> {
	const parts = { select: SELECT, parse: (value: unknown) => parseTicket(value, ticket) };
	const input = buildInput(ticket);
	const { inboundMailboxId, recipients } = ticket;
	if (inboundMailboxId === undefined) {
		return buildMutation('createInternalTicket', { args: { input }, ...parts });
	}
	const ticket_recipients = recipients?.map(({ name, emailAddress }) => ({
		name,
		email_address: emailAddress,
	}));
	return buildMutation('createPublicTicket', {
		args: {
			input: {
				...input,
				inbound_mailbox_id: inboundMailboxId,
				...(ticket_recipients && { ticket_recipients }),
			},
		},
		...parts,
	});
}

/** Leaves absent values out, since Sonar may take null for a value. */
function buildInput(ticket: CheckedTicket): CreateInternalTicketMutationInput {
	const { subject, description, status, priority, relatedTo, customFieldData, fileIds } = ticket;
	return {
		subject,
		description,
		status,
		priority,
		...(ticket.dueDate && { due_date: ticket.dueDate }),
		...(relatedTo && { ticketable_type: relatedTo.type, ticketable_id: relatedTo.id }),
		...(ticket.parentTicketId && { parent_ticket_id: ticket.parentTicketId }),
		...(ticket.ticketGroupId && { ticket_group_id: ticket.ticketGroupId }),
		...(ticket.userId && { user_id: ticket.userId }),
		...(ticket.ticketCategoryIds.length > 0 && { ticket_category_ids: ticket.ticketCategoryIds }),
		...(customFieldData.length > 0 && { custom_field_data: customFieldData }),
		...(fileIds.length > 0 && { files: fileIds.map((file_id) => ({ file_id })) }),
	};
}

function buildTicketQuery(ticket: CheckedTicket, id: string): RootField<Ticket | undefined> {
	return buildQuery('tickets', {
		args: { id },
		select: [{ field: 'entities', select: SELECT }],
		parse: (value) => {
			const { entities } = parsePage(value, 'tickets', (entity) => parseTicket(entity, ticket));
			return entities.find((one) => one.id === id);
		},
	});
}

function parseTicket(value: unknown, { fileIds }: CheckedTicket): Ticket {
	const ticket = isRecord(value) ? value : {};
	return {
		id: parseWholeNumber(ticket.id, 'the ID of the ticket'),
		subject: toTextOrNull(ticket.subject) ?? '',
		status: toTextOrNull(ticket.status) ?? '',
		priority: toTextOrNull(ticket.priority) ?? '',
		ticketable_type: toTextOrNull(ticket.ticketable_type),
		ticketable_id: toTextOrNull(ticket.ticketable_id),
		created_at: toTextOrNull(ticket.created_at),
		file_ids: [...fileIds],
	};
}
