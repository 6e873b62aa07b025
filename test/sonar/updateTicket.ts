import { GraphQLError } from 'graphql';

import { checkCustomFieldValues, type CustomFieldData } from './customFields';
import { USER_ID } from './defaults';
import { checkFiles } from './link';
import type { Execution } from './schema';
import { list } from './search';
import {
	checkRelations,
	given,
	invalid,
	linkNew,
	required,
	type Relations,
	type WithFiles,
} from './tickets';
import type { Entity } from './types';

export interface TicketChanges extends WithFiles, Relations {
	subject?: string | null;
	description?: string | null;
	status?: Entity['status'] | null;
	priority?: string | null;
	due_date?: string | null;
	is_spam?: boolean | null;
	ticket_recipients?: Array<{ name: string; email_address: string } | null> | null;
	custom_field_data?: Array<CustomFieldData | null> | null;
	unset_custom_field_data?: Array<string | null> | null;
}

/** What may be empty, each with an `unset_…` of its own. */
const UNSETTABLE = [
	'due_date',
	'ticketable_type',
	'ticketable_id',
	'parent_ticket_id',
	'ticket_group_id',
	'user_id',
	'inbound_mailbox_id',
] as const;

/** The columns that a change sets: those that are given, and null for those that are unset. */
function columnsOf(input: TicketChanges): Record<string, unknown> {
	const columns: Record<string, unknown> = {};
	for (const [name, value] of Object.entries(input)) {
		if (name.startsWith('unset_') || ['files', 'custom_field_data'].includes(name)) continue;
		if (value !== null) columns[name] = value;
	}
	for (const name of UNSETTABLE) {
		if (!(input as Record<string, unknown>)[`unset_${name}`]) continue;
		if (columns[name] !== undefined) {
			const words = name.replaceAll('_', ' ');
			throw new GraphQLError(`The ${words} field and unset ${words} cannot be used together.`);
		}
		columns[name] = null;
	}
	return columns;
}

/** The values of all custom fields after a change: the given ones replace those of the same field. */
function mergeCustomFields(
	ticket: Entity & { custom_field_data?: CustomFieldData[] },
	input: TicketChanges,
	fields: Entity[],
): CustomFieldData[] {
	const values = list(input.custom_field_data);
	const unset = list(input.unset_custom_field_data);
	checkCustomFieldValues(fields, values);
	for (const id of unset) {
		const field: (Entity & { required?: boolean }) | undefined = fields.find(
			(one) => one.id === id,
		);
		if (!field) throw invalid('custom field id');
		if (field.required) throw new GraphQLError(`The custom field ${field.name} is required.`);
		if (values.some(({ custom_field_id }) => custom_field_id === id))
			throw new GraphQLError(`The custom field ${field.name} cannot be set and unset at once.`);
	}
	const replaced = new Set([...unset, ...values.map(({ custom_field_id: id }) => id)]);
	const kept = list(ticket.custom_field_data).filter(
		({ custom_field_id: id }) => !replaced.has(id),
	);
	return [...kept, ...values];
}

/** All or nothing: if anything is refused, nothing changes. */
export function updateTicket(
	_: unknown,
	{ id, input }: { id: string; input?: TicketChanges | null },
	execution: Execution,
): Entity | null {
	const { store, behaviour } = execution;
	const changes = behaviour.apply('ticketChanges', given(input), undefined);
	const ticket = store.entity('Ticket', id);
	if (!ticket) throw new GraphQLError(`Ticket ${id} does not exist.`);
	const columns = columnsOf(changes);
	if (typeof changes.subject === 'string') required(changes.subject, 'subject');
	if (typeof changes.description === 'string') required(changes.description, 'description');
	if (columns.parent_ticket_id === id) throw invalid('parent ticket id');
	const isMoved = columns.ticketable_type !== undefined || columns.ticketable_id !== undefined;
	const { ticketable_type, ticketable_id } = ticket as Relations;
	checkRelations({ ...(isMoved && { ticketable_type, ticketable_id }), ...columns }, execution);
	const fields = store.entities('CustomField');
	const custom_field_data = mergeCustomFields(ticket, changes, fields);
	checkFiles(execution, changes.files ?? []);
	if (columns.status === 'CLOSED' && ticket.status !== 'CLOSED') {
		Object.assign(columns, { closed_at: store.today(), closed_by_user_id: USER_ID });
	} else if (columns.status && columns.status !== 'CLOSED') {
		Object.assign(columns, { closed_at: null, closed_by_user_id: null });
	}
	store.changeEntity(ticket, { ...columns, custom_field_data, updated_at: store.today() });
	linkNew(execution, changes, ticket);
	return behaviour.apply('createResult', ticket, undefined);
}
