import { findSender } from '../../../../nodes/shared/email/findSender';
import {
	isOwnAddress,
	parseOwnAddresses,
	type OwnAddresses,
} from '../../../../nodes/shared/email/ownAddresses';
import { read, readRaw, toResolved } from './emailNodes';

let ownAddresses: OwnAddresses;
beforeAll(() => {
	ownAddresses = parseOwnAddresses('support@example.net');
});

/** Of the whole message, and of what n8n's own node makes of it. */
async function senderOf(lines: string[], trustedServer = '') {
	const raw = ['Message-ID: <1@x>', ...lines, '', 'Hi'].join('\r\n');
	const [whole, item] = [await readRaw(raw), await read((await toResolved(raw)).json)];
	const [sender, other] = [whole, item].map((email) =>
		findSender(email, { ownAddresses, trustedServer }),
	);
	expect(other).toEqual(sender);
	return sender!;
}

describe('The sender', () => {
	it('is From, whatever Reply-To says, which is named and has the account if From has none', async () => {
		expect(
			await senderOf(['From: Ada <ada@example.com>', 'Reply-To: Bob <bob@example.org>']),
		).toEqual({
			author: { name: 'Ada', address: 'ada@example.com' },
			known: 'ada@example.com',
			accounts: ['ada@example.com', 'bob@example.org'],
			replyTo: [{ name: 'Bob', address: 'bob@example.org' }],
			doubt: '',
		});
	});

	it('names no Reply-To that is From’s, in any spelling, or an own address', async () => {
		const lines = [
			'From: ada@bücher.example',
			'Reply-To: ADA@xn--bcher-kva.example, support+7@example.net',
		];
		expect(await senderOf(lines)).toMatchObject({ replyTo: [], accounts: ['ada@bücher.example'] });
	});

	it.each([
		['two addresses', ['From: ada@example.com, eve@example.org']],
		['a group of two', ['From: Team: ada@example.com, eve@example.org;']],
		['no address', ['From: Ada']],
		['no From', ['Subject: Hi']],
		['an address too many', ['From: <ada@example.com> <eve@example.org>']],
	])('is not known by a From of %s', async (_, lines) => {
		const { known, accounts, doubt, author } = await senderOf(lines);
		expect({ known, accounts, address: author.address }).toEqual({
			known: undefined,
			accounts: [],
			address: '',
		});
		expect(doubt).toContain('not one address in one line');
	});

	it('is not known by two From lines, if the item shows both', async () => {
		const raw = 'Date: x\r\nFrom: ada@example.com\r\nFrom: eve@example.org\r\n\r\nHi';
		const { known, accounts, doubt } = findSender(await readRaw(raw), {
			ownAddresses,
			trustedServer: '',
		});
		expect({ known, accounts }).toEqual({ known: undefined, accounts: [] });
		expect(doubt).toContain('not one address in one line');
	});

	it.each([
		['From: "ada@example.com" <eve@example.org>'],
		['From: ada@example.com <eve@example.org>'],
		['From: =?utf-8?Q?ada=40example.com?= <eve@example.org>'],
		['From: eve@example.org (ada@example.com)'],
		['From: "Doe, Ada <ada@example.com>" <eve@example.org>'],
	])('is who wrote %s, not the name', async (line) => {
		expect((await senderOf([line])).known).toBe('eve@example.org');
	});

	it('is known by no own address, and has the account of who it names', async () => {
		const lines = [
			'From: Ada via Support <Support+1@example.net>',
			'X-Original-From: Ada <ada@example.com>',
		];
		expect(await senderOf([...lines, 'Reply-To: ann@example.com'])).toMatchObject({
			author: { name: 'Ada', address: 'ada@example.com' },
			known: undefined,
			accounts: ['ada@example.com', 'ann@example.com'],
		});
		expect(
			await senderOf([lines[0]!, 'Reply-To: bob@example.org, support@example.net']),
		).toMatchObject({
			author: { name: '', address: 'bob@example.org' },
			accounts: ['bob@example.org'],
		});
		const own = 'X-Original-From: Support <support@example.net>';
		expect(await senderOf([lines[0]!, own, 'Reply-To: bob@example.org'])).toMatchObject({
			author: { address: 'bob@example.org' },
			accounts: ['bob@example.org'],
		});
		expect(await senderOf([lines[0]!, own])).toMatchObject({
			author: { address: 'Support+1@example.net' },
			accounts: [],
		});
		expect(
			(await senderOf([lines[0]!, 'Reply-To: a@example.org, b@example.org'])).accounts,
		).toEqual([]);
	});

	it('is nobody if the trusted server says so, or nothing', async () => {
		const from = 'From: ada@example.com';
		const fail =
			'Authentication-Results: MX.example.net; dkim=none; dmarc=fail (p=REJECT) header.from=example.com';
		for (const lines of [
			[fail, from],
			[from],
			['Authentication-Results: mx.example.net.evil; dmarc=pass', from],
			['Authentication-Results: mx.example.net; DMARC = fail', from],
		]) {
			const { known, accounts, doubt } = await senderOf(lines, ' mx.example.net');
			expect({ known, accounts }).toEqual({ known: undefined, accounts: [] });
			expect(doubt).toContain('mx.example.net');
		}
		const pass = 'Authentication-Results: mx.example.net 1; dmarc=pass header.from=example.com';
		// Such a line may be the sender's own: one that accuses counts in any case.
		for (const lines of [
			[pass, fail],
			[fail, pass],
		]) {
			const email = await readRaw([...lines, from, 'Message-ID: <1@x>', '', 'Hi'].join('\r\n'));
			const { known } = findSender(email, { ownAddresses, trustedServer: 'mx.example.net' });
			expect(known).toBeUndefined();
		}
		expect((await senderOf([pass, from], ' mx.example.net ')).known).toBe('ada@example.com');
		expect((await senderOf([fail, from])).known).toBe('ada@example.com');
	});
});

describe('Own Addresses', () => {
	it('stand between commas, semicolons or lines, with names or without', () => {
		const own = parseOwnAddresses(
			'Support <support@example.net>, help+1@example.net, +15@example.net;\n"X, Y" <ü@bücher.example>;\r\n',
		);
		expect(own.size).toBe(4);
		for (const address of [
			'SUPPORT@example.net',
			'support+72@example.net',
			'+15@example.net',
			'help@example.net',
			'ü@XN--bcher-kva.example',
		]) {
			expect(isOwnAddress(address, own)).toBe(true);
		}
		for (const address of ['support@example.com', '+16@example.net', 'supporter@example.net'])
			expect(isOwnAddress(address, own)).toBe(false);
	});

	it.each([
		'',
		' ; ',
		'support',
		'a@example.com b@example.com',
		'*@example.com',
		'Team:;',
		'a@example.com, *@x.yz',
	])('are an error if they are "%s"', (text) => {
		expect(() => parseOwnAddresses(text)).toThrow(
			expect.objectContaining({
				message: expect.stringContaining('Own Addresses') as string,
				remedy: expect.stringContaining('addresses that lead to this mailbox') as string,
			}) as Error,
		);
	});
});
