import type { INodeParameters } from 'n8n-workflow';

import { byId } from '../kit';
import type { NodeRun } from '../nodeRun';
import { useKit } from '../useKit';

const kit = useKit({}, { timezone: 'America/New_York' });
beforeAll(() => {
	const { sonar } = kit;
	sonar.addEntity('Account', { id: '1', name: 'Smith, Anna' });
	sonar.addEntity('NetworkSite', { id: '1', name: 'Hill' });
	sonar.addEntity('TicketGroup', { id: '4', name: 'Field' });
	sonar.addEntity('User', { id: '5', name: 'Ada' });
	sonar.addEntity('Contact', {
		details: {
			email_address: 'anna@example.com',
			contactable_type: 'Account',
			contactable_id: '1',
		},
	});
	sonar.addEntity('Ticket', {
		id: '7',
		subject: 'No internet',
		created_at: '2026-01-31T14:00:00+00:00',
		details: {
			description: 'Since noon, the router blinks.',
			priority: 'HIGH',
			ticketable_type: 'Account',
			ticketable_id: '1',
			ticket_group_id: '4',
			user_id: '5',
			parent_ticket_id: '8',
			due_date: '2026-02-02',
			is_spam: false,
		},
	});
	sonar.addEntity('Ticket', {
		id: '8',
		subject: 'Outage on the hill',
		status: 'PENDING_INTERNAL',
		created_at: '2026-02-01T14:00:00+00:00',
		details: { priority: 'CRITICAL', ticketable_type: 'NetworkSite', ticketable_id: '1' },
	});
	sonar.addEntity('Ticket', {
		id: '9',
		subject: 'Café',
		status: 'CLOSED',
		created_at: '2026-02-02T14:00:00+00:00',
		details: { closed_at: '2026-02-03T14:00:00+00:00', user_id: '5', is_spam: true },
	});
	sonar.addEntity('Ticket', {
		id: '9007199254740993',
		subject: 'Café',
		status: 'PENDING_EXTERNAL',
		created_at: '2026-02-03T14:00:00+00:00',
	});
});

const list = async (parameters: INodeParameters = {}, run: Omit<NodeRun, 'type'> = {}) =>
	await kit.run({ type: 'sonarListTickets', parameters, ...run });
const found = async (filters: INodeParameters) => {
	const { items, error } = await list({
		filters,
		returnAll: true,
		sort: { attribute: 'id', direction: 'ASC' },
	});
	return error?.message ?? (items.map(({ json }) => json.ticket_id) as string[]).join();
};
const located = (value: string, mode = 'id') => ({ __rl: true, mode, value });

const LARGE = '9007199254740993';

