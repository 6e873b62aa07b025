import type { INodeParameters } from 'n8n-workflow';

import { attachments, textFile } from '../files';
import { byId } from '../kit';
import type { NodeRun } from '../nodeRun';
import { useKitWithNewSonars } from '../useKit';

const kit = useKitWithNewSonars();
beforeEach(() => {
	const { sonar } = kit;
	sonar.addEntity('Account', { id: '1', name: 'Ada' });
	sonar.addEntity('NetworkSite', { id: '5', name: 'Tower' });
	sonar.addEntity('Ticket', { id: '7' });
	sonar.addEntity('InboundMailbox', { id: '2' });
	sonar.addEntity('TicketGroup', { id: '3' });
	sonar.addEntity('User', { id: '4' });
	for (const id of ['8', '9']) sonar.addEntity('TicketCategory', { id });
});

const BASIC = { subject: 'No internet', description: 'Since noon.' };

const create = async (parameters: INodeParameters = {}, run: Omit<NodeRun, 'type'> = {}) =>
	await kit.run({
		type: 'sonarCreateTicket',
		parameters: { relatedTo: 'none', ...BASIC, ...parameters },
		...run,
	});
const tickets = () => kit.sonar.entities('Ticket').filter(({ id }) => id !== '7');
const filesOf = (id: string) =>
	kit.sonar.files.filter((file) => file.fileable_type === 'Ticket' && file.fileable_id === id);

