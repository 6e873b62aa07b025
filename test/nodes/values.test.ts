import type { INodeParameters } from 'n8n-workflow';

import { byId } from './kit';
import { useKit } from './useKit';

const kit = useKit();
beforeAll(async () => {
	kit.sonar.addEntity('Account', { id: '1' });
	kit.sonar.addEntity('Account', { id: '2' });
	kit.sonar.addEntity('Ticket', { id: '17' });
	kit.sonar.addEntity('InboundMailbox', { id: '1' });
	for (const id of ['21', '22']) await kit.sonar.addFile({ id, filename: 'a.txt', content: 'x' });
	for (let index = 0; index < 60; index += 1) {
		await kit.sonar.addFile({
			filename: `${index}.txt`,
			content: 'x',
			fileable_type: 'Account',
			fileable_id: '1',
		});
	}
});

/** The value of an expression, which the editor cannot check. */
const given = (value: unknown) => ({ json: { value: value as string } });
const VALUE = '={{ $json.value }}';

const list = async (parameters: INodeParameters, value?: unknown) =>
	await kit.run({
		type: 'sonarListFiles',
		parameters: { fileableType: 'Account', fileableId: byId('1'), ...parameters },
		input: [given(value)],
	});

describe('An invalid value', () => {
	it.each<[string, INodeParameters, unknown, string]>([
		[
			'a list as a filter',
			{ filters: { filename: VALUE } },
			['a'],
			'File Name must be text, not a list',
		],
		['an object as a filter', { filters: { mimeType: VALUE } }, { a: 1 }, 'MIME Type must be text'],
		['yes as a filter', { filters: { filename: VALUE } }, true, 'File Name must be text, not true'],
		[
			'no ID as a user',
			{ filters: { uploadedByUserId: VALUE } },
			'x',
			'must be a number such as 61, not "x"',
		],
		[
			'an American date',
			{ filters: { createdAfter: VALUE } },
			'1/31/2026',
			'Created After must be a date',
		],
		[
			'a number as a date',
			{ filters: { createdBefore: VALUE } },
			5,
			'Created Before must be a date',
		],
		[
			'an unknown scope',
			{ scope: VALUE },
			'everything',
			'Files Of must be one of entity, all, ids, unlinked, not "everything"',
		],
		[
			'an unknown attribute',
			{ sort: { attribute: VALUE } },
			'nope',
			'Attribute must be one of created_at',
		],
		[
			'an unknown direction',
			{ sort: { direction: VALUE } },
			'down',
			'Direction must be one of ASC, DESC',
		],
		['a limit of 0', { limit: VALUE }, 0, 'Limit must be a whole number of at least 1, not 0'],
		['a limit with a fraction', { limit: VALUE }, 1.5, 'Limit must be a whole number'],
		[
			'a text as a limit',
			{ limit: VALUE },
			'ten',
			'Limit must be a whole number of at least 1, not "ten"',
		],
		[
			'neither yes nor no',
			{ returnAll: VALUE },
			'yes',
			'Return All must be true or false, not "yes"',
		],
		['too many requests', { options: { parallelRequests: VALUE } }, 21, 'from 1 to 20, not 21'],
		['a timeout of a month', { options: { idleTimeout: VALUE } }, 2_592_000, 'from 0.1 to 86400'],
		[
			'a timeout without end',
			{ options: { idleTimeout: VALUE } },
			999_999_999,
			'Timeout (Seconds) must be',
		],
	])(
		'is an error that names the field and shows the value: %s',
		async (_, parameters, value, text) => {
			const { error, items } = await list(parameters, value);
			expect(error?.message).toContain(text);
			expect(error?.message).toContain('[item 0]');
			expect(error?.description).toBeTruthy();
			expect(items).toEqual([]);
			expect(kit.calls).toEqual([]);
		},
	);
});

