import { compose, type Mail } from '../../examples/mail';
import { BOUNCE, readAnswer } from '../harness/emails';

/** What of Sonar's the emails are about. */
export const ACCOUNT = '7001';
export const TICKET = '7007';
export const CLOSED_TICKET = '7008';
/** The Message-ID of what Sonar has mailed on the ticket. */
export const SENT = '<sent.7007@sonar.example.com>';
export const OWN_ADDRESS = 'support@example.com';

const JANE = 'Jane Doe <jane.doe@example.com>';

function picture(name: string, bytes: number) {
	return { name, content: Buffer.alloc(bytes, 'picture'), type: 'image/png' };
}

const LOGO = picture('image001.png', 900);

/** By their Message-IDs, before the `@`. */
const MAILS: Record<string, Mail> = {
	byReference: {
		from: JANE,
		subject: 'It works again',
		text: 'Thank you',
		headers: { 'In-Reply-To': SENT },
	},
	toClosed: { from: JANE, subject: `AW: [#${CLOSED_TICKET}]`, text: 'It is slow again' },
	html: {
		from: JANE,
		subject: 'Error on the screen',
		html: `<p>See <a href="https://example.com/7">here</a>:</p><b>gr&uuml;n</b><img src="cid:${LOGO.name}@here">`,
		files: [picture('image.png', 30_000), picture('image.png', 40_000), LOGO],
	},
	refused: {
		from: JANE,
		subject: 'Tool',
		text: 'For your technician',
		files: [
			{ name: 'setup.exe', content: 'MZ', type: 'application/octet-stream' },
			{ name: 'log.txt', content: 'line', type: 'text/plain' },
		],
	},
	group: {
		from: `"Jane Doe via Support" <${OWN_ADDRESS}>`,
		subject: 'Through a group',
		text: 'Hello',
		headers: { 'X-Original-From': JANE, Precedence: 'list', 'List-Id': '<support.example.com>' },
	},
	forwarded: {
		from: JANE,
		subject: 'Through a rule',
		text: 'Hello',
		headers: { 'Auto-Submitted': 'auto-generated' },
	},
	stranger: {
		from: 'max@elsewhere.example',
		subject: `Re: [#${TICKET}]`,
		text: 'Me too',
		files: [{ name: 'speed.txt', content: '0', type: 'text/plain' }],
	},
	away: {
		from: JANE,
		subject: `Re: [#${TICKET}]`,
		text: 'Away',
		headers: { 'Auto-Submitted': 'auto-replied' },
	},
	own: { from: OWN_ADDRESS, subject: 'To ourselves', text: 'Hello' },
};

/** It has no Message-ID, either. */
const EMPTY: Mail = { from: JANE, headers: { Date: 'Tue, 03 Mar 2026 09:12:45 +0000' } };

/** Twelve emails, of which three go to Replies, six to Tickets and three to Skipped. */
export async function twelveEmails(): Promise<string[]> {
	const mails = Object.entries(MAILS).map(([name, { headers, ...mail }]) =>
		compose({ ...mail, headers: { 'Message-ID': `<${name}@example.com>`, ...headers } }),
	);
	return [await readAnswer(TICKET), compose(EMPTY), BOUNCE, ...mails];
}