describe('Create Ticket', () => {
	it('creates an internal ticket from a subject and a description', async () => {
		const { items, error } = await create();
		expect(error).toBeUndefined();
		expect(items).toEqual([
			{
				json: {
					ticket_id: '8',
					url: `${kit.sonar.url}/app#/tickets/show/8`,
					subject: 'No internet',
					status: 'OPEN',
					priority: 'MEDIUM',
					ticketable_type: null,
					ticketable_id: null,
					created_at: expect.stringMatching(/^2025-/) as string,
					file_ids: [],
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(kit.asked('createInternalTicket')).toEqual([
			{ input: { ...BASIC, status: 'OPEN', priority: 'MEDIUM' } },
		]);
	});

	it('creates seven tickets with two attachments each by one upload and one mutation', async () => {
		const emails = await Promise.all(
			Array.from(
				{ length: 7 },
				async (_, index) =>
					await kit.item(attachments([textFile(`a${index}`), textFile(`b${index}`)]), {
						subject: `Email ${index}`,
					}),
			),
		);
		const { items, error } = await create(
			{ subject: '={{ $json.subject }}', binaryPropertyName: 'attachment_*' },
			{ input: emails },
		);
		expect(error).toBeUndefined();
		// The query asks which custom fields a ticket must have.
		expect(kit.calls).toEqual(['query', 'POST /api/files', 'mutation']);
		expect(tickets()).toHaveLength(7);
		items.forEach(({ json, pairedItem }, index) => {
			expect(json.subject).toBe(`Email ${index}`);
			expect(pairedItem).toEqual({ item: index });
			const files = filesOf(json.ticket_id as string);
			expect(files.map(({ filename }) => filename)).toEqual([`a${index}`, `b${index}`]);
			expect(json.file_ids).toEqual(files.map(({ id }) => id));
		});
	});

	it('creates a public ticket with every field set', async () => {
		const given = await kit.sonar.addFile({ filename: 'before.txt', content: 'x' });
		const custom = kit.sonar.addEntity('CustomField', { id: '1', name: 'Region' });
		const { items, error } = await create(
			{
				ticketType: 'public',
				inboundMailboxId: byId('2'),
				status: 'PENDING_INTERNAL',
				priority: 'HIGH',
				relatedTo: 'NetworkSite',
				relatedId: byId('5'),
				binaryPropertyName: 'data',
				additionalFields: {
					userId: byId('4'),
					ticketGroupId: byId('3'),
					parentTicketId: byId('7'),
					ticketCategoryIds: ['8', '9'],
					customFields: { field: [{ id: custom, value: 'North' }] },
					dueDate: '2026-01-31T00:00:00',
					fileIds: given,
				},
				recipients: {
					recipient: [
						{ name: 'Ada', emailAddress: 'ada@example.com' },
						{ name: '', emailAddress: 'bob@example.com' },
					],
				},
			},
			{ input: await kit.items('new.txt') },
		);
		expect(error).toBeUndefined();
		expect(items[0]!.json).toMatchObject({
			status: 'PENDING_INTERNAL',
			priority: 'HIGH',
			ticketable_type: 'NetworkSite',
			ticketable_id: '5',
			file_ids: [given, expect.any(String)],
		});
		expect(kit.asked('createPublicTicket')).toEqual([
			{
				input: {
					...BASIC,
					status: 'PENDING_INTERNAL',
					priority: 'HIGH',
					inbound_mailbox_id: '2',
					due_date: '2026-01-31',
					ticketable_type: 'NetworkSite',
					ticketable_id: '5',
					parent_ticket_id: '7',
					ticket_group_id: '3',
					user_id: '4',
					ticket_category_ids: ['8', '9'],
					ticket_recipients: [
						{ name: 'Ada', email_address: 'ada@example.com' },
						{ name: 'bob@example.com', email_address: 'bob@example.com' },
					],
					custom_field_data: [{ custom_field_id: '1', value: 'North' }],
					files: (items[0]!.json.file_ids as string[]).map((file_id) => ({ file_id })),
				},
			},
		]);
	});

	it('creates a public ticket without recipients, and says that nobody gets an email', async () => {
		const input = ['', 'ada@example.com'].map((to) => ({ json: { to } }));
		const { items, hints } = await create(
			{
				ticketType: 'public',
				inboundMailboxId: byId('2'),
				recipients: { recipient: [{ emailAddress: '={{ $json.to }}' }] },
			},
			{ input },
		);
		expect(items.map(({ json }) => json.ticket_id)).toEqual(['8', '9']);
		expect(hints.map(({ message }) => message)).toEqual([
			'Public tickets without Recipients, which Sonar mails to nobody: 8',
		]);
	});

	it('asks for an account, unless the ticket is about none', async () => {
		const { error } = await create({ relatedTo: 'Account' });
		expect(error?.message).toBe('Account is empty [item 0]');
		expect(error?.description).toContain('choose None for Related To');
		const other = await create({ relatedTo: '={{ "networksite" }}' });
		expect(other.error?.message).toBe('Network Site is empty [item 0]');
	});

	it('reads every parameter at its own item', async () => {
		const input = [
			{ json: { subject: 'First', to: 'Account', id: 1, categories: '8, 9' } },
			{ json: { subject: 'Second', to: 'none', categories: [9] } },
			{ json: { subject: 'Third', to: 'networksite', id: '5' } },
		];
		const { items, error } = await create(
			{
				subject: '={{ $json.subject }}',
				relatedTo: '={{ $json.to }}',
				relatedId: byId('={{ $json.id }}'),
				additionalFields: { ticketCategoryIds: '={{ $json.categories }}' },
			},
			{ input },
		);
		expect(error).toBeUndefined();
		expect(
			items.map(({ json }) => [json.subject, json.ticketable_type, json.ticketable_id]),
		).toEqual([
			['First', 'Account', '1'],
			['Second', null, null],
			['Third', 'NetworkSite', '5'],
		]);
		expect(tickets().map(({ ticket_category_ids: ids }) => ids)).toEqual([
			['8', '9'],
			['9'],
			undefined,
		]);
	});

	it('creates a ticket without attachments if a pattern finds none', async () => {
		const { items, error } = await create({ binaryPropertyName: 'attachment_*' });
		expect(error).toBeUndefined();
		expect(items[0]!.json.file_ids).toEqual([]);
		expect(kit.calls).toEqual(['query', 'mutation']);
	});

	it('splits long texts of many tickets into requests that web servers accept', async () => {
		const { error } = await create(
			{ description: '={{ "x".repeat(90000) }}' },
			{ input: Array.from({ length: 12 }, () => ({ json: {} })) },
		);
		expect(error).toBeUndefined();
		expect(kit.calls).toEqual(['query', 'mutation', 'mutation', 'mutation']);
	});
});
