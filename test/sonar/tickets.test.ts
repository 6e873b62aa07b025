import { startClient, type Client } from './client';
import type { tickets } from './characters/tickets';

let sonar: Client;

afterEach(async () => await sonar.close());

async function start(characters: Array<keyof typeof tickets> = []): Promise<void> {
	sonar = await startClient({ characters });
	await sonar.addFiles(3);
	sonar.addEntity('Account', { id: '1' });
	sonar.addEntity('Ticket', { id: '7' });
	sonar.addEntity('InboundMailbox', { id: '2' });
	sonar.addEntity('InboundMailbox', { id: '3', details: { enabled: false } });
}

const MUTATIONS = {
	internal: ['createInternalTicket', 'CreateInternalTicketMutationInput'],
	public: ['createPublicTicket', 'CreatePublicTicketMutationInput'],
	reply: ['createTicketReply', 'CreateTicketReplyMutationInput'],
	comment: ['createTicketComment', 'CreateTicketCommentMutationInput'],
} as const;

const create = async (kind: keyof typeof MUTATIONS, input: object, select = 'id created_at') => {
	const [field, type] = MUTATIONS[kind];
	return await sonar.graphql(
		`mutation ($input: ${type}) { a: ${field}(input: $input) { ${select} } }`,
		{ input },
	);
};

const ticket = {
	subject: 'No internet',
	description: 'Since noon.',
	status: 'OPEN',
	priority: 'LOW',
};

