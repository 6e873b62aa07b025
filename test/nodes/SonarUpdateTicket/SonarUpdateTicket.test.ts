import { answerWith } from '../../sonar/answers';
import { attachments, textFile } from '../files';
import { byId } from '../kit';
import { useKitWithNewSonars } from '../useKit';
import { addTickets, given, updateTicket, VALUE, type Changes } from './knownTickets';

const kit = useKitWithNewSonars();
beforeEach(() => addTickets(kit));

const update = async (...args: Changes) => await updateTicket(kit, ...args);
const stored = (id = '70') => kit.sonar.entities('Ticket').find((one) => one.id === id)!;

describe('Update Ticket', () => {
	it('closes a ticket, and outputs it', async () => {
		const { items, error, hints } = await update({ status: 'CLOSED' });
		expect(error).toBeUndefined();
		expect(hints).toEqual([]);
		expect(kit.asked('updateTicket')).toEqual([{ id: '70', input: { status: 'CLOSED' } }]);
		expect(kit.calls).toEqual(['mutation']);
		expect(items).toEqual([
			{
				json: {
					ticket_id: '70',
					url: `${kit.sonar.url}/app#/tickets/show/70`,
					subject: 'No internet',
					description: 'Since noon.',
					status: 'CLOSED',
					priority: 'MEDIUM',
					ticketable_type: 'Account',
					ticketable_id: '1',
					ticketable_name: 'Ada',
					ticket_group_id: '3',
					ticket_group_name: 'Field',
					user_id: '4',
					user_name: 'Bob',
					inbound_mailbox_id: '2',
					parent_ticket_id: '6',
					due_date: '2026-01-31',
					created_at: expect.any(String) as string,
					updated_at: expect.any(String) as string,
					closed_at: expect.any(String) as string,
					is_spam: null,
					file_ids: [],
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it('sets every field, and adds files', async () => {
		const before = await kit.sonar.addFile({ filename: 'before.txt', content: 'x' });
		const linked = await kit.sonar.addFile({ filename: 'old.txt', content: 'x' });
		kit.sonar.link(linked, { type: 'Ticket', id: '70' });
		const item = await kit.item(attachments([textFile('a.txt')]), { ticket_id: '70' });
		const { items, error, hints } = await update(
			{
				subject: 'Line\nbroken',
				description: 'New.',
				status: 'PENDING_EXTERNAL',
				priority: 'critical',
				dueDate: '2026-02-28T23:00:00',
				relatedTo: 'NetworkSite',
				relatedId: byId('5'),
				ticketGroupId: byId('3'),
				userId: byId('4'),
				parentTicketId: byId('6'),
				inboundMailboxId: byId('2'),
				ticketCategoryIds: ['8', '9'],
				customFields: { field: [{ id: '12', value: 'yes' }] },
				isSpam: true,
				fileIds: before,
			},
			{ input: [item] },
			{ binaryPropertyName: '*' },
		);
		expect(error).toBeUndefined();
		expect(hints).toEqual([]);
		const fileIds = items[0]!.json.file_ids as string[];
		expect(fileIds).toEqual([before, expect.any(String)]);
		expect(kit.asked('updateTicket')).toEqual([
			{
				id: '70',
				input: {
					subject: 'Line broken',
					description: 'New.',
					status: 'PENDING_EXTERNAL',
					priority: 'CRITICAL',
					due_date: '2026-02-28',
					ticketable_type: 'NetworkSite',
					ticketable_id: '5',
					ticket_group_id: '3',
					user_id: '4',
					parent_ticket_id: '6',
					inbound_mailbox_id: '2',
					ticket_category_ids: ['8', '9'],
					custom_field_data: [{ custom_field_id: '12', value: '1' }],
					is_spam: true,
					files: fileIds.map((file_id) => ({ file_id })),
				},
			},
		]);
		expect(stored().custom_field_data).toHaveLength(3);
		const files = kit.sonar.files.filter(({ fileable_id: id }) => id === '70');
		expect(files.map(({ id }) => id).sort()).toEqual([linked, ...fileIds].sort());
		expect(items[0]!.json).toMatchObject({ ticketable_name: 'Tower', is_spam: true });
	});

	it('updates many tickets by one mutation, each with the values of its item', async () => {
		const input = [
			given({ to: 'ada@example.com', value: 'LOW' }, '70'),
			given({ to: 'ADA@example.com', value: 'HIGH' }, '71'),
		];
		const contact = { contactable_type: 'Account', contactable_id: '1' };
		kit.sonar.addEntity('Contact', {
			details: { ...contact, email_address: 'ada@example.com' },
		});
		const { items } = await update(
			{
				priority: VALUE,
				relatedTo: 'Account',
				relatedId: { __rl: true, mode: 'email', value: '={{ $json.to }}' },
			},
			{ input },
		);
		expect(kit.calls).toEqual(['query', 'mutation']);
		expect(items.map(({ json }) => [json.ticket_id, json.priority, json.ticketable_id])).toEqual([
			['70', 'LOW', '1'],
			['71', 'HIGH', '1'],
		]);
	});

	it('takes the type of an account from the URL of its page', async () => {
		const url = (path: string) => ({
			__rl: true,
			mode: 'url',
			value: `${kit.sonar.url}/app#/${path}?tab=2`,
		});
		const { error } = await update(
			{ relatedId: url('network/sites/show/5') },
			{},
			{ ticketId: url('tickets/show/71') },
		);
		expect(error).toBeUndefined();
		expect(stored('71')).toMatchObject({ ticketable_type: 'NetworkSite', ticketable_id: '5' });
		const wrong = await update({ relatedTo: 'Account', relatedId: url('network/sites/show/5') });
		expect(wrong.error?.message).toContain('The URL is of the type Network Site, not Account');
		const ticket = await update({ relatedId: url('tickets/show/6') });
		expect(ticket.error?.message).toContain('The URL is of the type Ticket, not Account');
		expect(kit.asked('updateTicket')).toHaveLength(1);
		expect(kit.calls).toHaveLength(1);
	});

	it('updates a ticket that comes twice in the order of the items', async () => {
		const input = [
			given({ value: 'CLOSED' }),
			given({ value: 'OPEN' }, '71'),
			given({ value: 'PENDING_INTERNAL' }),
		];
		const { items } = await update(
			{ status: VALUE },
			{ input },
			{ options: { entitiesPerRequest: 1 } },
		);
		expect(items.map(({ json }) => json.status)).toEqual(['CLOSED', 'OPEN', 'PENDING_INTERNAL']);
		expect(stored().status).toBe('PENDING_INTERNAL');
	});

	it('shortens a long description, and attaches all of it', async () => {
		const long = 'x'.repeat(100_001);
		const input = [given({ value: long })];
		const refused = await update({ description: VALUE }, { input });
		expect(refused.error?.message).toContain('Description has more than 100,000 characters');
		const { items } = await update(
			{ description: VALUE },
			{ input },
			{ options: { longText: 'attach' } },
		);
		const [id] = items[0]!.json.file_ids as string[];
		expect(kit.sonar.content(id!).toString()).toBe(long);
		expect(items[0]!.json.description).toMatch(/The whole is attached as message\.txt\.\]$/);
	});

	it('says if Sonar has stored another value', async () => {
		answerWith(kit.sonar, '/api/graphql', async (_request, response, carryOut) => {
			response.setHeader('Content-Type', 'application/json');
			response.end((await carryOut()).replace('"status":"CLOSED"', '"status":"OPEN"'));
		});
		const { items, hints } = await update({ status: 'CLOSED' });
		expect(items[0]!.json.status).toBe('OPEN');
		expect(hints[0]!.message).toContain('other values than the given ones for these tickets: 70');
	});
});
