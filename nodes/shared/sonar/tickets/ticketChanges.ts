import type { Entity } from '../files/file';
import { parsePage } from '../graphql/connection';
import type { Selection } from '../graphql/rootField';
import type { CustomFieldDataMutationInput, UpdateTicketMutationInput } from '../graphql/schema';
import { isRecord } from '../guards';
import { parseWholeNumber } from '../ids';
import { toComparable, toTextOrNull } from '../text';
import { parseSonarTicket, type SonarTicket } from './ticket';

/** The changes to a ticket. An absent field stays as it is, null clears it. */
export interface TicketChanges {
	subject?: string;
	description?: string;
	status?: string;
	priority?: string;
	/** YYYY-MM-DD */
	dueDate?: string | null;
	/** The account or network site that the ticket concerns. */
	relatedTo?: Entity | null;
	ticketGroupId?: string | null;
	userId?: string | null;
	parentTicketId?: string | null;
	inboundMailboxId?: string | null;
	/** All of them. */
	ticketCategoryIds?: readonly string[];
	/** Only of these fields: Sonar could not unset others if the values were the whole. */
	customFieldData?: readonly CustomFieldDataMutationInput[];
	/** The IDs of the custom fields to clear. */
	unsetCustomFields?: readonly string[];
	isSpam?: boolean;
}

/** A ticket, with the lists that show whether changes were made, as far as they were selected. */
export interface ChangedTicket {
	ticket: SonarTicket;
	categoryIds?: readonly string[];
	customFieldData?: readonly CustomFieldDataMutationInput[];
}

/** Leaves absent values out, since Sonar may take null for a value. */
export function buildChangeInput(changes: TicketChanges): UpdateTicketMutationInput {
	const { subject, description, status, priority, isSpam, ticketCategoryIds } = changes;
	const { dueDate, relatedTo, ticketGroupId, userId, parentTicketId, inboundMailboxId } = changes;
	const { customFieldData = [], unsetCustomFields = [] } = changes;
	return {
		...(subject !== undefined && { subject }),
		...(description !== undefined && { description }),
		...(status !== undefined && { status }),
		...(priority !== undefined && { priority }),
		...(isSpam !== undefined && { is_spam: isSpam }),
		...(dueDate && { due_date: dueDate }),
		...(dueDate === null && { unset_due_date: true }),
		...(relatedTo && { ticketable_type: relatedTo.type, ticketable_id: relatedTo.id }),
		...(relatedTo === null && { unset_ticketable_type: true, unset_ticketable_id: true }),
		...(ticketGroupId && { ticket_group_id: ticketGroupId }),
		...(ticketGroupId === null && { unset_ticket_group_id: true }),
		...(userId && { user_id: userId }),
		...(userId === null && { unset_user_id: true }),
		...(parentTicketId && { parent_ticket_id: parentTicketId }),
		...(parentTicketId === null && { unset_parent_ticket_id: true }),
		...(inboundMailboxId && { inbound_mailbox_id: inboundMailboxId }),
		...(inboundMailboxId === null && { unset_inbound_mailbox_id: true }),
		...(ticketCategoryIds && { ticket_category_ids: ticketCategoryIds }),
		...(customFieldData.length > 0 && { custom_field_data: customFieldData }),
		...(unsetCustomFields.length > 0 && { unset_custom_field_data: unsetCustomFields }),
	};
}

/** The lists to select beside a ticket's columns, to see whether changes were made. */
export function selectChanged(changes: TicketChanges): Selection<'Ticket'> {
	const { ticketCategoryIds, customFieldData = [], unsetCustomFields = [] } = changes;
	const hasCustomFields = customFieldData.length + unsetCustomFields.length > 0;
	return [
		...(ticketCategoryIds ? [CATEGORIES] : []),
		...(hasCustomFields ? [CUSTOM_FIELD_DATA] : []),
	];
}

const CATEGORIES = {
	field: 'ticket_categories',
	select: [{ field: 'entities', select: ['id'] }],
} as const;

const CUSTOM_FIELD_DATA = {
	field: 'custom_field_data',
	select: [{ field: 'entities', select: ['custom_field_id', 'value'] }],
} as const;

/**
 * Parses a ticket with the lists of `selectChanged`.
 *
 * @throws SonarError if it lacks something
 */
export function parseChanged(value: unknown): ChangedTicket {
	const { ticket_categories: categories, custom_field_data: data } = isRecord(value) ? value : {};
	return {
		ticket: parseSonarTicket(value),
		...(categories !== undefined && {
			categoryIds: parsePage(categories, 'ticket categories', (row) =>
				parseWholeNumber(isRecord(row) && row.id, 'the ID of a ticket category'),
			).entities,
		}),
		...(data !== undefined && {
			customFieldData: parsePage(data, 'custom fields', (row) => {
				const { custom_field_id: id, value: text } = isRecord(row) ? row : {};
				return {
					custom_field_id: parseWholeNumber(id, 'the ID of a custom field'),
					value: toTextOrNull(text) ?? '',
				};
			}).entities,
		}),
	};
}

/** Whether a ticket has the values that were asked for. */
export function hasChanges(changed: ChangedTicket, changes: TicketChanges): boolean {
	const { ticket, categoryIds } = changed;
	const { relatedTo, ticketCategoryIds, customFieldData = [], unsetCustomFields = [] } = changes;
	const isSame = (asked: string | boolean | null | undefined, value: string | boolean | null) =>
		asked === undefined || isEqual(asked, value);
	return (
		isSame(changes.subject, ticket.subject) &&
		isSame(changes.description, ticket.description) &&
		isSame(changes.status, ticket.status) &&
		isSame(changes.priority, ticket.priority) &&
		isSame(changes.isSpam, ticket.is_spam) &&
		// Sonar may add a time.
		isSame(changes.dueDate, ticket.due_date?.slice(0, 10) ?? null) &&
		(relatedTo === undefined ||
			(isSame(relatedTo?.type ?? null, ticket.ticketable_type) &&
				isSame(relatedTo?.id ?? null, ticket.ticketable_id))) &&
		isSame(changes.ticketGroupId, ticket.ticket_group_id) &&
		isSame(changes.userId, ticket.user_id) &&
		isSame(changes.parentTicketId, ticket.parent_ticket_id) &&
		isSame(changes.inboundMailboxId, ticket.inbound_mailbox_id) &&
		(ticketCategoryIds === undefined || isSameSet(ticketCategoryIds, categoryIds)) &&
		customFieldData.every((one) => isSame(one.value, valueOf(one.custom_field_id, changed))) &&
		unsetCustomFields.every((id) => valueOf(id, changed) === null)
	);
}

function isEqual(asked: string | boolean | null, value: string | boolean | null): boolean {
	const areTexts = typeof asked === 'string' && typeof value === 'string';
	return areTexts ? toComparable(asked) === toComparable(value) : asked === value;
}

function isSameSet(asked: readonly string[], ids: readonly string[] = []): boolean {
	return [...new Set(asked)].sort().join() === [...new Set(ids)].sort().join();
}

/** The value of a custom field. Null if the ticket has none, or an empty one. */
function valueOf(id: string, { customFieldData = [] }: ChangedTicket): string | null {
	const value = customFieldData.find((one) => one.custom_field_id === id)?.value ?? '';
	return value === '' ? null : value;
}
