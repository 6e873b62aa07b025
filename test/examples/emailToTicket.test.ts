import { useKit } from '../nodes/useKit';
import { addCustomers, JANE, readMails, receive, receiveItems } from './emailExample';
import { Example } from './example';

const kit = useKit();
beforeAll(() => addCustomers(kit));

describe('The example email-to-ticket', () => {
	it('makes a reply of an answer whose sender is known on the ticket', async () => {
		const { error, tickets, replies, filesOf } = await receive(kit, {
			from: JANE,
			subject: 'Re: [#7] No internet',
			text: 'Still red.',
			files: [{ name: 'lamp.txt', content: 'red', type: 'text/plain' }],
		});
		expect([error, tickets]).toEqual([undefined, []]);
		expect(replies).toMatchObject([
			{
				ticket_id: '7',
				incoming: true,
				author: 'Jane Doe',
				author_email: 'jane@example.com',
				body: 'Still red.',
			},
		]);
		expect(filesOf(replies[0]!)).toEqual(['lamp.txt']);
	});

	it('makes a ticket of the sender’s account of everything else', async () => {
		const { error, tickets, replies, filesOf } = await receive(kit, {
			from: 'farm@EXAMPLE.com',
			subject: 'Ticket 7 renewal',
			text: 'Please renew.',
			files: [{ name: 'form.txt', content: 'signed', type: 'text/plain' }],
		});
		expect([error, replies]).toEqual([undefined, []]);
		expect(tickets).toMatchObject([
			{
				subject: 'Ticket 7 renewal',
				description: 'Please renew.\n\nEmail from farm@EXAMPLE.com',
				ticketable_type: 'Account',
				ticketable_id: '2',
			},
		]);
		expect(filesOf(tickets[0]!)).toEqual(['form.txt']);
	});

	it.each([
		['Ticket 2024 renewal'],
		['#7'],
		['[# 7]'],
		['[#0]'],
		['[#7] or [#8]'],
		[`[#${'9'.repeat(30)}]`],
	])('takes "%s" for no marker of a ticket', async (subject) => {
		const { error, tickets } = await receive(kit, { from: JANE, subject, text: 'Hi' });
		expect([error, tickets.map((ticket) => ticket.subject)]).toEqual([undefined, [subject]]);
	});

	it.each([
		['Ticket Nr. 7:', 'AW: Ticket Nr. 8: Internet'],
		['(7)', 'Re: (8)'],
	])('knows another marker from Settings: %s', async (marker, subject) => {
		const example = new Example(kit, 'email-to-ticket.json');
		const { assignments } = example.node('Settings').parameters.assignments as {
			assignments: Array<{ name: string; value: string }>;
		};
		assignments.find(({ name }) => name === 'settings.marker')!.value = marker;
		const items = await readMails(kit, { from: 'farm@example.com', subject, text: 'Hi' });
		const { error, replies } = await receiveItems(kit, items, example);
		expect([error, replies.map((reply) => reply.ticket_id)]).toEqual([undefined, ['8']]);
	});

	it('makes one ticket of a stranger’s answer, which says that it names another', async () => {
		const { error, tickets, replies } = await receive(
			kit,
			{ from: 'Bob <bob@example.com>', subject: '[#7]', text: 'Cancel it!' },
			{ from: JANE, subject: '[#8]', text: 'Mine?' },
			{ from: JANE, subject: '[#99]', text: 'Which?' },
		);
		expect([error, replies]).toEqual([undefined, []]);
		const described = tickets.map(({ description, ticketable_id }) => [description, ticketable_id]);
		expect(new Set(described)).toEqual(
			new Set([
				[
					expect.stringMatching(
						/^Cancel it!\n\nThe subject names ticket 7, but: bob@example.com has not written on ticket 7 before.*\nEmail from "Bob" <bob@example.com>\nNo account: Sonar has no contact of an Account with the address bob@example.com$/,
					),
					undefined,
				],
				[expect.stringContaining('no contact of Account 2'), '1'],
				[expect.stringContaining('Sonar has no ticket with the ID 99'), '1'],
			]),
		);
	});

	it('says why a ticket has no account', async () => {
		kit.sonar.addEntity('Contact', {
			details: {
				email_address: 'both@example.com',
				contactable_type: 'Account',
				contactable_id: '1',
			},
		});
		kit.sonar.addEntity('Contact', {
			details: {
				email_address: 'both@example.com',
				contactable_type: 'Account',
				contactable_id: '2',
			},
		});
		const { error, tickets } = await receive(
			kit,
			{ from: 'both@example.com', subject: 'Two', text: 'Hi' },
			{ subject: 'None', text: 'Hi' },
			{ from: 'Undisclosed', subject: 'No address', text: 'Hi' },
		);
		expect(error).toBeUndefined();
		expect(tickets.map(({ ticketable_id: account }) => account)).toEqual([
			undefined,
			undefined,
			undefined,
		]);
		expect(Object.fromEntries(tickets.map((t) => [t.subject, t.description]))).toEqual({
			Two: expect.stringContaining('Contacts of several entities have the address both@') as string,
			None: 'Hi\n\nEmail from an unknown sender',
			'No address': 'Hi\n\nEmail from "Undisclosed"',
		});
	});

	it('takes Reply-To for the sender before From, and names both', async () => {
		const headers = { 'Reply-To': JANE, 'Message-ID': '<form@example.com>' };
		const { tickets } = await receive(kit, {
			from: 'Web form <noreply@example.com>',
			subject: 'Form',
			text: 'Hi',
			headers,
		});
		expect(tickets).toMatchObject([
			{
				ticketable_id: '1',
				description:
					'Hi\n\nEmail from "Web form" <noreply@example.com>, answers to jane@example.com',
			},
		]);
	});

	it.each([
		['an HTML text', { html: '<p>a &auml;&nbsp;b</p><div>c</div>' }, 'a ä b\nc'],
		[
			'HTML with pictures, styles and quotes',
			{
				html: '<style>p{}</style><h1>WiFi aBc</h1><img alt="x > y" src="data:image/png;base64,AAAA"><!-- no -->1 &lt; 2',
				files: [{ name: 'a.txt', content: 'a' }],
			},
			'WiFi aBc\n1 < 2',
		],
		['no text', {}, '(no text)'],
		['blanks', { text: ' \n ', html: '<p>&nbsp;</p>' }, '(no text)'],
		[
			'text that looks like code',
			{ text: 'a\nNot attached $& {{ 1 }} ${x}' },
			'a\nNot attached $& {{ 1 }} ${x}',
		],
		['text and HTML', { text: 'plain', html: '<b>rich</b>' }, 'plain'],
	])('gives a ticket from an email with %s and no subject', async (_, body, text) => {
		const { error, tickets } = await receive(kit, { from: JANE, ...body });
		expect([error, tickets.map(({ subject, description }) => [subject, description])]).toEqual([
			undefined,
			[['(no subject)', `${text}\n\nEmail from "Jane Doe" <jane@example.com>`]],
		]);
	});

	it('reads what the trigger gives in its format Simple', async () => {
		const mail = (from: string, id: string) => ({
			json: {
				from,
				subject: '[#7]',
				textPlain: '',
				textHtml: '<p>Hi</p>',
				metadata: { 'message-id': id },
			},
		});
		const { error, replies, tickets } = await receiveItems(kit, [
			mail('"Doe, Jane <x@y.z>" <jane@example.com>', '<s1@example.com>'),
			mail('jane@example.com (Jane)', '<s2@example.com>'),
		]);
		expect([error, tickets]).toEqual([undefined, []]);
		expect(replies).toMatchObject([
			{ author_email: 'jane@example.com', body: 'Hi' },
			{ author_email: 'jane@example.com', body: 'Hi' },
		]);
	});
});
