import type { INodeParameters } from 'n8n-workflow';

import type { RawAnswer } from '../../sonar';
import {
	afterwards,
	answerWith,
	data,
	refusal,
	refusalOf,
	reshaped,
	status,
} from '../../sonar/answers';
import { textFile } from '../files';
import { byId } from '../kit';
import type { NodeRun } from '../nodeRun';
import { useKitWithNewSonars } from '../useKit';

const kit = useKitWithNewSonars();
beforeEach(() => {
	kit.sonar.addEntity('Ticket', {
		id: '7',
		details: { ticketable_type: 'Account', ticketable_id: '1' },
	});
});

const reply = async (parameters: INodeParameters = {}, run: Omit<NodeRun, 'type'> = {}) =>
	await kit.run({
		type: 'sonarReplyToTicket',
		parameters: {
			ticketId: byId('7'),
			kind: 'reply',
			body: 'Thank you.',
			binaryPropertyName: '*',
			...parameters,
		},
		...run,
	});
const withFile = async () => await kit.item({ data: textFile('a.txt') });
const answers = (...list: Array<'as usual' | RawAnswer>) =>
	answerWith(kit.sonar, '/api/graphql', ...list);
/** Carries the mutation out, but answers nothing about it. */
const lost = reshaped(() => ({ data: { f0: null } }));

describe('A reply, if Sonar’s answer lacks fields', () => {
	it.each([
		['comment', 'TicketComment', 'ticket_comments', 'comment_id'],
		['reply', 'TicketReply', 'ticket_replies', 'reply_id'],
	])('comes out as the %s that was sent', async (kind, type, list, name) => {
		kit.sonar.addEntity('TicketReply', { id: '49', ticket_id: '7' });
		kit.sonar.addEntity('TicketComment', { id: '49', ticket_id: '7' });
		const other = data({ entities: [{ id: '49', created_at: '2025-01-01T00:00:00Z' }] });
		answers(lost, 'as usual', other);
		const { items } = await reply({ kind }, { input: [await withFile()] });
		expect(items[0]!.json).toEqual({
			[name]: '50',
			fileable_type: type,
			fileable_id: '50',
			ticket_id: '7',
			url: `${kit.sonar.url}/app#/tickets/show/7`,
			created_at: null,
			file_ids: kit.sonar.files.map(({ id }) => id),
		});
		answers(lost);
		await reply({ kind }, { input: [await withFile()] });
		expect(kit.asked(list)).toEqual([{ id: '51' }]);
	});

	it('has no time if Sonar gives none', async () => {
		answers(data({ id: '5', ticket_id: '7', created_at: 5 }));
		const { items } = await reply();
		expect(items[0]!.json).toMatchObject({ reply_id: '5', created_at: null });
	});

	it('fails if Sonar gives no ID', async () => {
		answers(data({ id: null, ticket_id: '7' }));
		const { error } = await reply();
		expect(error?.message).toContain('Sonar answered without the ID of the reply or comment');
	});
});

describe('With On Error: Stop', () => {
	const run = async (kind: string, answer: RawAnswer) => {
		answers('as usual', answer);
		const { error } = await reply(
			{ kind, options: { entitiesPerRequest: 1, parallelRequests: 1 } },
			{ input: [{ json: {} }, { json: {} }] },
		);
		return error as unknown as Error & { context: { effects: object[] } };
	};

	it.each([
		['comment', 'comment 1 of ticket 7'],
		['reply', 'reply 1 of ticket 7'],
	])('the error names each %s that was created', async (kind, what) => {
		const { message } = await run(kind, refusal('No.'));
		expect(message).toBe(`Sonar answered: No. [item 1]. Already created: ${what}`);
	});

	it.each([
		['comment', 'comment of ticket 7'],
		['reply', 'reply of ticket 7'],
	])('the context of the error describes each %s that may exist', async (kind, what) => {
		const { context } = await run(
			kind,
			afterwards(() => status(502)),
		);
		expect(context.effects.at(-1)).toEqual({ verb: 'created', what, sure: false });
	});
});

describe('Only Known Senders', () => {
	const incoming = async () =>
		await reply({
			kind: 'incoming',
			authorEmail: 'ada@example.com',
			options: { onlyKnownSenders: true },
		});
	/** Sonar's answer to the query for the ticket, its replies and the contacts of the address. */
	const found = (ticket: object, replies: object[] = []) =>
		data(
			...[[ticket], replies, []].map((entities) => ({ entities, page_info: { total_pages: 1 } })),
		);
	const ticket = { id: '7', ticketable_type: 'Account', ticketable_id: '1' };

	it('looks up the ticket by its ID', async () => {
		await incoming();
		expect(kit.asked('tickets').map(({ id }) => id)).toEqual(['7', '7', '7', '7']);
	});

	it('names the unknown sender, and says what to do', async () => {
		const { error } = await incoming();
		expect(error?.message).toContain('ada@example.com has not written on ticket 7 before');
		expect(error?.description).toContain('add the address to a contact in Sonar');
	});

	it.each<[string, RawAnswer, string]>([
		['another ticket', found({ id: '8' }), 'Sonar has no ticket with the ID 7'],
		['a ticket without an ID', found({ id: null }), 'without the ID of a ticket'],
		[
			'a ticket of an account without an ID',
			found({ ...ticket, ticketable_id: null }),
			'without what a ticket is related to',
		],
		['a reply without an ID', found(ticket, [{ id: null }]), 'without the ID of a reply'],
		[
			'a reply of nobody',
			found(ticket, [{ id: '1', author: null, author_email: null }]),
			'ada@example.com has not written',
		],
	])('accepts nobody if Sonar answers %s', async (_, answer, message) => {
		answers(answer, answer, answer, answer);
		const { error } = await incoming();
		expect(error?.message).toContain(message);
		expect(kit.sonar.entities('TicketReply')).toEqual([]);
	});

	it.each([0, 1, 2])('shows Sonar’s words if it refuses list %s', async (index) => {
		answers(refusalOf(index, 'You do not have permission.'));
		const { error } = await incoming();
		expect(error?.message).toContain('You do not have permission.');
	});
});
