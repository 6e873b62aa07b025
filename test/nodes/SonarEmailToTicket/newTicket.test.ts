import type { IDataObject } from 'n8n-workflow';

import { readMails } from '../../examples/emailExample';
import { compose } from '../../examples/mail';
import { byId } from '../kit';
import { toGmail } from '../shared/email/emailNodes';
import { useKitWithNewSonars } from '../useKit';
import { addCustomers, JANE, run, runItems } from './emails';

const kit = useKitWithNewSonars();
beforeEach(() => addCustomers(kit));

const addContact = (email_address: string, contactable_type: string, contactable_id: string) =>
	kit.sonar.addEntity('Contact', { details: { email_address, contactable_type, contactable_id } });
const email = (more: object = {}) => ({ from: JANE, subject: 'New', text: 'T', ...more });
const from = (address: string, headers: Record<string, string> = {}) =>
	email({ from: address, headers: { 'Message-ID': `<${Math.random()}@x.example>`, ...headers } });
/** The account of the ticket that an email becomes, or the ticket's text. */
const accountOf = async (mail: object) => {
	const { tickets, textOf } = await run(kit, [mail]);
	return tickets[0]!.ticketable_id ?? textOf(tickets[0]!);
};

describe('The account', () => {
	it('is that of From, in any spelling', async () => {
		addContact('info@bücher.example', 'Account', '2');
		expect(await accountOf(from('FARM@Example.com'))).toBe('2');
		expect(await accountOf(from('info@xn--bcher-kva.example'))).toBe('2');
	});

	it('is that of Reply-To if From has none', async () => {
		const headers = { 'Reply-To': 'farm@example.com' };
		expect(await accountOf(from('mailer@example.org', headers))).toBe('2');
		expect(await accountOf(from(JANE, headers))).toBe('1');
	});

	it('is that of whoever a group or a form writes for', async () => {
		const group = { 'X-Original-From': JANE };
		expect(await accountOf(from('Jane via Support <support@example.com>', group))).toBe('1');
		const { tickets, textOf } = await run(kit, [
			from('support@example.com', { 'Reply-To': 'Farm <farm@example.com>' }),
		]);
		expect(tickets[0]).toMatchObject({ ticketable_id: '2', sender: { name: 'Farm' } });
		expect(textOf(tickets[0]!)).toBe(
			'From: Farm (farm@example.com)\n[The email came from support@example.com.]\n\nT',
		);
	});

	it('is none if an own address writes to somebody, and the ticket says so', async () => {
		expect(await accountOf(from('support@example.com', { Cc: 'eve@example.org' }))).toBe(
			'From: support@example.com\n[The email comes from an own address and does not say who wrote it.]\n\nT',
		);
	});

	it('is none if there is none, or several, and the ticket says so', async () => {
		expect(await accountOf(from('eve@example.org'))).toContain(
			'[No account in Sonar has a contact with the address eve@example.org.]',
		);
		addContact('eve@example.org', 'Vendor', '1');
		addContact('other.eve@example.org', 'Account', '1');
		expect(await accountOf(from('eve@example.org'))).toContain('[No account in Sonar');
		addContact('jane@example.com', 'Account', '2');
		expect(await accountOf(from(JANE))).toContain(
			'[No account: contacts of several have the address jane@example.com: account 1, account 2.]',
		);
	});

	it('is found if the contact is so new that a list does not know it yet', async () => {
		await kit.renewSonar({ characters: ['lagsOneQuery'] });
		addCustomers(kit);
		expect(await accountOf(from(JANE))).toBe('1');
	});
});

