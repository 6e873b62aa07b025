import { findReasonToSkip } from '../../../../nodes/shared/email/findReasonToSkip';
import { parseOwnAddresses, type OwnAddresses } from '../../../../nodes/shared/email/ownAddresses';
import { message, read, readRaw, toResolved } from './emailNodes';

let ownAddresses: OwnAddresses;
beforeAll(() => {
	ownAddresses = parseOwnAddresses('support@example.net, team@example.net');
});

/** Of the last reason. */
let explanation: string | undefined;

async function reasonFor(raw: string, acceptAutomatic = false) {
	const emails = [await readRaw(raw), await read((await toResolved(raw)).json)];
	const [reason, other] = emails.map((email) =>
		findReasonToSkip(email, { ownAddresses, acceptAutomatic }),
	);
	expect(other).toEqual(reason);
	explanation = reason?.explanation;
	return reason?.reason;
}

const withLine = (line: string) => message(line, 'Subject: Hi', '', 'Hi');

describe('An email is skipped', () => {
	it.each([
		'Auto-Submitted: auto-replied',
		'Auto-Submitted: Auto-Replied; owner-email="a@example.com"',
		'Auto-Submitted:\r\n auto-replied (vacation)',
		'X-Autoreply: yes',
		'X-Autorespond: Out of office',
		'X-AutoReply-From: ada@example.com',
		'X-AutoReply-From: noreply@example.com',
		'X-Auto-Reply: 01',
		'X-Mail-Autoreply: 1',
		'Precedence: auto_reply',
		'X-Precedence: auto_reply',
		'X-POST-MessageClass: 9; Autoresponder',
	])('as an automatic answer for %s', async (line) => {
		expect(await reasonFor(withLine(line))).toBe('automatic');
		const [name] = line.split(':');
		expect(explanation).toContain(`It is an automatic answer (${name!.toLowerCase()}: `);
		expect(await reasonFor(withLine(line), true)).toBeUndefined();
	});

	it.each([
		'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
		'Content-Type: Multipart/Report; report-type=disposition-notification; boundary=b',
		'Return-Path: <>',
	])('as a report for %s, even if automatic email is accepted', async (line) => {
		expect(await reasonFor(withLine(line))).toBe('bounce');
		expect(explanation).toContain(line.startsWith('R') ? 'Return-Path is empty' : 'report about');
		expect(await reasonFor(withLine(line), true)).toBe('bounce');
	});

	it.each(['support@example.net', 'SUPPORT+7@Example.net', 'Team <team@example.net>'])(
		'as own mail from %s that names nobody else',
		async (from) => {
			const raw = (...lines: string[]) =>
				[`From: ${from}`, ...lines, 'Message-ID: <1@x>', '', 'Hi'].join('\r\n');
			expect(await reasonFor(raw('To: team@example.net'))).toBe('own');
			const address = from.replace(/.*<|>/g, '');
			expect(explanation).toContain(`It comes from ${address}, an own address`);
			expect(await reasonFor(raw('To: undisclosed-recipients:;'))).toBe('own');
			expect(await reasonFor(raw('To: team@example.net, ada@example.com'))).toBeUndefined();
			expect(await reasonFor(raw('Cc: ada@example.com'))).toBeUndefined();
			expect(await reasonFor(raw('Bcc: ada@example.com'))).toBeUndefined();
			expect(await reasonFor(raw('Reply-To: ada@example.com'))).toBeUndefined();
			expect(await reasonFor(raw('X-Original-From: ada@example.com'))).toBeUndefined();
		},
	);
});

describe('An email is not skipped', () => {
	it.each([
		'Auto-Submitted: auto-generated',
		'Auto-Submitted: no',
		'X-Autoreply: no',
		'X-Autorespond: False',
		'X-Auto-Reply: 0',
		'Return-Path: Ada <> <ada@example.com>',
		'Precedence: list',
		'Precedence: bulk',
		'List-Id: <support.example.net>',
		'List-Unsubscribe: <https://example.com>',
		'X-Auto-Response-Suppress: All',
		'Return-Path: <ada@example.com>',
		'Subject: Automatic reply: no',
		'Content-Type: text/plain; name="multipart/report"',
	])('for %s', async (line) => {
		expect(await reasonFor(withLine(line))).toBeUndefined();
	});

	it.each(['X-From: Ada', 'From: support@example.net, ada@example.com', 'From: Ada'])(
		'to an own address from nobody, or not from it alone: %s',
		async (from) => {
			const raw = `${from}\r\nTo: team@example.net\r\nMessage-ID: <1@x>\r\n\r\nHi`;
			const email = await read({ textPlain: 'Hi' }, { fields: { headers: raw } });
			const settings = { ownAddresses, acceptAutomatic: false };
			expect(findReasonToSkip(email, settings)).toBeUndefined();
		},
	);

	it('because a postmaster wrote it', async () => {
		expect(
			await reasonFor('From: postmaster@example.com\r\nMessage-ID: <1@x>\r\n\r\nHi'),
		).toBeUndefined();
	});
});
