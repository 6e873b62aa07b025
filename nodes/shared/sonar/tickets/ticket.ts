import type { Selection } from '../graphql/rootField';
import { isRecord } from '../guards';
import type { SonarClient } from '../http/SonarClient';
import { parseWholeNumber } from '../ids';
import { toTextOrNull } from '../text';
import { buildTicketUrl } from './ticketUrl';

/** The columns of a ticket that the nodes give. */
export const TICKET_COLUMNS = [
	'id',
	'subject',
	'description',
	'status',
	'priority',
	'ticketable_type',
	'ticketable_id',
	'ticket_group_id',
	'user_id',
	'inbound_mailbox_id',
	'parent_ticket_id',
	'due_date',
	'created_at',
	'updated_at',
	'closed_at',
	'is_spam',
] as const satisfies Selection<'Ticket'>;

/** What people know the account or network site, the group and the assignee by. */
const NAMES = [
	{
		field: 'ticketable',
		select: [
			{ on: 'Account', select: ['name'] },
			{ on: 'NetworkSite', select: ['name'] },
		],
	},
	{ field: 'ticket_group', select: ['name'] },
	{ field: 'user', select: ['name'] },
] as const satisfies Selection<'Ticket'>;

/** A ticket with its names. */
export const TICKET_SELECTION = [...TICKET_COLUMNS, ...NAMES] satisfies Selection<'Ticket'>;

type Text = string | null;

/** A ticket as Sonar describes it; IDs are decimal text. */
export interface SonarTicket {
	id: string;
	subject: string;
	description: string;
	status: string;
	priority: string;
	ticketable_type: Text;
	ticketable_id: Text;
	ticketable_name: Text;
	ticket_group_id: Text;
	ticket_group_name: Text;
	user_id: Text;
	user_name: Text;
	inbound_mailbox_id: Text;
	parent_ticket_id: Text;
	/** YYYY-MM-DD */
	due_date: Text;
	created_at: Text;
	updated_at: Text;
	closed_at: Text;
	is_spam: boolean | null;
}

/** The output for a ticket. A bare `id` would be taken for a file's. */
export interface TicketOutput extends Omit<SonarTicket, 'id'> {
	ticket_id: string;
	/** The ticket's page in Sonar. */
	url: string;
}

/**
 * Parses a row with `TICKET_SELECTION`. Names that were not selected are null.
 *
 * @throws SonarError if it has no ID
 */
export function parseSonarTicket(value: unknown): SonarTicket {
	const row = isRecord(value) ? value : {};
	return {
		id: parseWholeNumber(row.id, 'the ID of a ticket'),
		subject: toTextOrNull(row.subject) ?? '',
		description: toTextOrNull(row.description) ?? '',
		status: toTextOrNull(row.status) ?? '',
		priority: toTextOrNull(row.priority) ?? '',
		ticketable_type: toTextOrNull(row.ticketable_type),
		ticketable_id: toTextOrNull(row.ticketable_id),
		ticketable_name: readName(row.ticketable),
		ticket_group_id: toTextOrNull(row.ticket_group_id),
		ticket_group_name: readName(row.ticket_group),
		user_id: toTextOrNull(row.user_id),
		user_name: readName(row.user),
		inbound_mailbox_id: toTextOrNull(row.inbound_mailbox_id),
		parent_ticket_id: toTextOrNull(row.parent_ticket_id),
		due_date: toTextOrNull(row.due_date),
		created_at: toTextOrNull(row.created_at),
		updated_at: toTextOrNull(row.updated_at),
		closed_at: toTextOrNull(row.closed_at),
		is_spam: typeof row.is_spam === 'boolean' ? row.is_spam : null,
	};
}

function readName(entity: unknown): Text {
	return isRecord(entity) ? toTextOrNull(entity.name) : null;
}

export function toTicketOutput(
	client: Pick<SonarClient, 'origin'>,
	{ id, ...ticket }: SonarTicket,
): TicketOutput {
	return { ticket_id: id, url: buildTicketUrl(client, id), ...ticket };
}
