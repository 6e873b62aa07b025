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
import { create, type Created, type Creation, type Draft } from './creations';
import { buildTicketUrl } from './ticketUrl';

export interface Recipient {
	name: string;
	emailAddress: string;
}

/** A ticket that is to be created. */
export interface TicketDraft extends Draft {
	/** The mailbox of a public ticket; an internal one has none. */
	inboundMailboxId?: string;
	subject: string;
	description: string;
	status: string;
	priority: string;
	/** The account or network site that it concerns. */
	relatedTo?: Entity;
	/** YYYY-MM-DD */
	dueDate?: string;
	ticketGroupId?: string;
	userId?: string;
	parentTicketId?: string;
	ticketCategoryIds: readonly string[];
	customFieldData: readonly CustomFieldDataMutationInput[];
	/** Of a public ticket. */
	recipients?: readonly Recipient[];
}

/** A ticket as Sonar describes it. */
interface Ticket extends Created {
	subject: string;
	status: string;
	priority: string;
	ticketable_type: string | null;
	ticketable_id: string | null;
	created_at: string | null;
	file_ids: string[];
}

/** A new ticket as it is given out: a bare `id` would be taken for a file's. */
export interface CreatedTicket extends Omit<Ticket, 'id'> {
	ticket_id: string;
	/** Its page in Sonar. */
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
export async function createTickets<D extends TicketDraft>(
	client: SonarClient,
	drafts: readonly D[],
	pool: Pool,
): Promise<Outcomes<D, CreatedTicket>> {
	const outcomes = await create<D, Ticket>(client, drafts, pool, tickets);
	return mapDone(outcomes, (_, { id, ...ticket }) => ({
		ticket_id: id,
		url: buildTicketUrl(client, id),
		...ticket,
	}));
}

const tickets: Creation<TicketDraft, Ticket> = {
	describe: ({ subject }, created) =>
		created ? `ticket ${created.id}` : `ticket "${subject.slice(0, 50)}"`,
	unknownOutcome: 'Whether Sonar created the ticket is unknown',
	sizeOf: ({ subject, description }) => Buffer.byteLength(subject + description),
	buildMutation: buildTicketMutation,
	typeOf: () => 'Ticket',
	buildQuery: buildTicketQuery,
	assume: (draft, id) => ({
		id,
		subject: draft.subject,
		status: draft.status,
		priority: draft.priority,
		ticketable_type: draft.relatedTo?.type ?? null,
		ticketable_id: draft.relatedTo?.id ?? null,
		created_at: null,
		file_ids: [...draft.fileIds],
	}),
};

function buildTicketMutation(draft: TicketDraft): RootField<Ticket> {
	const parts = { select: SELECT, parse: (value: unknown) => parseTicket(value, draft) };
	const input = buildInput(draft);
	const { inboundMailboxId, recipients } = draft;
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

/** Absent values are left out, since Sonar may take null for a value. */
function buildInput(draft: TicketDraft): CreateInternalTicketMutationInput {
	const { subject, description, status, priority, relatedTo, customFieldData, fileIds } = draft;
	return {
		subject,
		description,
		status,
		priority,
		...(draft.dueDate && { due_date: draft.dueDate }),
		...(relatedTo && { ticketable_type: relatedTo.type, ticketable_id: relatedTo.id }),
		...(draft.parentTicketId && { parent_ticket_id: draft.parentTicketId }),
		...(draft.ticketGroupId && { ticket_group_id: draft.ticketGroupId }),
		...(draft.userId && { user_id: draft.userId }),
		...(draft.ticketCategoryIds.length > 0 && { ticket_category_ids: draft.ticketCategoryIds }),
		...(customFieldData.length > 0 && { custom_field_data: customFieldData }),
		...(fileIds.length > 0 && { files: fileIds.map((file_id) => ({ file_id })) }),
	};
}

function buildTicketQuery(draft: TicketDraft, id: string): RootField<Ticket | undefined> {
	return buildQuery('tickets', {
		args: { id },
		select: [{ field: 'entities', select: SELECT }],
		parse: (value) => {
			const { entities } = parsePage(value, 'tickets', (entity) => parseTicket(entity, draft));
			return entities.find((one) => one.id === id);
		},
	});
}

function parseTicket(value: unknown, { fileIds }: TicketDraft): Ticket {
	const ticket = isRecord(value) ? value : {};
	return {
		id: parseWholeNumber(ticket.id, 'the id of the ticket'),
		subject: toTextOrNull(ticket.subject) ?? '',
		status: toTextOrNull(ticket.status) ?? '',
		priority: toTextOrNull(ticket.priority) ?? '',
		ticketable_type: toTextOrNull(ticket.ticketable_type),
		ticketable_id: toTextOrNull(ticket.ticketable_id),
		created_at: toTextOrNull(ticket.created_at),
		file_ids: [...fileIds],
	};
}
