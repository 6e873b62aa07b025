import { useKit } from '../nodes/useKit';
import { afterwards, answerWith, reset, status } from '../sonar/answers';
import { addCustomers, JANE, receive } from './emailExample';
import { Example } from './example';
import { compose } from './mail';

const kit = useKit();
beforeAll(() => addCustomers(kit));

const REPORT = [
	'From: Jane <jane@example.com>',
	'Subject: Read: [#7]',
	'Message-ID: <report@example.com>',
	'Content-Type: multipart/report; boundary="=_r";',
	' report-type=disposition-notification',
	'',
	'--=_r',
	'Content-Type: text/plain',
	'',
	'Your message was read.',
	'--=_r--',
	'',
].join('\r\n');

describe('Automatic mail in the example email-to-ticket', () => {
	it.each<[string, Record<string, string>, string?]>([
		['an out-of-office note', { 'Auto-Submitted': 'auto-replied' }],
		['a folded header', { 'Auto-Submitted': '\r\n auto-generated (vacation)' }],
		['an empty return path', { 'Return-Path': '<>' }],
		['a bounce', {}, 'Mail Delivery <MAILER-DAEMON@mx.example.com>'],
		['a bounce without an address', {}, 'postmaster'],
		['a list', { 'List-Id': 'News <news.example.com>' }],
		['mass mail', { Precedence: 'Bulk' }],
		['this mailbox', {}, 'Support <SUPPORT@example.com>'],
		['its second address', {}, 'help@example.com'],
	])('ends in a branch of its own: %s', async (_, headers, from = JANE) => {
		const own = { 'Message-ID': `<${Math.random()}@example.com>`, ...headers };
		const mail = { from, subject: 'Re: [#7]', text: 'I am away', headers: own };
		const { error, at } = await receive(kit, mail);
		expect(error).toBeUndefined();
		expect(at('Automatic Email')).toMatchObject([{ subject: 'Re: [#7]' }]);
		expect(kit.calls).toEqual([]);
	});

	it('ends there if it is a report in several parts', async () => {
		const { at } = await receive(kit, REPORT);
		expect(at('Automatic Email')).toMatchObject([{ subject: 'Read: [#7]' }]);
	});

	it.each<[string, Record<string, string>, string?]>([
		['Auto-Submitted: no', { 'Auto-Submitted': 'No' }],
		['X-Auto-Response-Suppress', { 'X-Auto-Response-Suppress': 'All' }],
		['a return path', { 'Return-Path': '<jane@example.com>' }],
		['another precedence', { Precedence: 'first-class' }],
		['an answer to a customer by a form of its own', { 'Reply-To': JANE }, 'help@example.com'],
	])('is no mail with %s', async (_, headers, from = JANE) => {
		const own = { 'Message-ID': `<${Math.random()}@example.com>`, ...headers };
		const { tickets } = await receive(kit, { from, subject: 'Hi', text: 'Hi', headers: own });
		expect(tickets).toHaveLength(1);
	});
});

describe('An email that comes twice to the example email-to-ticket', () => {
	it.each([
		['with a Message-ID', undefined, ['Hi', 'Other']],
		['without one', { Date: 'Tue, 03 Mar 2026 09:12:45 +0000' }, ['Hi', 'Other']],
		// Nothing but n8n's own number of the email tells then, in which copies differ.
		['without one and without a date', { 'X-Mailer': 'old' }, ['Hi', 'Hi', 'Other']],
	])('makes one ticket %s', async (kind, headers, texts) => {
		const message = compose({ from: JANE, subject: kind, text: 'Hi', headers });
		const other = compose({ from: JANE, subject: kind, text: 'Other', headers });
		const first = await receive(kit, message, message, other);
		const second = await receive(kit, message);
		expect([first.error, second.error]).toEqual([undefined, undefined]);
		expect(first.tickets.map(({ description }) => String(description).split('\n')[0])).toEqual(
			texts,
		);
		expect(second.tickets).toEqual([]);
		expect(second.at('Not Seen Before')).toEqual([]);
		expect(second.at('Seen Before')).toHaveLength(1);
	});

	it('is taken again once Each Week has run', async () => {
		const message = compose({ from: JANE, subject: 'Again', text: 'Hi' });
		await receive(kit, message);
		const example = new Example(kit, 'email-to-ticket.json');
		expect((await example.run([{ json: {} }], 'Each Week')).error).toBeUndefined();
		expect((await receive(kit, message)).tickets).toHaveLength(1);
	});
});

describe('What fails in the example email-to-ticket', () => {
	it('fails the execution after all else is done, and makes no ticket of what may be a reply', async () => {
		answerWith(
			kit.sonar,
			'/api/graphql',
			// The stranger is looked for again.
			...Array.from({ length: 4 }, () => 'as usual' as const),
			afterwards(() => reset),
		);
		const { error, tickets, replies, at } = await receive(
			kit,
			{ from: JANE, subject: '[#7] lost', text: 'Hi' },
			{ from: JANE, subject: 'New', text: 'Hi' },
			{ from: 'bob@example.com', subject: '[#7] Stranger', text: 'Hi' },
		);
		expect(error).toContain('The email "[#7] lost" from "Jane Doe" <jane@example.com>');
		expect(error).toContain('unknown');
		expect(tickets.map(({ subject }) => subject).sort()).toEqual(['New', '[#7] Stranger']);
		expect(replies).toHaveLength(1);
		expect(at('Not Done')).toMatchObject([{ subject: '[#7] lost', file_ids: [] }]);
	});

	it('is an error, not a stop by the user, whatever the subject says', async () => {
		answerWith(kit.sonar, '/api/graphql', ...Array.from({ length: 9 }, () => status(500)));
		const { status: ended, error } = await receive(kit, { from: JANE, subject: 'Order canceled' });
		expect([ended, error]).toEqual(['error', expect.stringContaining('"Order cancelled"')]);
	});

	it('waits for the tickets even if no stranger has answered', async () => {
		answerWith(
			kit.sonar,
			'/api/graphql',
			'as usual',
			afterwards(() => reset),
		);
		const { error, tickets } = await receive(
			kit,
			{ from: JANE, subject: '[#7] lost too', text: 'Hi' },
			{ from: 'bob@example.com', subject: 'New, too', text: 'Hi' },
		);
		expect(error).toContain('"[#7] lost too"');
		expect(tickets.map(({ subject }) => subject)).toEqual(['New, too']);
	});

	it('says so of each email, with the files that are stored for it', async () => {
		answerWith(kit.sonar, '/api/graphql', ...Array.from({ length: 9 }, () => status(500)));
		const files = [{ name: 'a.txt', content: 'a' }];
		const { error, tickets, at } = await receive(
			kit,
			{ from: JANE, subject: 'One', text: 'Hi', files },
			{ from: 'bob@example.com', subject: 'Two', text: 'Hi' },
		);
		expect(tickets).toEqual([]);
		expect(error).toMatch(/"One".*\n.*"Two"/);
		const [one, two] = at('Not Done');
		expect(one).toMatchObject({ subject: 'One', file_ids: [kit.sonar.files.at(-1)!.id] });
		expect(two).toMatchObject({ subject: 'Two', from: 'bob@example.com', file_ids: [] });
	});
});
