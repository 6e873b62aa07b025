import { SonarClient } from '../../../../../nodes/shared/sonar/http/SonarClient';
import {
	createTickets,
	type CheckedTicket,
} from '../../../../../nodes/shared/sonar/tickets/createTickets';
import { useQuietServer } from '../http/quietServer';
import { answerCreation, type Owners } from './answerCreation';

const quiet = useQuietServer();

const ticket = (more: Partial<CheckedTicket> = {}): CheckedTicket => ({
	subject: 'No internet',
	description: 'Since noon.',
	status: 'OPEN',
	priority: 'LOW',
	ticketCategoryIds: [],
	customFieldData: [],
	fileIds: [],
	entitiesPerRequest: 25,
	...more,
});

async function create(input: CheckedTicket) {
	const pool = { parallelRequests: 1, stopOnFailure: false };
	const outcomes = await createTickets(new SonarClient(quiet.host()), [input], pool);
	return outcomes.get(input)!;
}

describe('A ticket', () => {
	it('is output as Sonar describes it, with its files', async () => {
		const inputs = answerCreation(quiet, {
			id: 9,
			subject: 'No internet',
			status: 'OPEN',
			priority: null,
			ticketable_type: 'Account',
			ticketable_id: 4,
			created_at: '2026-11-25T12:00:00+00:00',
		});
		expect(await create(ticket({ fileIds: ['61'] }))).toMatchObject({
			status: 'done',
			value: {
				ticket_id: '9',
				subject: 'No internet',
				status: 'OPEN',
				priority: '',
				ticketable_type: 'Account',
				ticketable_id: '4',
				created_at: '2026-11-25T12:00:00+00:00',
				file_ids: ['61'],
			},
			effects: [{ verb: 'created', what: 'ticket 9', sure: true }],
		});
		expect(inputs).toEqual([
			{
				subject: 'No internet',
				description: 'Since noon.',
				status: 'OPEN',
				priority: 'LOW',
				files: [{ file_id: '61' }],
			},
		]);
	});

	it('is created with the given values, and no others', async () => {
		const inputs = answerCreation(quiet, { id: 9 });
		await create(
			ticket({
				inboundMailboxId: '1',
				recipients: [{ name: 'Ada', emailAddress: 'ada@example.com' }],
				relatedTo: { type: 'Account', id: '4' },
				dueDate: '2026-01-31',
				ticketGroupId: '2',
				userId: '3',
				parentTicketId: '5',
				ticketCategoryIds: ['6'],
				customFieldData: [{ custom_field_id: '8', value: 'x' }],
			}),
		);
		expect(inputs).toEqual([
			{
				subject: 'No internet',
				description: 'Since noon.',
				status: 'OPEN',
				priority: 'LOW',
				inbound_mailbox_id: '1',
				ticket_recipients: [{ name: 'Ada', email_address: 'ada@example.com' }],
				ticketable_type: 'Account',
				ticketable_id: '4',
				due_date: '2026-01-31',
				ticket_group_id: '2',
				user_id: '3',
				parent_ticket_id: '5',
				ticket_category_ids: ['6'],
				custom_field_data: [{ custom_field_id: '8', value: 'x' }],
			},
		]);
	});

	it('without an ID in Sonar’s answer is unknown, and named by the beginning of its subject', async () => {
		answerCreation(quiet, { id: null });
		expect(await create(ticket({ subject: 'x'.repeat(60) }))).toMatchObject({
			status: 'failed',
			error: {
				message: 'Sonar answered without the ID of the ticket',
				unknownOutcome: 'Whether Sonar created the ticket is unknown',
			},
			effects: [{ verb: 'created', what: `ticket "${'x'.repeat(50)}"`, sure: false }],
		});
	});

	it('is found by its files, and output with its input', async () => {
		answerCreation(quiet, { id: null }, { '61': ['Ticket', '9'], '62': ['Ticket', '9'] });
		const input = ticket({ fileIds: ['61', '62'], relatedTo: { type: 'Account', id: '4' } });
		expect(await create(input)).toMatchObject({
			value: {
				ticket_id: '9',
				subject: 'No internet',
				status: 'OPEN',
				priority: 'LOW',
				ticketable_type: 'Account',
				ticketable_id: '4',
				created_at: null,
				file_ids: ['61', '62'],
			},
		});
		expect(await create(ticket({ fileIds: ['61'] }))).toMatchObject({
			value: { ticketable_type: null, ticketable_id: null },
		});
	});

	it.each<[string, Owners, string]>([
		['one file alone', { '61': ['Ticket', '9'], '62': null }, 'the ID of the ticket'],
		[
			'different tickets',
			{ '61': ['Ticket', '9'], '62': ['Ticket', '8'] },
			'without the ID of the ticket',
		],
		[
			'other entities of the same id',
			{ '61': ['Ticket', '9'], '62': ['Account', '9'] },
			'without the ID of the ticket',
		],
		[
			'something else',
			{ '61': ['Account', '9'], '62': ['Account', '9'] },
			'without the ID of the ticket. The files are linked to Account 9',
		],
	])('stays unknown if %s is linked', async (_, owners, words) => {
		answerCreation(quiet, { id: null }, owners);
		const outcome = await create(ticket({ fileIds: ['61', '62'] }));
		expect(outcome).toMatchObject({
			status: 'failed',
			error: {
				message: expect.stringMatching(new RegExp(`${words}$`)) as string,
				unknownOutcome: 'Whether Sonar created the ticket is unknown',
			},
		});
	});
});
