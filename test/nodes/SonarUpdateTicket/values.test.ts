import type { INodeParameters } from 'n8n-workflow';

import { byId } from '../kit';
import { useKitWithNewSonars } from '../useKit';
import { addTickets, given, updateTicket, VALUE, type Changes } from './knownTickets';

const kit = useKitWithNewSonars();
beforeEach(() => addTickets(kit));

const update = async (...args: Changes) => await updateTicket(kit, ...args);
const stored = (id = '70') => kit.sonar.entities('Ticket').find((one) => one.id === id)!;

describe('The fields of Update Ticket', () => {
	it.each<[INodeParameters, string[]]>([
		[{ dueDate: VALUE }, ['due_date']],
		[{ relatedTo: VALUE }, ['ticketable_type', 'ticketable_id']],
		[{ relatedTo: 'none' }, ['ticketable_type', 'ticketable_id']],
		[{ relatedTo: 'none', relatedId: byId('5') }, ['ticketable_type', 'ticketable_id']],
		[{ ticketGroupId: byId(VALUE) }, ['ticket_group_id']],
		[{ userId: { __rl: true, mode: 'list', value: '' } }, ['user_id']],
		[{ parentTicketId: byId(VALUE) }, ['parent_ticket_id']],
		[{ inboundMailboxId: byId(VALUE) }, ['inbound_mailbox_id']],
	])('clears with empty text: %j', async (fields, columns) => {
		const { error, hints } = await update(fields, { input: [given({ value: '' })] });
		expect(error).toBeUndefined();
		expect(hints).toEqual([]);
		const unset = columns.map((column) => [`unset_${column}`, true] as const);
		expect(kit.asked('updateTicket')).toEqual([{ id: '70', input: Object.fromEntries(unset) }]);
		for (const column of columns) expect(stored()[column]).toBeNull();
	});

	it('clears a custom field, but none that is required', async () => {
		const field = (id: string) => ({ customFields: { field: [{ id, value: VALUE }] } });
		const input = [given({ value: '' })];
		expect((await update(field('11'), { input })).error).toBeUndefined();
		expect(stored().custom_field_data).toEqual([{ custom_field_id: '13', value: 'A' }]);
		const { error } = await update(field('13'), { input });
		expect(error?.message).toBe('Sonar requires a value for the custom field Zone (#13) [item 0]');
		expect(kit.calls.filter((call) => call === 'mutation')).toHaveLength(1);
	});

	it('says how n8n’s editor may have emptied Account or Network Site', async () => {
		const fields = { relatedTo: VALUE, relatedId: { __rl: true, mode: 'list', value: '' } };
		const { error } = await update(fields, { input: [given({ value: 'Account' })] });
		expect(error?.description).toContain('when an expression in Related To gives another value');
	});

	it.each<[string, INodeParameters, unknown, string]>([
		['nothing', {}, 1, 'Update Fields has nothing to update'],
		['no files', { fileIds: VALUE }, '', 'Update Fields has nothing to update'],
		['no custom fields', { customFields: {} }, '', 'Update Fields has nothing to update'],
		...(
			[
				['Subject', { subject: VALUE }],
				['Description', { description: VALUE }],
				['Status', { status: VALUE }],
				['Priority', { priority: VALUE }],
				['Is Spam', { isSpam: VALUE }],
				['Category Names or IDs', { ticketCategoryIds: VALUE }],
				['Account or Network Site', { relatedTo: 'Account', relatedId: byId(VALUE) }],
			] as Array<[string, INodeParameters]>
		).map(([label, fields]): [string, INodeParameters, unknown, string] => [
			`an empty ${label}`,
			fields,
			'',
			`${label} has no value`,
		]),
		...(
			[
				['Due Date', { dueDate: VALUE }],
				['Related To', { relatedTo: VALUE }],
				['Ticket Group', { ticketGroupId: byId(VALUE) }],
				['Assignee', { userId: byId(VALUE) }],
				['Parent Ticket', { parentTicketId: byId(VALUE) }],
				['Inbound Mailbox', { inboundMailboxId: byId(VALUE) }],
				['The custom field 11', { customFields: { field: [{ id: '11', value: VALUE }] } }],
				['File IDs', { fileIds: VALUE }],
				['Status', { status: VALUE }],
			] as Array<[string, INodeParameters]>
		).flatMap(([label, fields]) =>
			[undefined, null, ...(label === 'File IDs' ? [] : [' '])].map(
				(value): [string, INodeParameters, unknown, string] => [
					`${JSON.stringify(value)} for ${label}`,
					fields,
					value,
					`${label} has no value`,
				],
			),
		),
		['an empty list of categories', { ticketCategoryIds: VALUE }, [], 'has no value'],
		['an account of no type', { relatedId: byId('1') }, 1, 'Related To is empty'],
		['a type without account', { relatedTo: 'Account' }, 1, 'Account or Network Site is empty'],
		['no date', { dueDate: VALUE }, 'soon', 'Due Date must be a date, not "soon"'],
		['an unknown status', { status: VALUE }, 'DONE', 'Status must be one of'],
	])('sends nothing for an item with %s', async (_, fields, value, message) => {
		const { error } = await update(fields, { input: [given({ value })] });
		expect(error?.message).toContain(message);
		expect(error?.description).toBeTruthy();
		expect(kit.calls).toEqual([]);
	});
});