describe('The text of a ticket', () => {
	const textAfter = async (more: object) => {
		const { tickets, textOf, filesOf, error } = await run(kit, [email(more)]);
		expect(error).toBeUndefined();
		return { text: textOf(tickets[0]!), files: filesOf(tickets[0]!), ticket: tickets[0]! };
	};
	const subjects = () =>
		kit.asked('createInternalTicket').map(({ input }) => (input as { subject: string }).subject);

	it('stands in for a subject and a text', async () => {
		const { text } = await textAfter({ subject: undefined, text: undefined });
		expect(text).toBe('From: Jane Doe (jane@example.com)\n\n(no text)');
		await textAfter({ subject: '=?utf-8?B?4oCLIMKt?=' });
		expect(subjects()).toEqual(['(no subject)', '(no subject)']);
	});

	it.each([
		['no From', undefined],
		['a From without an address', 'Undisclosed'],
	])('says that the sender is not certain by %s', async (_, sender) => {
		const { text, ticket } = await textAfter({ from: sender });
		expect(text).toMatch(/^From, not certain: .*\n\nT$/s);
		expect(ticket).toMatchObject({ ticketable_id: null, sender: { address: '' } });
	});

	it('has a subject that is too long', async () => {
		const { text, ticket } = await textAfter({ subject: `${'long '.repeat(200)}end` });
		expect(subjects()[0]).toHaveLength(255);
		expect(text).toMatch(/\nSubject: long .* end\n/);
		expect(ticket.subject).toMatch(/end$/);
	});

	it('is within Sonar’s limit, and whole as a file', async () => {
		const long = `${'😀'.repeat(99_990)} the end`;
		const { text, files } = await textAfter({ text: long, subject: 'x'.repeat(5000) });
		expect(text).toMatch(/\[This text was too long\. The whole is attached as message\.txt\.\]$/);
		expect(files).toEqual(['message.txt']);
		expect(kit.sonar.content('61').toString()).toContain('the end');
		const { error } = await run(kit, [email({ text: long })], { options: { longText: 'error' } });
		expect(error?.message).toContain('more than 90,000 characters');
		expect(kit.asked('createInternalTicket')).toHaveLength(1);
	});

	it('is not confused by a name that looks like an address', async () => {
		const { text } = await textAfter({ from: '"bob@example.com" <jane@example.com>' });
		expect(text).toContain('From: bob@example.com (jane@example.com)\n');
	});

	it('keeps what the node of an email takes for the end of one', async () => {
		const { text } = await textAfter({ text: 'a\u0000b <b>\n{{ 1 + 1 }}\n"""' });
		expect(text).toContain('<b>\n{{ 1 + 1 }}\n"""');
	});
});

describe('A new ticket', () => {
	it('has the fields of the node', async () => {
		kit.sonar.addEntity('TicketGroup', { id: '3' });
		kit.sonar.addEntity('CustomField', { id: '5', name: 'Source', details: { required: true } });
		const additionalFields = {
			status: 'PENDING_INTERNAL',
			priority: 'HIGH',
			ticketGroupId: byId('3'),
			customFields: { field: [{ id: '5', value: 'email' }] },
		};
		const { error } = await run(kit, [email()], { parameters: { additionalFields } });
		expect(error).toBeUndefined();
		expect(kit.asked('createInternalTicket')).toMatchObject([
			{
				input: {
					status: 'PENDING_INTERNAL',
					priority: 'HIGH',
					ticket_group_id: '3',
					custom_field_data: [{ custom_field_id: '5', value: 'email' }],
				},
			},
		]);
	});

	it('fails for a missing custom field before anything is stored, where a reply does not', async () => {
		kit.sonar.addEntity('CustomField', { id: '5', name: 'Source', details: { required: true } });
		const file = { files: [{ name: 'a.txt', content: 'a' }] };
		const { replies, skipped } = await run(
			kit,
			[email(file), email({ subject: '[#7]', ...file })],
			{
				onError: 'continueRegularOutput',
			},
		);
		expect(replies).toHaveLength(1);
		expect(skipped).toMatchObject([{ error: expect.stringContaining('Source') as string }]);
		expect(kit.sonar.files).toHaveLength(1);
	});

	it('that is public has the sender as its recipient', async () => {
		kit.sonar.addEntity('InboundMailbox', { id: '4' });
		const parameters = { ticketType: 'public', inboundMailboxId: byId('4') };
		const { tickets, error } = await run(kit, [email(), from('eve@example.org')], { parameters });
		expect(error).toBeUndefined();
		expect(kit.asked('createPublicTicket').map(({ input }) => input)).toMatchObject([
			{ ticket_recipients: [{ name: 'Jane Doe', email_address: 'jane@example.com' }] },
			{ ticket_recipients: [{ name: 'eve@example.org', email_address: 'eve@example.org' }] },
		]);
		const subject = `[#${tickets[1]!.ticket_id as string}]`;
		const { replies } = await run(kit, [{ from: 'eve@example.org', subject, text: 'T' }]);
		expect(replies).toHaveLength(1);
	});
});

