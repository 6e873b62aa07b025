import { useKitWithNewSonars } from '../nodes/useKit';
import { Example } from './example';

const kit = useKitWithNewSonars();
beforeEach(() => {
	kit.sonar.addEntity('TicketGroup', { id: '4', name: 'Field' });
});

describe('The example open-tickets-to-spreadsheet', () => {
	const example = () => {
		const one = new Example(kit, 'open-tickets-to-spreadsheet.json');
		const filters = one.node('Sonar List Tickets').parameters.filters as Record<string, unknown>;
		filters.ticketGroupId = { __rl: true, mode: 'list', value: '4' };
		return one;
	};

	it('sends nothing where no ticket of the group is open', async () => {
		kit.sonar.addEntity('Ticket', { id: '1' });
		kit.sonar.addEntity('Ticket', { id: '2', status: 'CLOSED', details: { ticket_group_id: '4' } });
		const { error, output } = await example()
			.standIn('Send Email')
			.run([{ json: {} }]);
		expect(error).toBeUndefined();
		expect(output('Send Email')).toEqual([]);
	});

	it('sends a sheet with a row for each open ticket of the group, the oldest first', async () => {
		kit.sonar.addEntity('Account', { id: '1', name: 'Smith, Anna' });
		kit.sonar.addEntity('User', { id: '5', name: 'Ada' });
		const details = { ticket_group_id: '4' };
		kit.sonar.addEntity('Ticket', {
			id: '8',
			subject: '=1+1',
			created_at: '2026-02-01T14:00:00+00:00',
			details,
		});
		kit.sonar.addEntity('Ticket', {
			id: '9',
			subject: 'No internet',
			status: 'PENDING_INTERNAL',
			created_at: '2026-01-31T14:00:00+00:00',
			details: {
				...details,
				ticketable_type: 'Account',
				ticketable_id: '1',
				user_id: '5',
				due_date: '2026-02-02',
			},
		});
		const sent = await example()
			.standIn('Send Email')
			.run([{ json: {} }]);
		const [mail, ...others] = sent.output('Send Email');
		expect(others).toEqual([]);
		expect(mail!.json).toMatchObject({ subject: '2 open tickets' });
		expect(mail!.binary!.data!.fileName).toMatch(/^open-tickets-\d{4}-\d\d-\d\d\.xlsx$/);
		const read = await example()
			.replace('Send Email', 'n8n-nodes-base.extractFromFile', { operation: 'xlsx' })
			.run([{ json: {} }]);
		expect(read.error).toBeUndefined();
		expect(read.output('Send Email').map(({ json }) => json)).toEqual([
			{
				Ticket: '9',
				Subject: 'No internet',
				Status: 'PENDING_INTERNAL',
				Priority: 'MEDIUM',
				Customer: 'Smith, Anna',
				Assignee: 'Ada',
				Due: '2026-02-02',
				Created: '2026-01-31T14:00:00+00:00',
				'Last Changed': '2026-01-31T14:00:00+00:00',
				URL: `${kit.sonar.url}/app#/tickets/show/9`,
			},
			// A text, which no spreadsheet program takes for a formula.
			expect.objectContaining({ Ticket: '8', Subject: '=1+1', Assignee: 'Nobody' }),
		]);
	});
});