describe('List Tickets', () => {
	it('outputs tickets with their names, the last changed first', async () => {
		const { items, error, hints } = await list();
		expect(error).toBeUndefined();
		expect(hints).toEqual([]);
		expect(items.map(({ json }) => json.ticket_id)).toEqual([LARGE, '9', '8', '7']);
		expect(items[3]).toEqual({
			json: {
				ticket_id: '7',
				url: `${kit.sonar.url}/app#/tickets/show/7`,
				subject: 'No internet',
				description: 'Since noon, the router blinks.',
				status: 'OPEN',
				priority: 'HIGH',
				ticketable_type: 'Account',
				ticketable_id: '1',
				ticketable_name: 'Smith, Anna',
				ticket_group_id: '4',
				ticket_group_name: 'Field',
				user_id: '5',
				user_name: 'Ada',
				inbound_mailbox_id: null,
				parent_ticket_id: '8',
				due_date: '2026-02-02',
				created_at: '2026-01-31T14:00:00+00:00',
				updated_at: '2026-01-31T14:00:00+00:00',
				closed_at: null,
				is_spam: false,
			},
			pairedItem: { item: 0 },
		});
		expect(items[1]!.json).toMatchObject({ is_spam: true, ticketable_name: null });
		expect(items[2]!.json).toMatchObject({
			ticketable_type: 'NetworkSite',
			ticketable_name: 'Hill',
		});
		expect(kit.calls).toEqual(['query']);
	});

	it.each<[INodeParameters, string]>([
		[{ status: ['OPEN'] }, '7'],
		[{ status: ['OPEN', 'CLOSED'] }, '7,9'],
		[{ status: 'open, pending_internal' }, '7,8'],
		[{ status: ['OPEN', 'CLOSED'], priority: ['MEDIUM', 'HIGH'] }, '7,9'],
		[{ status: ['OPEN', 'CLOSED'], priority: ['MEDIUM'] }, '9'],
		[{ status: ['OPEN', 'CLOSED'], priority: ['CRITICAL', 'LOW'] }, ''],
		[{ status: ['CLOSED', 'PENDING_EXTERNAL'], subject: 'CAFÉ' }, `9,${LARGE}`],
		[{ status: [], priority: '' }, `7,8,9,${LARGE}`],
		[{ relatedTo: 'Account', relatedId: located('1') }, '7'],
		[{ relatedId: located('1') }, '7'],
		[{ relatedTo: 'NetworkSite', relatedId: located('1', 'list') }, '8'],
		[{ relatedTo: 'Account', relatedId: located('Anna <ANNA@example.com>', 'email') }, '7'],
		[{ relatedTo: 'none' }, `9,${LARGE}`],
		[{ ticketGroupId: located('4') }, '7'],
		[{ userId: located('5') }, '7,9'],
		[{ userId: located('nobody', 'list') }, `8,${LARGE}`],
		[{ userId: 'Nobody', status: ['OPEN', 'PENDING_INTERNAL'] }, '8'],
		[{ userId: located('', 'nobody') }, `8,${LARGE}`],
		[{ userId: located(''), ticketGroupId: located(''), subject: '' }, `7,8,9,${LARGE}`],
		[{ subject: 'internet' }, '7'],
		[{ search: 'ROUTER' }, '7'],
		[{ search: 'hill', status: ['OPEN', 'CLOSED'] }, ''],
		[{ search: 'Cafe\u0301' }, `9,${LARGE}`],
		// Without an offset: in the workflow's time zone, five hours behind.
		[{ createdAfter: '2026-02-01T09:00:00', createdBefore: '2026-02-02T14:00:00Z' }, '8,9'],
		[{ updatedAfter: '2026-02-03T00:00:00Z' }, LARGE],
		[{ updatedBefore: '2026-01-31T14:00:00Z' }, '7'],
	])('finds by %j', async (filters, ids) => {
		expect(await found(filters)).toBe(ids);
	});

	it('finds by the URL of an account or network site', async () => {
		const site = `${kit.sonar.url}/app#/network/sites/show/1`;
		expect(await found({ relatedId: located(site, 'url') })).toBe('8');
		const page = `${kit.sonar.url}/app#/accounts/show/1`;
		expect(await found({ relatedTo: 'Account', relatedId: located(page, 'url') })).toBe('7');
		expect(await found({ relatedTo: 'NetworkSite', relatedId: located(page, 'url') })).toContain(
			'The URL is of the type Account, not Network Site',
		);
	});

	it.each<[INodeParameters, string]>([
		[{ status: ['DONE'] }, 'Status must be of CLOSED, OPEN, PENDING_EXTERNAL, PENDING_INTERNAL'],
		[{ status: 'OPEN,,CLOSED' }, 'Status must be of'],
		[{ priority: [5] }, 'Priority must be of CRITICAL, HIGH, LOW, MEDIUM, not 5'],
		[{ relatedTo: 'Account' }, 'Related To needs the filter Account or Network Site'],
		[{ relatedTo: 'Account', relatedId: located('') }, 'Account or Network Site is empty'],
		[{ relatedTo: 'none', relatedId: located('1') }, 'Related To is None'],
		[{ relatedTo: 'Vendor', relatedId: located('1') }, 'Related To must be one of'],
		[
			{ relatedTo: 'Account', relatedId: located('a@b.example', 'email') },
			'No account in Sonar has a contact',
		],
		[{ userId: located('Ada') }, 'Assignee must be a number'],
		[{ createdAfter: 'yesterday' }, 'Created After must be a date'],
	])('refuses the filters %j before it lists anything', async (filters, message) => {
		expect(await found(filters)).toContain(message);
		expect(kit.asked('tickets')).toEqual([]);
	});

	it.each([
		['created_at', 'ASC', ['7', '8', '9', LARGE]],
		['subject', 'DESC', ['8', '7', '9', LARGE]],
		['due_date', 'DESC', ['7', '8', '9', LARGE]],
		['closed_at', 'ASC', ['7', '8', LARGE, '9']],
	])('sorts by %s %s, and by ID where that is equal', async (attribute, direction, ids) => {
		const { items } = await list({ returnAll: true, sort: { attribute, direction } });
		expect(items.map(({ json }) => json.ticket_id)).toEqual(ids);
	});

	it('counts the limit for each item, and asks for several items at once', async () => {
		const { items, hints } = await list(
			{ limit: '={{ $json.limit }}', filters: { status: '={{ $json.status }}' } },
			{
				input: [
					{ json: { limit: 1, status: ['OPEN', 'CLOSED'] } },
					{ json: { limit: 5, status: 'CLOSED' } },
					{ json: { limit: 5, status: 'PENDING_INTERNAL' } },
				],
			},
		);
		expect(items.map(({ json, pairedItem }) => [json.ticket_id, pairedItem])).toEqual([
			['9', { item: 0 }],
			['9', { item: 1 }],
			['8', { item: 2 }],
		]);
		expect(hints.map(({ message }) => message)).toEqual([
			'More tickets match than Limit allows for 1 of 3 items. Raise Limit or turn on Return All.',
		]);
		expect(kit.calls).toEqual(['query']);
	});
});

