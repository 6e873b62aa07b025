import type { SonarOptions } from '.';
import { startClient, type Client } from './client';

let sonar: Client;

const start = async (options?: SonarOptions) => (sonar = await startClient(options));

afterEach(async () => await sonar.close());

/** Beyond the exact integers of JavaScript. */
const LARGE = '9007199254740993';

const string = (value: string, how: string) =>
	`string_fields: [{ attribute: "filename", search_value: "${value}", ${how} }]`;
const id = (operator: string, value: string) =>
	`integer_fields: [{ attribute: "id", search_value: ${value}, operator: ${operator} }]`;
const created = (operator: string, value: string) =>
	`datetime_fields: [{ attribute: "created_at", search_value: "${value}", operator: ${operator} }]`;

/** The IDs of a list of files. */
async function list(args: string): Promise<string[]> {
	const { data, errors } = await sonar.graphql(`{ files(${args}) { entities { id } } }`);
	expect(errors).toBeUndefined();
	const { entities } = data?.files as { entities: Array<{ id: string }> };
	return entities.map(({ id }) => id);
}

describe('lists', () => {
	it('come in pages that the server sizes', async () => {
		await start({ recordsPerPageLimit: 2 });
		await sonar.addFiles(5);
		const query =
			'query ($p: Paginator) { files(paginator: $p, sorter: [{ attribute: "created_at", direction: DESC }]) { entities { id } page_info { page total_pages total_count records_per_page } } }';
		const { data } = await sonar.graphql(query, { p: { page: 3, records_per_page: 500 } });
		expect(data?.files).toEqual({
			entities: [{ id: '61' }],
			page_info: { page: 3, total_pages: 3, total_count: 5, records_per_page: 2 },
		});
		expect(
			(await sonar.graphql(query, { p: { page: 0, records_per_page: 1 } })).errors,
		).toHaveLength(1);
	});

	it.each<[query: string, ids: string[]]>([
		[`search: [{ ${string('invoice', 'match: true')} }]`, [LARGE]],
		[`search: [{ ${string('invoice', 'match: false')} }]`, ['61', '62', '63']],
		[`search: [{ ${string('FILE 1.txt', 'match: true, partial_matching: false')} }]`, ['61', '63']],
		[`search: [{ ${string('file', 'match: true, partial_matching: false')} }]`, []],
		[`search: [{ ${id('GT', '9007199254740992')} }]`, [LARGE]],
		[`search: [{ ${id('NEQ', '62')} }]`, ['61', '63', LARGE]],
		[`search: [{ ${created('LTE', '2025-01-01T02:00:02+02:00')} }]`, ['61', '62']],
		['search: [{ boolean_fields: [{ attribute: "primary_image", search_value: true }] }]', []],
		['search: [{ unset_fields: ["fileable_id"] }]', ['61', '63', LARGE]],
		['search: [{ exists: ["fileable_id"] }]', ['62']],
		[`search: [{ ${id('EQ', '61')} }, { exists: ["fileable_type"] }]`, ['61', '62']],
		[`search: [{ ${id('EQ', '61')} exists: ["fileable_type"] }]`, []],
		['fileable_type: Account, fileable_id: 1', ['62']],
		['general_search: "pdf", general_search_mode: ROOT_PLUS_RELATIONS', [LARGE]],
		['sorter: [{ attribute: "filename", direction: DESC }]', [LARGE, '62', '61', '63']],
	])('answer %s with %j', async (query, ids) => {
		await start();
		sonar.addEntity('Account', { id: '1', name: 'Jane' });
		await sonar.addFiles(1);
		await sonar.addFile({
			filename: 'file 2',
			content: '',
			fileable_type: 'Account',
			fileable_id: '1',
		});
		await sonar.addFiles(1);
		await sonar.addFile({ filename: 'Invoice.PDF', content: '', id: LARGE });
		expect(await list(query)).toEqual(ids);
	});

	it('find by the texts of relations only if they are asked to', async () => {
		await start();
		sonar.addEntity('Account', { id: '1', name: 'Jane' });
		const jobbable = { jobbable_type: 'Account', jobbable_id: '1' };
		sonar.addEntity('Job', { id: '5', details: { ...jobbable, job_type: { name: 'Repair' } } });
		sonar.addEntity('TicketReply', { id: '6', ticket_id: '7', body: 'Yes' });
		sonar.addEntity('Ticket', { id: '7', subject: 'Noise' });
		const ids = async (list: string, args: string) => {
			const { data } = await sonar.graphql(`{ ${list}(${args}) { entities { id } } }`);
			return (data?.[list] as { entities: unknown[] }).entities;
		};
		const widely = ', general_search_mode: ROOT_PLUS_RELATIONS';
		for (const words of ['"jane"', '"repair"']) {
			expect(await ids('jobs', `general_search: ${words}`)).toEqual([]);
			expect(await ids('jobs', `general_search: ${words}${widely}`)).toEqual([{ id: '5' }]);
		}
		expect(await ids('ticket_replies', `general_search: "noise"${widely}`)).toEqual([{ id: '6' }]);
		expect(await ids('ticket_replies', 'general_search: "7"')).toEqual([]);
	});

	it('search dates as dates only', async () => {
		await start();
		sonar.addEntity('PrintedInvoiceBatch', { id: '1', details: { date: '2026-03-01' } });
		const ask = async (search: string) =>
			await sonar.graphql(
				`{ printed_invoice_batches(search: [{ ${search} }]) { entities { id } } }`,
			);
		const on = (day: string) =>
			`date_fields: [{ attribute: "date", search_value: "${day}", operator: EQ }]`;
		expect((await ask(on('2026-03-01'))).data?.printed_invoice_batches).toEqual({
			entities: [{ id: '1' }],
		});
		expect((await ask(on('2026-03-02'))).data?.printed_invoice_batches).toEqual({ entities: [] });
		for (const search of [
			on('March'),
			'string_fields: [{ attribute: "date", search_value: "2026", match: true }]',
			'datetime_fields: [{ attribute: "date", search_value: "2026-03-01T00:00:00Z", operator: EQ }]',
		])
			expect((await ask(search)).errors).toHaveLength(1);
	});

	it('refuse a search by an attribute that the type lacks', async () => {
		await start();
		const { errors } = await sonar.graphql(
			'{ files(search: [{ exists: ["name"] }]) { entities { id } } }',
		);
		expect(errors).toMatchObject([{ message: 'File has no attribute name.' }]);
	});

	it('show a ticket with all that belongs to it, and find it by its columns', async () => {
		await start();
		sonar.addEntity('NetworkSite', { id: '3', name: 'Hill' });
		sonar.addEntity('TicketGroup', { id: '4', name: 'Field' });
		sonar.addEntity('User', { id: '5', name: 'Ada' });
		sonar.addEntity('TicketCategory', { id: '6', name: 'Outage' });
		const details = {
			ticketable_type: 'NetworkSite',
			ticketable_id: '3',
			ticket_group_id: '4',
			user_id: '5',
			parent_ticket_id: '8',
			ticket_category_ids: ['6'],
			ticket_recipients: [{ name: 'Bob', email_address: 'bob@example.com' }],
			custom_field_data: [{ custom_field_id: '9', value: 'x' }],
		};
		sonar.addEntity('Ticket', { id: '7', details });
		sonar.addEntity('Ticket', { id: '8' });
		const select = `id ticketable { ... on Account { name } ... on NetworkSite { name } }
			ticket_group { name } user { name } inbound_mailbox { name }
			ticket_categories { entities { id } } ticket_recipients { entities { name ticket_id } }
			custom_field_data { entities { custom_field_id value } } child_tickets { entities { id } }`;
		const list = async (args: string) => {
			const { data } = await sonar.graphql(`{ tickets(${args}) { entities { ${select} } } }`);
			return (data?.tickets as { entities: unknown[] }).entities;
		};
		const site = { name: 'Hill' };
		const none = { entities: [] };
		const child = {
			id: '7',
			ticketable: site,
			ticket_group: { name: 'Field' },
			user: { name: 'Ada' },
			inbound_mailbox: null,
			ticket_categories: { entities: [{ id: '6' }] },
			ticket_recipients: { entities: [{ name: 'Bob', ticket_id: '7' }] },
			custom_field_data: { entities: [{ custom_field_id: '9', value: 'x' }] },
			child_tickets: none,
		};
		for (const args of [
			'ticketable_type: NetworkSite, ticketable_id: 3',
			'ticket_group_id: 4',
			'user_id: 5',
			'parent_ticket_id: 8',
			'status: OPEN, priority: MEDIUM, id: 7',
		])
			expect(await list(args)).toEqual([child]);
		expect(await list('search: [{ unset_fields: ["user_id"] }]')).toMatchObject([
			{ id: '8', ticketable: null, user: null, child_tickets: { entities: [{ id: '7' }] } },
		]);
	});

	it('reach all files of a ticket', async () => {
		await start();
		sonar.addEntity('Ticket', { id: '7', subject: 'No signal' });
		sonar.addEntity('TicketReply', { id: '49', ticket_id: '7' });
		sonar.addEntity('TicketReply', { id: '50', ticket_id: '8' });
		await sonar.addFile({
			filename: 'a.txt',
			content: 'a',
			fileable_type: 'TicketReply',
			fileable_id: '49',
		});
		const files = 'files { entities { id fileable { id } } }';
		const { data } = await sonar.graphql(
			`{ tickets(id: 7) { entities { subject ${files} ticket_replies { entities { id ${files} } } ticket_comments { entities { id } } } } }`,
		);
		expect(data?.tickets).toEqual({
			entities: [
				{
					subject: 'No signal',
					files: { entities: [] },
					ticket_replies: {
						entities: [{ id: '49', files: { entities: [{ id: '61', fileable: { id: '49' } }] } }],
					},
					ticket_comments: { entities: [] },
				},
			],
		});
	});
});
