import type { CharacterName } from '../../sonar';
import { useKit } from '../useKit';
import { addCustomers, JANE, run, type EmailRun } from './emails';

const kit = useKit();
const renew = async (...characters: CharacterName[]) => {
	await kit.renewSonar({ characters });
	addCustomers(kit);
	// Another one of Jane's account.
	const details = { ticketable_type: 'Account', ticketable_id: '1' };
	kit.sonar.addEntity('Ticket', { id: '20', details });
};
beforeEach(async () => await renew());

const SENT = '<sent/1@sonar.example.com>';

/** Of a reply that Sonar has sent on a ticket. */
const addSent = (ticket_id: string, headers: string) =>
	kit.sonar.addEntity('TicketReply', { ticket_id, details: { headers } });
const change = (id: string, changes: object) => kit.sonar.changeEntity('Ticket', id, changes);
const at = (time: string) => `2026-03-${time}:00:00+00:00`;

const answer = async (
	{ from = JANE, subject = 'Re: No internet', ...headers }: Record<string, string>,
	settings?: EmailRun,
) => {
	const id = { 'Message-ID': `<${Math.random()}@example.com>` };
	return await run(kit, [{ from, subject, text: 'T', headers: { ...id, ...headers } }], settings);
};
/** The number of the ticket that has a reply now, or the text of a new one. */
const placeOf = ({ replies, tickets, textOf, error }: Awaited<ReturnType<typeof run>>) => {
	expect(error).toBeUndefined();
	return replies[0]?.ticket_id ?? textOf(tickets[0]!);
};
const place = async (headers: Record<string, string>, settings?: EmailRun) =>
	placeOf(await answer(headers, settings));

describe('An answer by its number', () => {
	it('goes to the one of several tickets that changed last', async () => {
		change('7', { updated_at: at('01T10') });
		change('20', { updated_at: at('02T10') });
		expect(await place({ subject: '[#20] [#7]' })).toBe('20');
		// The last entry of its log counts, too.
		change('7', { global_updated_at: at('03T10') });
		expect(await place({ subject: '[#20] [#7]' })).toBe('7');
	});

	it('goes past numbers of other systems', async () => {
		expect(await place({ subject: '[#123456] Fwd: [#7] [#999]' })).toBe('7');
	});

	it('becomes a new ticket that says why', async () => {
		const text = await place({ subject: '[#8] [#99]' });
		expect(text).toContain('[The email names ticket 99, which Sonar does not have.]');
		expect(text).toContain('[The email names ticket 8, on which jane@example.com is not known.]');
	});

	it('has the marker that the user chose', async () => {
		const parameters = { marker: 'Case ID:' };
		expect(await place({ subject: 'RE: case 7: slow' }, { parameters })).toBe('7');
		expect(await place({ subject: '[#7]' }, { parameters })).toContain('From: Jane Doe');
	});
});

describe('A sender is known on a ticket', () => {
	const GUEST = 'Guest <guest@example.org>';
	const asGuest = { from: GUEST, subject: '[#8]' };

	it.each([
		['by a recipient', () => addRecipient('guest@example.org')],
		['by an earlier reply', () => addReply({ details: { author_email: 'GUEST@example.org' } })],
		['by an author without an address', () => addReply({ author: 'guest@example.org' })],
		['by his own email', () => describe8('From: The guest (guest@example.org)\n\nHello.')],
		['by his own address', () => describe8('From: guest@example.org\n\nHello.')],
		['by a text that became HTML', () => describe8('<p>From: A (guest@example.org)<br>Hello.</p>')],
	])('%s', async (_, prepare) => {
		prepare();
		expect(await place(asGuest)).toBe('8');
	});

	it.each([
		['nothing', () => {}],
		['a recipient whose address contains it', () => addRecipient('another.guest@example.org')],
		['somebody’s words', () => describe8('Hello.\nFrom: guest@example.org')],
		['a name with an address', () => describe8('From: guest@example.org (eve@example.org)')],
		['a reply on another ticket', () => addReply({ ticket_id: '7', author: 'guest@example.org' })],
	])('but not by %s', async (_, prepare) => {
		prepare();
		expect(await place(asGuest)).toContain('ticket 8, on which guest@example.org is not known');
	});

	it('by an email that this node made a ticket of', async () => {
		const first = await answer({ from: GUEST, subject: 'Hello' });
		const id = first.tickets[0]!.ticket_id as string;
		expect(await place({ from: 'guest@EXAMPLE.org', subject: `[#${id}]` })).toBe(id);
	});

	it('but not by Reply-To, nor where From is not certain', async () => {
		const text = await place({ from: GUEST, subject: '[#7]', 'Reply-To': JANE });
		expect(text).toContain('Reply-To: Jane Doe (jane@example.com)');
		expect(text).toContain('ticket 7, on which guest@example.org is not known');
		const two = await place({ from: `${JANE}, ${GUEST}`, subject: '[#7]' });
		expect(two).toContain('The subject names ticket 7, but the sender is not certain');
		expect(two).toMatch(/^From, not certain: .*jane@example\.com\), .*\(guest@example\.org\)\n/);
	});

	it('but not if the own mail server says that the sender is forged', async () => {
		const settings = { options: { trustedServer: 'mx.example.com' } };
		const forged = await answer(
			{ subject: '[#7]', 'Authentication-Results': 'mx.example.com; dmarc=fail' },
			settings,
		);
		expect(placeOf(forged)).toContain('dmarc=fail');
		expect(forged.tickets[0]).toMatchObject({ ticketable_id: null });
		const genuine = { subject: '[#7]', 'Authentication-Results': 'mx.example.com; dmarc=pass' };
		expect(await place(genuine, settings)).toBe('7');
	});

	function addRecipient(email_address: string): void {
		change('8', { ticket_recipients: [{ name: 'Somebody', email_address }] });
	}
	function addReply(reply: object): void {
		kit.sonar.addEntity('TicketReply', { ticket_id: '8', ...reply });
	}
	function describe8(description: string): void {
		change('8', { description });
	}
});