describe('List Tickets, By ID', () => {
	it('gives tickets in the order of their IDs, several in one request', async () => {
		const { items, hints } = await list(
			{ scope: 'ids' },
			{ input: [{ json: { ticket_id: 8 } }, { json: { ticket_id: [LARGE, '7'] } }] },
		);
		expect(items.map(({ json }) => json.ticket_id)).toEqual(['8', LARGE, '7']);
		expect(items[2]!.json).toMatchObject({ ticketable_name: 'Smith, Anna', user_name: 'Ada' });
		expect(hints).toEqual([]);
		expect(kit.calls).toEqual(['query']);
	});

	it('fails the item of a ticket that is not there, after another look', async () => {
		const { items } = await list(
			{ scope: 'ids' },
			{
				input: [{ json: { ticket_id: '6' } }, { json: { ticket_id: '7' } }, { json: {} }],
				onError: 'continueRegularOutput',
			},
		);
		expect(items.map(({ json }) => json.error ?? json.ticket_id)).toEqual([
			'Sonar has no ticket with the ID 6 [item 0]',
			'7',
			'Ticket ID is empty [item 2]',
		]);
		expect(kit.asked('tickets')).toHaveLength(5);
	});

	it('is chosen for each item', async () => {
		const { items, error } = await list(
			{ scope: '={{ $json.scope }}', filters: { status: ['CLOSED'] } },
			{ input: [{ json: { scope: 'ids', ticket_id: '7' } }, { json: { scope: 'Search' } }] },
		);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.ticket_id)).toEqual(['7', '9']);
	});

	it('takes the output of Create Ticket', async () => {
		const created = await kit.runChain(
			[
				{
					type: 'sonarCreateTicket',
					parameters: { relatedId: byId('1'), subject: 'New', description: 'One' },
				},
				{ type: 'sonarListTickets', parameters: { scope: 'ids' } },
			],
			[{ json: {} }],
		);
		const [ticket] = created.output('sonarListTickets');
		expect(ticket!.json).toMatchObject({ subject: 'New', ticketable_name: 'Smith, Anna' });
		kit.sonar.removeEntity('Ticket', ticket!.json.ticket_id as string);
	});
});