describe('creating', () => {
	beforeEach(async () => await start());

	it('makes a ticket with its files', async () => {
		const input = {
			...ticket,
			ticketable_type: 'Account',
			ticketable_id: '1',
			due_date: '2026-01-31',
			files: [{ file_id: '61' }, { file_id: 62, description: 'd' }],
		};
		const { data } = await create('internal', input, 'id subject priority due_date ticketable_id');
		expect(data?.a).toEqual({
			id: '8',
			subject: 'No internet',
			priority: 'LOW',
			due_date: '2026-01-31',
			ticketable_id: '1',
		});
		expect(sonar.files).toMatchObject([
			{ fileable_type: 'Ticket', fileable_id: '8' },
			{ fileable_type: 'Ticket', fileable_id: '8', description: 'd' },
			{ fileable_type: null },
		]);
	});

	it('makes a public ticket, a reply and a comment', async () => {
		const recipients = [{ name: 'Ada', email_address: 'ada@example.com' }];
		await create('public', { ...ticket, inbound_mailbox_id: 2, ticket_recipients: recipients });
		await create('reply', {
			ticket_id: 7,
			body: 'b',
			incoming: true,
			author: 'Ada',
			author_email: 'ada@example.com',
			files: [{ file_id: 61 }],
		});
		await create('comment', { ticket_id: 7, body: 'c', files: [{ file_id: 62 }] });
		expect(sonar.entities('Ticket').at(-1)).toMatchObject({
			inbound_mailbox_id: '2',
			ticket_recipients: recipients,
		});
		const { data } = await sonar.graphql(
			'{ tickets(id: 7) { entities { ticket_replies { entities { id incoming author author_email files { entities { id } } } } ticket_comments { entities { body files { entities { id } } } } } } }',
		);
		expect(data?.tickets).toEqual({
			entities: [
				{
					ticket_replies: {
						entities: [
							{
								id: '1',
								incoming: true,
								author: 'Ada',
								author_email: 'ada@example.com',
								files: { entities: [{ id: '61' }] },
							},
						],
					},
					ticket_comments: { entities: [{ body: 'c', files: { entities: [{ id: '62' }] } }] },
				},
			],
		});
	});

	it.each<[keyof typeof MUTATIONS, object, string]>([
		['internal', { ...ticket, subject: ' ' }, 'The subject field is required.'],
		['internal', { ...ticket, description: '' }, 'The description field is required.'],
		['internal', { ...ticket, ticketable_id: 1 }, 'A ticketable type and a ticketable id'],
		[
			'internal',
			{ ...ticket, ticketable_type: 'NetworkSite', ticketable_id: 1 },
			'The selected ticketable id is invalid.',
		],
		['internal', { ...ticket, parent_ticket_id: 9 }, 'The selected parent ticket id is invalid.'],
		['internal', { ...ticket, ticket_group_id: 9 }, 'The selected ticket group id is invalid.'],
		['internal', { ...ticket, user_id: 9 }, 'The selected user id is invalid.'],
		['internal', { ...ticket, ticket_category_ids: [9] }, 'ticket category id is invalid.'],
		['internal', { ...ticket, files: [{ file_id: 99 }] }, 'File 99 does not exist.'],
		['internal', { ...ticket, files: [{ file_id: 63 }] }, 'File 63 is already linked.'],
		[
			'internal',
			{ ...ticket, files: [{ file_id: 61 }, { file_id: 61 }] },
			'File 61 is already linked.',
		],
		['internal', { ...ticket, status: 'NEW' }, 'does not exist in "TicketStatus" enum'],
		['internal', { ...ticket, description: 'x'.repeat(100_001) }, 'at most 100000 characters'],
		['public', { ...ticket, inbound_mailbox_id: 9 }, 'The selected inbound mailbox id is invalid.'],
		['public', { ...ticket, inbound_mailbox_id: 3 }, 'The inbound mailbox is not enabled.'],
		['public', ticket, 'inbound_mailbox_id'],
		['reply', { ticket_id: 9, body: 'b' }, 'The selected ticket id is invalid.'],
		['reply', { ticket_id: 7, body: '' }, 'The body field is required.'],
		['reply', { ticket_id: 7, body: 'b', author_email: 'Ada' }, 'EmailAddress cannot represent'],
		['comment', { ticket_id: 9, body: 'b' }, 'The selected ticket id is invalid.'],
	])('refuses %s %p', async (kind, input, message) => {
		sonar.link('63', { type: 'Account', id: '1' });
		const { data, errors } = await create(kind, input);
		expect(errors?.[0]?.message).toContain(message);
		expect(data?.a ?? null).toBeNull();
		expect(sonar.entities('Ticket')).toHaveLength(1);
		expect(sonar.files.filter(({ fileable_id }) => fileable_id !== null)).toHaveLength(1);
	});

	it.each([
		[[], 'The custom field Region is required.'],
		[[['1', 'Nowhere']], 'The value of the custom field Region is invalid.'],
		[
			[
				['1', 'North'],
				['2', '31.1.2026'],
			],
			'The value of the custom field Since is invalid.',
		],
		[
			[
				['1', 'North'],
				['3', 'true'],
			],
			'The value of the custom field Paid is invalid.',
		],
		[
			[
				['1', 'North'],
				['4', 'x'],
			],
			'The selected custom field id is invalid.',
		],
	])('refuses the custom fields %p', async (values, message) => {
		addCustomFields();
		const { errors } = await create('internal', { ...ticket, custom_field_data: data(values) });
		expect(errors?.[0]?.message).toBe(message);
	});

	it('takes custom fields of their kinds', async () => {
		addCustomFields();
		const values = [
			['1', 'North'],
			['2', '2026-01-31'],
			['3', '0'],
		];
		const { errors } = await create('internal', { ...ticket, custom_field_data: data(values) });
		expect(errors).toBeUndefined();
		const { data: fields } = await sonar.graphql(
			'{ custom_fields { entities { type required } } }',
		);
		expect(fields).toMatchObject({
			custom_fields: { entities: [{ type: 'TEXT', required: true }, { type: 'DATE' }, {}, {}] },
		});
	});
});

const data = (values: string[][]) =>
	values.map(([custom_field_id, value]) => ({ custom_field_id, value }));

function addCustomFields(): void {
	const add = (id: string, name: string, details: object) =>
		sonar.addEntity('CustomField', { id, name, details: { ...details } });
	add('1', 'Region', { required: true, enum_options: ['North', 'South'] });
	add('2', 'Since', { field_type: 'DATE' });
	add('3', 'Paid', { field_type: 'BOOLEAN' });
	add('4', 'Height', { entity_type: 'NetworkSite' });
}

const answers: Record<keyof typeof tickets, object> = {
	createAnswersNull: { data: { a: null } },
	createFailsBelow: {
		data: { a: null },
		errors: [{ message: 'Server Error', path: ['a', 'created_at'] }],
	},
};

describe('tickets', () => {
	it.each(Object.entries(answers))('are created under %s', async (name, answer) => {
		await start([name as keyof typeof tickets]);
		for (const [kind, input] of [
			['internal', ticket],
			['comment', { ticket_id: 7, body: 'b' }],
		] as const) {
			expect(await create(kind, input)).toMatchObject(answer);
		}
		expect(sonar.entities('Ticket')).toHaveLength(2);
		expect(sonar.entities('TicketComment')).toHaveLength(1);
	});
});