describe('A value of a field', () => {
	it.each([
		['', 50],
		[null, 50],
		[undefined, 50],
		['20', 20],
		[20, 20],
	])('is the default if it is empty: %p as the limit gives %p files', async (limit, count) => {
		expect((await list({ limit: VALUE }, limit)).items).toHaveLength(count);
	});

	it.each(['true', 'TRUE', true])('is yes also as text: %p', async (all) => {
		expect((await list({ returnAll: VALUE }, all)).items.length).toBeGreaterThanOrEqual(60);
	});

	it('matches the choices of a list in any case', async () => {
		const { items } = await list({ sort: { attribute: 'id', direction: VALUE }, limit: 2 }, 'asc');
		expect(items.map(({ json }) => json.filename)).toEqual(['0.txt', '1.txt']);
		const all = await list({ scope: 'All', limit: 1 });
		expect([all.error?.message, all.items.length]).toEqual([undefined, 1]);
	});

	it('is a date in the workflow’s time zone if it has no offset', async () => {
		await list({ filters: { createdAfter: VALUE } }, '2026-01-31 09:00');
		const [asked] = kit.asked('files');
		expect(JSON.stringify(asked)).toMatch(/"2026-01-31T09:00:00[+-]\d\d:\d\d"/);
	});

	it.each([
		['true', true],
		['false', false],
		[true, true],
	])('reaches Sonar as what its field is: %p as the primary image', async (value, sent) => {
		const id = await kit.sonar.addFile({ filename: 'a.png', content: 'x', mime_type: 'image/png' });
		const { items } = await kit.run({
			type: 'sonarLinkFile',
			parameters: {
				fileId: id,
				fileableType: 'Account',
				fileableId: byId('1'),
				options: { primaryImage: VALUE },
			},
			input: [given(value)],
		});
		expect(items[0]!.json.linked).toBe(true);
		expect(kit.sonar.files.find((file) => file.id === id)!.primary_image).toBe(sent);
	});

	it('writes nothing into a mutation', async () => {
		const other = await kit.sonar.addFile({ filename: 'b.png', content: 'x' });
		const { error } = await kit.run({
			type: 'sonarLinkFile',
			parameters: {
				fileId: '61',
				fileableType: 'Account',
				fileableId: byId('1'),
				options: { primaryImage: VALUE },
			},
			input: [given(`true }, { file_id: ${other}`)],
		});
		expect(error?.message).toContain('Primary Image must be true or false');
		expect(kit.calls).toEqual([]);
	});

	it.each<[string, string, INodeParameters, string, object]>([
		[
			'an author',
			'sonarReplyToTicket',
			{
				ticketId: byId('17'),
				kind: 'incoming',
				author: VALUE,
				authorEmail: 'ada@example.com',
				body: 'x',
			},
			'createTicketReply',
			{ input: { author: 'A\ufffdd\ufffda L' } },
		],
		[
			'a recipient',
			'sonarCreateTicket',
			{
				ticketType: 'public',
				inboundMailboxId: byId('1'),
				relatedTo: 'none',
				subject: 'x',
				description: 'x',
				recipients: { recipient: [{ name: VALUE, emailAddress: 'ada@example.com' }] },
			},
			'createPublicTicket',
			{ input: { ticket_recipients: [{ name: 'A\ufffdd\ufffda L' }] } },
		],
		[
			'a link',
			'sonarLinkFile',
			{
				fileId: '21',
				fileableType: 'Account',
				fileableId: byId('2'),
				options: { description: VALUE },
			},
			'linkFileToEntity',
			{ input: { files: [{ description: 'A\ufffdd\ufffda\nL' }] } },
		],
		[
			'a file',
			'sonarUpdateFile',
			{ fileId: '22', updateFields: { description: VALUE } },
			'updateFile',
			{ input: { description: 'A\ufffdd\ufffda\nL' } },
		],
	])('loses what a database may refuse, for %s', async (_, type, parameters, field, args) => {
		const input = [given('A\u0000d\ud83da\nL')];
		const { error } = await kit.run({ type, parameters, input });
		expect(error).toBeUndefined();
		expect(kit.asked(field)).toMatchObject([args]);
	});

	it('is trimmed', async () => {
		const { items } = await list({ filters: { filename: VALUE } }, ' 59.txt ');
		expect(items.map(({ json }) => json.filename)).toEqual(['59.txt']);
	});
});

describe('A field that others depend on', () => {
	it.each([
		[
			'sonarCreateTicket',
			{ ticketType: VALUE, relatedTo: 'none', subject: 'S', description: 'D' },
			'internal',
		],
		['sonarCreateTicket', { relatedTo: VALUE, subject: 'S', description: 'D' }, 'none'],
		['sonarReplyToTicket', { kind: VALUE, ticketId: byId('7'), body: 'B' }, 'comment'],
	])('may come from an expression: %s, %j', async (type, parameters, value) => {
		if (type === 'sonarReplyToTicket') kit.sonar.addEntity('Ticket', { id: '7' });
		const { error, items } = await kit.run({ type, parameters, input: [given(value)] });
		expect(error?.message).toBeUndefined();
		expect(items).not.toEqual([]);
	});

	it('still requires the fields that it shows', async () => {
		const parameters = { ticketType: VALUE, relatedTo: 'none', subject: 'S', description: 'D' };
		const input = [given('public')];
		const { error } = await kit.run({ type: 'sonarCreateTicket', parameters, input });
		expect(error?.message).toContain('Inbound Mailbox is empty');
	});
});
