import { readRows } from '../graphql';
import { readNumber, type Json } from '../http/Answer';

/** What may be empty, beside the due date. */
export const CLEARABLE = [
	'ticketable_type',
	'ticketable_id',
	'parent_ticket_id',
	'ticket_group_id',
	'user_id',
	'inbound_mailbox_id',
];

/** The values of all that the probe writes to a ticket, by field; null if there is none. */
export type State = ReadonlyMap<string, string | null>;

export interface CustomField {
	custom_field_id: string;
	value: string;
}

/** Before the ID of a custom field. */
const CUSTOM = 'custom_field_data ';

export function stateOf(ticket: Json): State {
	return new Map([
		['priority', textOf(ticket.priority)],
		['due_date', dayOf(ticket)],
		...CLEARABLE.map((name): [string, string | null] => [name, textOf(ticket[name])]),
		...readCustomFields(ticket).map(({ custom_field_id: id, value }): [string, string] => [
			CUSTOM + id,
			value,
		]),
	]);
}

/** The fields that do not have the same value any more, those that are new among them. */
export function differing(before: State, now: State): string[] {
	return [...new Set([...before.keys(), ...now.keys()])].filter(
		(field) => (before.get(field) ?? null) !== (now.get(field) ?? null),
	);
}

export function isCustom(field: string): boolean {
	return field.startsWith(CUSTOM);
}

/** The fields that an input changes: to clear one that is empty changes nothing. */
export function changedBy(input: Readonly<Record<string, unknown>>, before: State): string[] {
	return Object.keys(input).flatMap((name) => {
		if (name === 'custom_field_data') return [...before.keys()].filter(isCustom);
		const field = name.replace(/^unset_/, '');
		return field === name || before.get(field) !== null ? [field] : [];
	});
}

/** For the report: custom fields without their IDs. */
export function nameFields(fields: readonly string[]): string {
	return [...new Set(fields.map((field) => (isCustom(field) ? CUSTOM.trim() : field)))].join(', ');
}

/** What to do by hand for fields to be as before; for the terminal only. */
export function describeByHand(before: State, fields: readonly string[]): string {
	return fields
		.map((field) => {
			const value = before.get(field) ?? null;
			const what = labelOf(field);
			if (value === null) return `clear ${what}`;
			const isId = field.endsWith('_id');
			return `set ${what} to ${isId ? `ID ${value}` : isCustom(field) ? JSON.stringify(value) : value}`;
		})
		.join('; ');
}

function labelOf(field: string): string {
	if (isCustom(field)) return `the custom field with ID ${field.slice(CUSTOM.length)}`;
	return `the ${field.replace(/_id$/, '').replaceAll('_', ' ')}`;
}

/** The day of a due date, to which Sonar may add a time. */
export function dayOf({ due_date: due }: Json): string | null {
	return typeof due === 'string' ? due.slice(0, 10) : null;
}

export function readCustomFields(ticket: Json): CustomField[] {
	return readRows(ticket.custom_field_data).map(({ custom_field_id: id, value }) => ({
		custom_field_id: readNumber(id)?.digits ?? '',
		value: String(value),
	}));
}

function textOf(value: unknown): string | null {
	return typeof value === 'string' ? value : (readNumber(value)?.digits ?? null);
}