describe('Emails', () => {
	it('share their requests: seven with two attachments each take five or six', async () => {
		const sent = '<sent@sonar.example.com>';
		kit.sonar.addEntity('TicketReply', {
			ticket_id: '8',
			details: { headers: `Message-ID: ${sent}` },
		});
		kit.sonar.addEntity('Ticket', {
			id: '20',
			status: 'CLOSED',
			details: {
				ticketable_type: 'Account',
				ticketable_id: '1',
				closed_at: '2026-01-01T00:00:00Z',
			},
		});
		const files = ['a', 'b'].map((content) => ({ name: `${content}.txt`, content }));
		const answer = { 'Message-ID': '<answer@example.com>', 'In-Reply-To': sent };
		const mails = [
			email({ files }),
			email({ from: 'farm@example.com', files }),
			email({ from: 'eve@example.org', files }),
			email({ subject: '[#7]', files }),
			email({ subject: '[#20]', files }),
			email({ from: 'farm@example.com', headers: answer, files }),
			email({ from: 'farm@example.com', subject: '[#8] [#99]', files }),
		];
		const { tickets, replies, skipped, error } = await run(kit, mails);
		expect(error).toBeUndefined();
		expect([tickets.length, replies.length, skipped.length]).toEqual([3, 4, 0]);
		expect(replies.map(({ ticket_id }) => ticket_id)).toEqual(['7', '20', '8', '8']);
		expect(replies.map(({ reopened }) => reopened)).toEqual([false, true, false, false]);
		const looks = ['query', 'query', 'query'];
		const changes = ['mutation', 'mutation', 'mutation'];
		expect(kit.calls).toEqual([...looks, 'POST /api/files', ...changes]);
		expect(kit.sonar.files).toHaveLength(14);
	});

	it('that are not for Sonar ask it nothing', async () => {
		const { skipped } = await run(kit, [
			from(JANE, { 'Auto-Submitted': 'auto-replied' }),
			from('support@example.com'),
		]);
		expect(skipped.map(({ reason }) => reason)).toEqual(['automatic', 'own']);
		expect(kit.calls).toEqual([]);
	});

	it('come as whole messages, too, with their own parts', async () => {
		const message = compose(email({ files: [{ name: 'a.txt', content: 'a' }] }));
		const item = await kit.item({
			data: { name: 'mail.eml', content: message, type: 'message/rfc822' },
		});
		const { tickets, filesOf } = await runItems(kit, [item]);
		expect(filesOf(tickets[0]!)).toEqual(['a.txt']);
		expect(tickets[0]).toMatchObject({ subject: 'New', ticketable_id: '1' });
	});

	it('come by Email Fields', async () => {
		const values = {
			from: '={{ $json.sender }}',
			subject: '={{ $json.topic }}',
			text: '={{ $json.words }}',
		};
		const { tickets, textOf, error } = await runItems(
			kit,
			[{ json: { sender: JANE, topic: 'By webhook', words: 'W' } }],
			{ options: { emailFields: { fields: values } } },
		);
		expect(error).toBeUndefined();
		expect(tickets[0]).toMatchObject({ subject: 'By webhook', ticketable_id: '1' });
		expect(textOf(tickets[0]!)).toContain('\n\nW');
	});

	it.each([
		['text', 'Text (Email Fields) must be text, not an object'],
		['subject', 'Subject (Email Fields) must be text, not an object'],
		['html', 'HTML (Email Fields) must be text, not an object'],
		['from', 'From (Email Fields) must be an email address, not an object'],
	])('fail if Email Fields give an object as %s, which would be lost', async (name, message) => {
		const values = { from: JANE, [name]: '={{ $json }}' };
		const options = { emailFields: { fields: values } };
		const { error } = await runItems(kit, [{ json: { a: 1 } }], { options });
		expect(error?.message).toContain(message);
	});

	it('take from Email Fields what n8n gives for a From that is no address', async () => {
		const fields = { from: '={{ $json.from }}', html: '={{ $json.html }}', text: 'T' };
		const json = { from: { value: [{ name: 'Ada', address: '' }], text: 'Ada' }, html: false };
		const { tickets, textOf } = await runItems(kit, [{ json }], {
			options: { emailFields: { fields } },
		});
		expect(textOf(tickets[0]!)).toContain('From, not certain: Ada\n');
	});

	it('that lack attachments, or may, say so', async () => {
		const body = { contentType: 'text', content: 'T' };
		const emailAddress = { name: 'Jane', address: 'jane@example.com' };
		const outlook = { subject: 'O', body, from: { emailAddress }, hasAttachments: true };
		const { json } = await toGmail(compose(email({ files: [{ name: 'a.txt', content: 'a' }] })));
		const input = [{ json: outlook }, { json: json as IDataObject }];
		const { tickets, textOf, hints } = await runItems(kit, input);
		expect(tickets.map(({ left_out }) => left_out)).toMatchObject([
			[{ filename: 'all attachments' }],
			[],
		]);
		expect(textOf(tickets[0]!)).toContain('[Not attached: all attachments (not in n8n: turn on');
		expect(hints[0]!.message).toMatch(
			/Not attached: all attachments .* in the Gmail or Gmail Trigger/,
		);
		const parameters = { binaryPropertyName: '' };
		const none = await runItems(kit, input, { parameters, options: { eachOnce: false } });
		expect(none.tickets.map(({ left_out }) => left_out)).toEqual([[], []]);
		expect(none.hints).toEqual([]);
	});

	it('have no attachments if Attachments is empty', async () => {
		const input = await readMails(kit, email({ files: [{ name: 'a.txt', content: 'a' }] }));
		await runItems(kit, input, { parameters: { binaryPropertyName: '' } });
		expect(kit.sonar.files).toEqual([]);
	});
});