describe('An answer by the email that it answers', () => {
	const FORMS: Array<[string, CharacterName[], string]> = [
		['header lines', [], `Message-ID: ${SENT}`],
		['folded lines', [], `Subject: x\r\nMessage-Id:\r\n ${SENT}\r\nTo: y`],
		['JSON', ['headersAsJson'], `Message-ID: ${SENT}`],
		['pairs in JSON', ['headersAsPairs'], `Message-ID: ${SENT}`],
	];

	it.each(FORMS)('is found in headers as %s', async (_, characters, headers) => {
		await renew(...characters);
		addSent('7', headers);
		expect(await place({ 'In-Reply-To': SENT })).toBe('7');
		expect(await place({ References: `<other@example.com> ${SENT}` })).toBe('7');
		// Only who is known on the ticket.
		expect(await place({ from: 'eve@example.org', 'In-Reply-To': SENT })).toContain(
			'ticket 7, on which eve@example.org is not known',
		);
	});

	it.each([
		['another header', `Subject: ${SENT}`],
		['another Message-ID', `Message-ID: <re${SENT.slice(1)}`],
		['an answer to it', `In-Reply-To: ${SENT}\nMessage-ID: <else@example.com>`],
	])('does not go by %s', async (_, headers) => {
		addSent('7', headers);
		expect(await place({ 'In-Reply-To': SENT })).toContain('From: Jane Doe');
	});

	it('goes by the number alone if Sonar does not search headers, and says so', async () => {
		await renew('headersNotSearched');
		addSent('7', `Message-ID: ${SENT}`);
		expect(await place({ subject: '[#20]', 'In-Reply-To': SENT })).toBe('20');
		const { tickets, hints, error } = await answer({ 'In-Reply-To': SENT });
		expect(error).toBeUndefined();
		expect(tickets).toHaveLength(1);
		expect(hints[0]!.message).toContain('only by the number in their subject');
	});

	it('asks nothing that would find the replies of others', async () => {
		await place({ 'In-Reply-To': '<@>', References: '<.com> <a@b> <@example.com>' });
		const searches = kit.asked('ticket_replies').map(({ search }) => JSON.stringify(search));
		expect(searches.join()).not.toMatch(/"(@|\.com|a@b)"/);
	});
});

describe('An answer to a closed ticket', () => {
	/** The clock of these tests is the machine's, moved. */
	const daysAgo = (days: number) => new Date(kit.time.now() - days * 86_400_000).toISOString();
	const close = (closed_at: string | null) => change('7', { status: 'CLOSED', closed_at });
	const settings = (closedTickets: string): EmailRun => ({ options: { closedTickets } });
	const status = () => kit.sonar.entities('Ticket').find(({ id }) => id === '7')?.status;

	it.each([
		['reopen', true, 'OPEN'],
		['leave', false, 'CLOSED'],
		['sonar', true, 'OPEN'],
	])('%s: reopened is %s, and it is %s', async (closedTickets, reopened, end) => {
		close(daysAgo(60));
		const { replies } = await answer({ subject: '[#7]' }, settings(closedTickets));
		expect(replies).toMatchObject([{ ticket_id: '7', reopened }]);
		expect(status()).toBe(end);
	});

	it('becomes a new ticket that says so', async () => {
		close(daysAgo(1));
		const text = await place({ subject: '[#7]' }, settings('newTicket'));
		expect(text).toContain('[The email answers ticket 7, which is closed.]');
		expect(status()).toBe('CLOSED');
	});

	it('goes by Sonar’s own setting', async () => {
		const daysClosed = () => 30;
		await kit.renewSonar({ characters: [{ description: '', daysClosed }] });
		addCustomers(kit);
		close(daysAgo(31));
		expect(await place({ subject: '[#7]' })).toContain('ticket 7, which is closed');
		close(daysAgo(29));
		expect(await place({ subject: '[#7]' })).toBe('7');
		expect(status()).toBe('OPEN');
		// Nobody knows for how long.
		close(null);
		expect(await place({ subject: '[#7]' })).toBe('7');
	});

	it('opens it again if the setting cannot be read, which harms nothing else', async () => {
		await renew('settingRefused');
		close(daysAgo(400));
		const { replies, tickets, error } = await run(kit, [
			{ from: JANE, subject: '[#7]', text: 'T' },
			{ from: 'farm@example.com', subject: 'New', text: 'T' },
		]);
		expect(error).toBeUndefined();
		expect(replies).toMatchObject([{ ticket_id: '7', reopened: true }]);
		expect(tickets).toMatchObject([{ ticketable_id: '2' }]);
	});
});
