import type { INodeParameters } from 'n8n-workflow';

import { answerWith, data, reshaped, resetAfterBody } from '../../sonar/answers';
import { attachments, textFile } from '../files';
import { byId } from '../kit';
import type { NodeRun } from '../nodeRun';
import { useKitWithNewSonars } from '../useKit';

const kit = useKitWithNewSonars();
beforeEach(() => {
	for (const id of ['7', '8']) {
		kit.sonar.addEntity('Ticket', {
			id,
			details: { ticketable_type: 'Account', ticketable_id: '1' },
		});
	}
	kit.sonar.addEntity('Ticket', { id: '9' });
	kit.sonar.addEntity('TicketReply', { id: '49', ticket_id: '7', author: 'bob@example.com' });
});

const reply = async (parameters: INodeParameters = {}, run: Omit<NodeRun, 'type'> = {}) =>
	await kit.run({
		type: 'sonarReplyToTicket',
		parameters: { ticketId: byId('7'), body: 'Thank you.', ...parameters },
		...run,
	});
const emailWith = async (...names: string[]) =>
	await kit.item(attachments(names.map(textFile)), { ticket: '7' });

describe('Reply to Ticket', () => {
	it('comments by default, so that nobody is mailed', async () => {
		const { items, error } = await reply();
		expect(error).toBeUndefined();
		expect(items).toEqual([
			{
				json: {
					comment_id: '1',
					fileable_type: 'TicketComment',
					fileable_id: '1',
					ticket_id: '7',
					url: `${kit.sonar.url}/app#/tickets/show/7`,
					created_at: expect.stringMatching(/^2025-/) as string,
					file_ids: [],
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(kit.calls).toEqual(['mutation']);
		expect(kit.asked('createTicketComment')).toEqual([
			{ input: { ticket_id: '7', body: 'Thank you.' } },
		]);
	});

	it('replies to the customer', async () => {
		// Hidden fields keep the values that were typed for another kind.
		const { items } = await reply({ kind: 'reply', author: 'Ada', authorEmail: 'a@b.c' });
		expect(items[0]!.json).toMatchObject({ reply_id: '50', fileable_type: 'TicketReply' });
		expect(kit.asked('createTicketReply')).toEqual([
			{ input: { ticket_id: '7', body: 'Thank you.', incoming: false } },
		]);
	});

	it('records what a customer wrote, with attachments', async () => {
		const { items, error } = await reply(
			{
				ticketId: byId('={{ $json.ticket }}'),
				kind: 'incoming',
				author: 'Ada',
				authorEmail: '={{ { value: [{ address: "ada@example.com", name: "Ada" }] } }}',
				binaryPropertyName: 'attachment_*',
			},
			{ input: [await emailWith('a.txt', 'b.txt'), await emailWith('c.txt')] },
		);
		expect(error).toBeUndefined();
		expect(kit.calls).toEqual(['POST /api/files', 'mutation']);
		expect(kit.asked('createTicketReply')[0]).toMatchObject({
			input: { incoming: true, author: 'Ada', author_email: 'ada@example.com' },
		});
		for (const { json } of items) {
			const files = kit.sonar.files.filter(({ fileable_id: id }) => id === json.reply_id);
			expect(files.map(({ id }) => id)).toEqual(json.file_ids);
			expect(new Set(files.map(({ fileable_type: type }) => type))).toEqual(
				new Set(['TicketReply']),
			);
		}
	});

	it('fails only the item of a missing ticket', async () => {
		const { items, failed } = await reply(
			{ ticketId: byId('={{ $json.ticket }}') },
			{
				input: [{ json: { ticket: 99 } }, { json: { ticket: '8' } }, { json: { ticket: '' } }],
				onError: 'continueErrorOutput',
			},
		);
		expect(items.map(({ json }) => json.ticket_id)).toEqual(['8']);
		expect(failed.map(({ json: { error } }) => error)).toEqual([
			expect.stringContaining('The selected ticket id is invalid.'),
			expect.stringContaining('Ticket is empty'),
		]);
	});

	it.each(['comment', 'reply'])('finds a %s of unknown outcome by its files', async (kind) => {
		answerWith(
			kit.sonar,
			'/api/graphql',
			reshaped(() => ({ data: { f0: null } })),
		);
		const { items, error } = await reply(
			{ kind, binaryPropertyName: '*' },
			{ input: [await emailWith('a.txt')] },
		);
		expect(error).toBeUndefined();
		expect(items[0]!.json).toMatchObject({
			...(kind === 'comment' ? { comment_id: '1' } : { reply_id: '50' }),
			created_at: expect.stringMatching(/^2025/) as string,
		});
		expect(kit.calls).toEqual(['POST /api/files', 'mutation', 'query', 'query']);
	});

	it('outputs the ID even if Sonar’s answer holds nothing else', async () => {
		answerWith(
			kit.sonar,
			'/api/graphql',
			reshaped(() => ({ data: { f0: null } })),
			'as usual',
			data({ entities: [] }),
		);
		const { items } = await reply(
			{ kind: 'reply', binaryPropertyName: '*' },
			{ input: [await emailWith('a.txt')] },
		);
		expect(items[0]!.json).toMatchObject({ reply_id: '50', ticket_id: '7', created_at: null });
	});

	it('is not repeated if its outcome is unknown, and the error says so', async () => {
		answerWith(kit.sonar, '/api/graphql', resetAfterBody);
		const { error } = await reply({ kind: 'reply' }, { retryOnFail: true });
		expect(error?.message).toContain(
			'Whether Sonar created it is unknown, and a reply to the customer may have been mailed: do not send it again',
		);
		expect(kit.calls).toHaveLength(1);
	});
});

describe('Only Known Senders', () => {
	beforeEach(() => {
		const addContact = (email_address: string, contactable_type: string, contactable_id: string) =>
			kit.sonar.addEntity('Contact', {
				details: { email_address, contactable_type, contactable_id },
			});
		addContact('ada@example.com', 'Account', '1');
		addContact('other@example.com', 'Account', '2');
		addContact('site@example.com', 'NetworkSite', '1');
		kit.sonar.addEntity('TicketReply', {
			id: '50',
			ticket_id: '7',
			author: 'ada@example.com',
			details: { author_email: 'eve@example.com' },
		});
	});

	const incoming = async (rows: Array<{ ticket: string; from: string }>) =>
		await reply(
			{
				kind: 'incoming',
				ticketId: byId('={{ $json.ticket }}'),
				authorEmail: '={{ $json.from }}',
				binaryPropertyName: '*',
				options: { onlyKnownSenders: true },
			},
			{
				input: await Promise.all(
					rows.map(async (row) => await kit.item({ data: textFile(row.from) }, row)),
				),
				onError: 'continueErrorOutput',
			},
		);

	it('accepts contacts and earlier writers, looked up for all items together', async () => {
		const { items, failed } = await incoming([
			{ ticket: '8', from: 'Ada <ADA@example.com>' },
			{ ticket: '7', from: 'bob@example.com' },
			{ ticket: '7', from: 'eve@example.com' },
			{ ticket: '8', from: 'bob@example.com' },
			{ ticket: '8', from: 'other@example.com' },
			{ ticket: '8', from: 'site@example.com' },
			{ ticket: '9', from: 'ada@example.com' },
			{ ticket: '99', from: 'ada@example.com' },
		]);
		expect(items.map(({ json }) => json.ticket_id)).toEqual(['8', '7', '7']);
		expect(failed.map(({ json: { error } }) => error)).toEqual([
			'bob@example.com has not written on ticket 8 before, and is no contact of Account 1 [item 3]',
			'other@example.com has not written on ticket 8 before, and is no contact of Account 1 [item 4]',
			'site@example.com has not written on ticket 8 before, and is no contact of Account 1 [item 5]',
			'ada@example.com has not written on ticket 9 before [item 6]',
			'Sonar has no ticket with the ID 99 [item 7]',
		]);
		expect(kit.sonar.files).toHaveLength(3);
		const looks = Array.from({ length: 4 }, () => 'query');
		expect(kit.calls).toEqual([...looks, 'POST /api/files', 'mutation']);
	});

	it('does not mistake the name of an earlier writer for an address', async () => {
		kit.sonar.addEntity('TicketReply', {
			ticket_id: '9',
			author: 'ada@example.com',
			details: { author_email: 'eve@example.com' },
		});
		const { failed } = await incoming([{ ticket: '9', from: 'ada@example.com' }]);
		expect(failed).toHaveLength(1);
	});

	it('fails without an address', async () => {
		const { failed } = await incoming([{ ticket: '7', from: '' }]);
		expect(failed[0]!.json.error).toContain('Author Email is empty, so the sender is not known');
		const { error } = await reply({
			kind: 'incoming',
			authorEmail: '',
			options: { onlyKnownSenders: true },
		});
		expect(error?.description).toBe(
			'Enter the address of the sender, or turn off Only Known Senders.',
		);
	});

	it.each(['comment', 'reply'])('looks nothing up for a %s', async (kind) => {
		// Hidden fields keep the values that were typed for another kind.
		await reply({ kind, authorEmail: 'eve@example.com', options: { onlyKnownSenders: true } });
		expect(kit.calls).toEqual(['mutation']);
	});
});
