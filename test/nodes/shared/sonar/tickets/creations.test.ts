import { fetchRows } from '../../../../../nodes/shared/sonar/entities/RowList';
import { SonarClient } from '../../../../../nodes/shared/sonar/http/SonarClient';
import { buildCategoryList } from '../../../../../nodes/shared/sonar/tickets/categories';
import {
	createReplies,
	type ReplyDraft,
} from '../../../../../nodes/shared/sonar/tickets/createReplies';
import {
	createTickets,
	type TicketDraft,
} from '../../../../../nodes/shared/sonar/tickets/createTickets';
import { page } from '../files/pages';
import { useQuietServer } from '../http/quietServer';

const quiet = useQuietServer();
const client = () => new SonarClient(quiet.host());
const pool = { parallelRequests: 1, stopOnFailure: false };

const ticket = (more: Partial<TicketDraft> = {}): TicketDraft => ({
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
const reply = (more: Partial<ReplyDraft> = {}): ReplyDraft => ({
	ticketId: '7',
	kind: 'reply',
	body: 'Hello',
	fileIds: [],
	entitiesPerRequest: 25,
	...more,
});

/** Answers mutations with `f0`, and questions for files with their owners. */
function answer(f0: unknown, owners: Record<string, [string, string] | null> = {}): object[] {
	const inputs: object[] = [];
	quiet.answerGraphql(({ query, variables }) => {
		if (query.startsWith('mutation')) {
			inputs.push(Object.values<object>(variables as never)[0]!);
			return { data: { f0 } };
		}
		if (!query.includes('files')) return { data: { f0: page([]) } };
		const ids = Object.values(variables);
		const fields = ids.map((id, index) => {
			const [fileable_type, fileable_id] = owners[id] ?? [null, null];
			return [`f${index}`, page([{ id, filename: `${id}.txt`, fileable_type, fileable_id }])];
		});
		return { data: Object.fromEntries(fields) as object };
	});
	return inputs;
}

const createTicket = async (draft: TicketDraft) =>
	(await createTickets(client(), [draft], pool)).get(draft)!;
const createReply = async (draft: ReplyDraft) =>
	(await createReplies(client(), [draft], pool)).get(draft)!;

describe('A ticket', () => {
	it('is what Sonar tells of it, with its files', async () => {
		const inputs = answer({
			id: 9,
			subject: 'No internet',
			status: 'OPEN',
			priority: null,
			ticketable_type: 'Account',
			ticketable_id: 4,
			created_at: '2026-11-25T12:00:00+00:00',
		});
		expect(await createTicket(ticket({ fileIds: ['61'] }))).toMatchObject({
			status: 'done',
			value: {
				id: '9',
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

	it('has the values that it was given, and no others', async () => {
		const inputs = answer({ id: 9 });
		await createTicket(
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

	it('of which Sonar gives no id is unknown, and named by the beginning of its subject', async () => {
		answer({ id: null });
		expect(await createTicket(ticket({ subject: 'x'.repeat(60) }))).toMatchObject({
			status: 'failed',
			error: {
				message: 'Sonar answered without the id of the ticket',
				unknownOutcome: 'Whether Sonar created the ticket is unknown',
			},
			effects: [{ verb: 'created', what: `ticket "${'x'.repeat(50)}"`, sure: false }],
		});
	});

	it('is found by its files, and known as far as it was given', async () => {
		answer({ id: null }, { '61': ['Ticket', '9'], '62': ['Ticket', '9'] });
		const draft = ticket({ fileIds: ['61', '62'], relatedTo: { type: 'Account', id: '4' } });
		expect(await createTicket(draft)).toMatchObject({
			value: {
				id: '9',
				subject: 'No internet',
				status: 'OPEN',
				priority: 'LOW',
				ticketable_type: 'Account',
				ticketable_id: '4',
				created_at: null,
				file_ids: ['61', '62'],
			},
		});
		expect(await createTicket(ticket({ fileIds: ['61'] }))).toMatchObject({
			value: { ticketable_type: null, ticketable_id: null },
		});
	});

	it.each<[string, Record<string, [string, string] | null>, string]>([
		['one file alone', { '61': ['Ticket', '9'], '62': null }, 'the id of the ticket'],
		[
			'different tickets',
			{ '61': ['Ticket', '9'], '62': ['Ticket', '8'] },
			'without the id of the ticket',
		],
		[
			'other entities of the same id',
			{ '61': ['Ticket', '9'], '62': ['Account', '9'] },
			'without the id of the ticket',
		],
		[
			'something else',
			{ '61': ['Account', '9'], '62': ['Account', '9'] },
			'without the id of the ticket. The files are linked to Account 9',
		],
	])('stays unknown if %s is linked', async (_, owners, words) => {
		answer({ id: null }, owners);
		const outcome = await createTicket(ticket({ fileIds: ['61', '62'] }));
		expect(outcome).toMatchObject({
			status: 'failed',
			error: {
				message: expect.stringMatching(new RegExp(`${words}$`)) as string,
				unknownOutcome: 'Whether Sonar created the ticket is unknown',
			},
		});
	});
});

describe('A reply', () => {
	it.each([
		['comment', 'TicketComment', {}],
		['reply', 'TicketReply', { incoming: false }],
		['incoming', 'TicketReply', { incoming: true, author: 'Ada', author_email: 'a@b.c' }],
	] as const)('that is a %s becomes a %s', async (kind, type, more) => {
		const inputs = answer({ id: 9, created_at: 5 });
		const draft = reply({
			kind,
			fileIds: ['61'],
			...(kind === 'incoming' && { author: 'Ada', authorEmail: 'a@b.c' }),
		});
		expect(await createReply(draft)).toMatchObject({
			value: {
				id: '9',
				fileable_type: type,
				ticket_id: '7',
				created_at: null,
				file_ids: ['61'],
			},
			effects: [{ what: `${kind === 'comment' ? 'comment' : 'reply'} 9 of ticket 7` }],
		});
		expect(inputs).toEqual([
			{ ticket_id: '7', body: 'Hello', files: [{ file_id: '61' }], ...more },
		]);
	});

	it.each([
		['comment', 'comment of ticket 7'],
		['reply', 'reply of ticket 7'],
	] as const)('of which Sonar gives no id is unknown: a %s', async (kind, what) => {
		answer({});
		expect(await createReply(reply({ kind }))).toMatchObject({
			error: {
				message: 'Sonar answered without the id of the reply or comment',
				unknownOutcome:
					'Whether Sonar created it is unknown, and a reply to the customer may have been mailed',
			},
			effects: [{ what, sure: false }],
		});
	});
});

it('A category without an id is an error', async () => {
	quiet.answerGraphql(() => ({ data: { f0: page([{ name: 'Kind' }]) } }));
	await expect(fetchRows(client(), buildCategoryList())).rejects.toThrow(
		'Sonar answered without the id of a ticket category',
	);
});
