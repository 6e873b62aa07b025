import type { INodeParameters } from 'n8n-workflow';

import { useKitWithNewSonars } from '../useKit';
import { addTickets, repliesOf } from './tickets';

const kit = useKitWithNewSonars();

const INCLUDE = ['replies', 'comments', 'recipients', 'categories', 'custom_fields'];

const list = async (parameters: INodeParameters = {}) => {
	const { items, error } = await kit.run({
		type: 'sonarListTickets',
		parameters: { options: { include: INCLUDE }, ...parameters },
	});
	expect(error).toBeUndefined();
	return items.map(({ json }) => json);
};

describe('Include', () => {
	it('gives the lists of a ticket under their names, in the same request', async () => {
		const { sonar } = kit;
		sonar.addEntity('TicketCategory', { id: '6', name: 'Outage' });
		sonar.addEntity('CustomField', { id: '9', name: 'Color' });
		sonar.addEntity('Ticket', {
			id: '7',
			details: {
				ticket_category_ids: ['6'],
				ticket_recipients: [{ name: 'Bob', email_address: 'bob@example.com' }],
				custom_field_data: [
					{ custom_field_id: '9', value: 'red' },
					{ custom_field_id: '10', value: '0' },
				],
			},
		});
		sonar.addEntity('TicketReply', {
			id: '50',
			ticket_id: '7',
			incoming: true,
			author: 'Ada',
			body: 'b',
			details: { author_email: 'ada@example.com' },
		});
		sonar.addEntity('TicketComment', { id: '50', ticket_id: '7', body: 'c' });
		const [ticket] = await list();
		expect(ticket).toMatchObject({
			ticket_id: '7',
			replies: [
				{
					reply_id: '50',
					incoming: true,
					author: 'Ada',
					author_email: 'ada@example.com',
					body: 'b',
					user_id: null,
					created_at: expect.any(String) as string,
				},
			],
			comments: [{ comment_id: '50', body: 'c', user_id: '1' }],
			recipients: [{ name: 'Bob', email_address: 'bob@example.com' }],
			categories: [{ category_id: '6', name: 'Outage' }],
			custom_fields: [
				{ custom_field_id: '9', name: 'Color', value: 'red' },
				{ custom_field_id: '10', name: null, value: '0' },
			],
		});
		expect(JSON.stringify(ticket)).not.toContain('"id"');
		// The second one asks for the names of custom fields.
		expect(kit.calls).toEqual(['query', 'query']);
	});

	it('gives empty lists, and only those that were asked for', async () => {
		addTickets(kit.sonar, 1, () => 0);
		const [ticket] = await list({ options: { include: 'Replies, categories' } });
		expect(ticket).toMatchObject({ replies: [], categories: [] });
		expect(ticket).not.toHaveProperty('comments');
		const [bare] = await list({ options: {} });
		expect(bare).not.toHaveProperty('replies');
	});

	it('gives long lists whole, in few requests', async () => {
		addTickets(kit.sonar, 30, (ticket) => (ticket % 2 ? ticket : ticket * 2));
		const tickets = await list();
		expect(tickets).toHaveLength(30);
		for (const ticket of tickets) {
			const number = Number(ticket.ticket_id);
			const count = number % 2 ? number : number * 2;
			expect(repliesOf(ticket)).toEqual(Array.from({ length: count }, (_, i) => `${number} ${i}`));
		}
		// Three pages at most, those of all tickets together.
		expect(kit.calls).toHaveLength(3);
	});

	it('reads on only in tickets within the limit', async () => {
		addTickets(kit.sonar, 150, (ticket) => (ticket > 30 ? 0 : 30));
		const tickets = await list({ limit: 120, sort: { attribute: 'id', direction: 'DESC' } });
		expect(tickets).toHaveLength(120);
		expect(kit.calls).toHaveLength(2);
	});

	it('comes with tickets by ID', async () => {
		addTickets(kit.sonar, 3, () => 26);
		const tickets = await list({ scope: 'ids', ticketId: '3,1' });
		expect(tickets.map(repliesOf)).toMatchObject([{ length: 26 }, { length: 26 }]);
		expect(kit.calls).toHaveLength(2);
	});
});
