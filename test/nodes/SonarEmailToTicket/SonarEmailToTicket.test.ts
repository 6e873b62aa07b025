import { useKitWithNewSonars } from '../useKit';
import { addCustomers, JANE, run } from './emails';

const kit = useKitWithNewSonars();
beforeEach(() => addCustomers(kit));

describe('Email to Ticket', () => {
	it('makes a ticket of an email, on the account of its sender', async () => {
		const { tickets, replies, skipped, error, textOf, filesOf } = await run(kit, [
			{
				from: JANE,
				subject: 'No internet',
				text: 'Since noon.',
				files: [{ name: 'photo.png', content: 'p', type: 'image/png' }],
			},
		]);
		expect(error).toBeUndefined();
		expect(tickets).toEqual([
			{
				action: 'ticket',
				ticket_id: '9',
				url: `${kit.sonar.url}/app#/tickets/show/9`,
				subject: 'No internet',
				sender: { name: 'Jane Doe', address: 'jane@example.com' },
				message_id: expect.stringMatching(/^<.*@example\.com>$/) as string,
				ticketable_type: 'Account',
				ticketable_id: '1',
				file_ids: ['61'],
				left_out: [],
			},
		]);
		expect([replies, skipped]).toEqual([[], []]);
		expect(textOf(tickets[0]!)).toBe('From: Jane Doe (jane@example.com)\n\nSince noon.');
		expect(filesOf(tickets[0]!)).toEqual(['photo.png']);
		expect(kit.calls).toEqual(['query', 'POST /api/files', 'mutation']);
	});

	it('makes a reply of an answer whose subject names the ticket', async () => {
		const { replies, tickets, bodyOf } = await run(kit, [
			{ from: JANE, subject: 'AW: [#7] No internet', text: 'It works again.' },
		]);
		expect(tickets).toEqual([]);
		expect(replies).toEqual([
			{
				action: 'reply',
				ticket_id: '7',
				reply_id: '1',
				url: `${kit.sonar.url}/app#/tickets/show/7`,
				reopened: false,
				subject: 'AW: [#7] No internet',
				sender: { name: 'Jane Doe', address: 'jane@example.com' },
				message_id: expect.any(String) as string,
				ticketable_type: 'Account',
				ticketable_id: '1',
				file_ids: [],
				left_out: [],
			},
		]);
		expect(bodyOf(replies[0]!)).toBe('It works again.');
		expect(kit.asked('createTicketReply')).toMatchObject([
			{ input: { incoming: true, author: 'Jane Doe', author_email: 'jane@example.com' } },
		]);
		expect(kit.calls).toEqual(['query', 'mutation']);
	});
});
