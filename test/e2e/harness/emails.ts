import { readFile } from 'node:fs/promises';

import { DEMO_EMAIL } from './demoEmail';

/** A report that an email was not delivered. */
export const BOUNCE = [
	'Return-Path: <>',
	'From: Mail Delivery System <MAILER-DAEMON@mx.example.com>',
	'To: support@example.com',
	'Subject: Undelivered Mail Returned to Sender',
	'Message-ID: <bounce@mx.example.com>',
	'Content-Type: multipart/report; report-type=delivery-status; boundary="=_b"',
	'',
	'--=_b',
	'Content-Type: text/plain',
	'',
	'I am sorry to have to inform you.',
	'--=_b',
	'Content-Type: message/delivery-status',
	'',
	'Reporting-MTA: dns; mx.example.com',
	'--=_b--',
	'',
].join('\r\n');

/** The demo's answer, to this ticket and with a fifth attachment. */
export async function readAnswer(ticket: string): Promise<string> {
	const email = (await readFile(DEMO_EMAIL, 'utf8')).replace('[#7]', `[#${ticket}]`);
	const boundary = /boundary="(.+)"/.exec(email)![1]!;
	const attachment = [
		`--${boundary}`,
		'Content-Type: text/plain; name="traceroute.txt"',
		'Content-Disposition: attachment; filename="traceroute.txt"',
		'',
		'1  192.0.2.1  * * *',
		`--${boundary}--`,
	];
	return email.replace(`--${boundary}--`, attachment.join('\n'));
}
