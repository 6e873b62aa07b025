import { startClient, type Client } from './client';

let sonar: Client;

afterEach(async () => await sonar.close());

const data = (values: string[][]) =>
	values.map(([custom_field_id, value]) => ({ custom_field_id, value }));

describe('changing a ticket', () => {
	const update = async (input: object, id = '7') =>
		await sonar.graphql(
			`mutation ($id: Int64Bit!, $input: UpdateTicketMutationInput) {
				a: updateTicket(id: $id, input: $input) { id status due_date user_id closed_at }
			}`,
			{ id, input },
		);
	const books = () => sonar.entities('Ticket').find(({ id }) => id === '7')!;

	beforeEach(async () => {
		sonar = await startClient({});
		await sonar.addFiles(3);
		sonar.addEntity('Account', { id: '1' });
		sonar.addEntity('Ticket', { id: '7' });
		sonar.addEntity('InboundMailbox', { id: '3', details: { enabled: false } });
		const add = (id: string, name: string, details: object) =>
			sonar.addEntity('CustomField', { id, name, details: { ...details } });
		add('1', 'Region', { required: true, enum_options: ['North', 'South'] });
		add('2', 'Since', { field_type: 'DATE' });
		add('3', 'Paid', { field_type: 'BOOLEAN' });
		sonar.addEntity('User', { id: '4' });
		sonar.changeEntity('Ticket', '7', {
			user_id: '4',
			due_date: '2026-01-31',
			custom_field_data: data([
				['1', 'North'],
				['2', '2026-01-31'],
			]),
		});
		sonar.link('63', { type: 'Account', id: '1' });
	});

	it('sets what is given, unsets what is asked for, and leaves the rest', async () => {
		const answer = await update({
			status: 'CLOSED',
			unset_due_date: true,
			unset_user_id: false,
			ticketable_type: 'Account',
			ticketable_id: 1,
			custom_field_data: data([['3', '1']]),
			unset_custom_field_data: ['2'],
			files: [{ file_id: '61' }],
		});
		expect(answer.data?.a).toMatchObject({ status: 'CLOSED', due_date: null, user_id: '4' });
		expect(books()).toMatchObject({
			subject: 'Ticket 7',
			ticketable_id: '1',
			closed_at: expect.any(String) as string,
			custom_field_data: data([
				['1', 'North'],
				['3', '1'],
			]),
		});
		expect(sonar.files[0]).toMatchObject({ fileable_type: 'Ticket', fileable_id: '7' });
		await update({ status: 'OPEN', unset_ticketable_type: true, unset_ticketable_id: true });
		expect(books()).toMatchObject({ status: 'OPEN', closed_at: null, ticketable_type: null });
	});

	it.each<[object, string]>([
		[{ due_date: '2026-02-01', unset_due_date: true }, 'due date field and unset due date cannot'],
		[{ subject: ' ' }, 'The subject field is required.'],
		[{ ticketable_type: 'Account' }, 'A ticketable type and a ticketable id'],
		[{ unset_ticketable_type: true, ticketable_id: 1 }, 'A ticketable type and a ticketable id'],
		[{ ticketable_type: 'Account', ticketable_id: 9 }, 'The selected ticketable id is invalid.'],
		[{ user_id: 9 }, 'The selected user id is invalid.'],
		[{ parent_ticket_id: 7 }, 'The selected parent ticket id is invalid.'],
		[{ inbound_mailbox_id: 3 }, 'The inbound mailbox is not enabled.'],
		[{ custom_field_data: data([['2', 'x']]) }, 'The value of the custom field Since is invalid.'],
		[{ unset_custom_field_data: ['1'] }, 'The custom field Region is required.'],
		[{ unset_custom_field_data: ['9'] }, 'The selected custom field id is invalid.'],
		[{ status: 'CLOSED', files: [{ file_id: 63 }] }, 'File 63 is already linked.'],
	])('refuses %p, and changes nothing', async (input, message) => {
		const before = { ...books() };
		const answer = await update({ priority: 'CRITICAL', ...input });
		expect(answer.errors?.[0]?.message).toContain(message);
		expect(books()).toEqual(before);
	});

	it('refuses one that is not there', async () => {
		const { errors } = await update({ status: 'CLOSED' }, '9');
		expect(errors?.[0]?.message).toBe('Ticket 9 does not exist.');
	});
});
