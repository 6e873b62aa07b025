import { buildRowList, type RowList } from '../graphql/ListQuery';
import type { Search } from '../graphql/schema';
import { entitiesOf } from '../guards';
import { parseWholeNumber } from '../ids';
import { toTime } from '../text';
import { readAuthor } from './emailText';
import { readMessageIds } from './messageIds';

/** A ticket that an email may belong to. */
export interface FoundTicket {
	id: string;
	isClosed: boolean;
	/** In milliseconds; NaN if Sonar does not say. */
	closedAt: number;
	changedAt: number;
	/** What it is related to. */
	entity?: { type: string; id: string };
	/** The addresses of its recipients. */
	recipients: readonly string[];
	/** The address of whoever wrote the email that it was made of. */
	author?: string;
}

/** More than a ticket has. */
const MOST_RECIPIENTS = { page: 1, records_per_page: 100 };

/** A ticket by its ID, with all that tells who is known on it, replies and contacts aside. */
export function buildFoundTicketList(ticketId: string): RowList<FoundTicket> {
	return buildRowList({
		list: 'tickets',
		args: { id: ticketId },
		select: [
			'id',
			'status',
			'closed_at',
			'updated_at',
			'global_updated_at',
			'ticketable_type',
			'ticketable_id',
			'description',
			{
				field: 'ticket_recipients',
				args: { paginator: MOST_RECIPIENTS },
				select: [{ field: 'entities', select: ['email_address'] }],
			},
		],
		parse: ({ id, ticketable_type: type, ticketable_id: entityId, ...row }) => ({
			id: parseWholeNumber(id, 'the id of a ticket'),
			isClosed: row.status === 'CLOSED',
			closedAt: toTime(row.closed_at),
			changedAt: Math.max(
				...[row.updated_at, row.global_updated_at].map((one) => toTime(one) || 0),
			),
			...(typeof type === 'string' && {
				entity: { type, id: parseWholeNumber(entityId, 'what a ticket is related to') },
			}),
			recipients: readRecipients(row.ticket_recipients),
			author: typeof row.description === 'string' ? readAuthor(row.description) : undefined,
		}),
	});
}

function readRecipients(value: unknown): string[] {
	return entitiesOf(value).flatMap(({ email_address: address }) =>
		typeof address === 'string' ? address : [],
	);
}

/** A reply that Sonar made of an email, or sent as one. */
export interface EmailedReply {
	id: string;
	ticketId: string;
	/** With their angle brackets. */
	messageIds: readonly string[];
}

/** A short one would be found in the headers of too many replies. */
const SHORTEST_ID = 5;

/** Replies that refer to the email come, too. */
const MOST_REPLIES = 100;

/** The Message-IDs that can be searched for, without their angle brackets. */
export function toSearchable(messageIds: readonly string[]): string[] {
	return messageIds
		.map((id) => id.replace(/^<|>$/g, ''))
		.filter((id) => id.includes('@') && id.length >= SHORTEST_ID);
}

/** Replies whose headers contain one of these Message-IDs. Without angle brackets, which JSON may encode. */
export function buildEmailedReplyList(messageIds: readonly string[]): RowList<EmailedReply> {
	// PHP's JSON has a backslash before each slash.
	const spellings = messageIds.flatMap((id) => [id, id.replaceAll('/', '\\/')]);
	return buildRowList({
		list: 'ticket_replies',
		search: [...new Set(spellings)].map((search_value): Search => ({
			string_fields: [{ attribute: 'headers', search_value, match: true, partial_matching: true }],
		})),
		select: ['id', 'ticket_id', 'headers'],
		newest: MOST_REPLIES,
		parse: (row) => ({
			id: parseWholeNumber(row.id, 'the id of a reply'),
			ticketId: parseWholeNumber(row.ticket_id, 'the ticket of a reply'),
			messageIds: readMessageIds(row.headers),
		}),
	});
}
