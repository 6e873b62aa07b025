import type { IDataObject } from 'n8n-workflow';

/** An email as the node gets it: a whole message, or what an item says of one. */
export type LargeEmail = { message: string } | { json: IDataObject };

type Build = (bytes: number) => LargeEmail;

const fill = (part: string, bytes: number) =>
	part.repeat(Math.ceil(bytes / Buffer.byteLength(part)));

let sent = 0;
/** Each email has its own: what comes again is skipped. */
const nextId = () => `<${(sent += 1)}.large@example.com>`;

const lines = (...more: string[]) => ({
	message: [
		'From: Ada <ada@example.com>',
		'To: support@example.com',
		`Message-ID: ${nextId()}`,
		'MIME-Version: 1.0',
		...more,
	].join('\r\n'),
});
const base64Lines = (bytes: number) => fill(`${'QUJD'.repeat(19)}\r\n`, bytes);

/** A message whose one part is HTML. */
const html =
	(part: string, before = ''): Build =>
	(bytes) =>
		lines('Content-Type: text/html; charset=utf-8', '', before + fill(part, bytes));

/** A message with a text part of a charset or an encoding. */
const text =
	(head: string[], part: string): Build =>
	(bytes) =>
		lines(...head, '', fill(part, bytes));

/** A multipart with a line of text, and whatever comes behind it. */
const behindText =
	(build: (bytes: number) => string): Build =>
	(bytes) =>
		lines(
			'Content-Type: multipart/mixed; boundary=b',
			'',
			'--b',
			'Content-Type: text/plain',
			'',
			'Hi',
			build(bytes),
			'--b--',
		);

/** An item of Email Trigger (IMAP), format Resolved. */
const resolved =
	(more: (bytes: number) => IDataObject): Build =>
	(bytes) => ({
		json: {
			headers: { from: 'From: Ada <ada@example.com>' },
			from: { value: [{ name: 'Ada', address: 'ada@example.com' }], text: 'Ada' },
			messageId: nextId(),
			subject: 'Hi',
			...more(bytes),
		},
	});

/** Emails that are as large as mail servers take them, each in the way that costs most of something. */
export const largeEmails: Record<string, Build> = {
	'a base64 attachment': behindText(
		(bytes) =>
			`--b\r\nContent-Type: image/png; name=a.png\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64Lines(bytes)}`,
	),
	'base64 in one line': behindText(
		(bytes) =>
			`--b\r\nContent-Type: image/png; name=a.png\r\nContent-Transfer-Encoding: base64\r\n\r\n${fill('QUJD', bytes)}`,
	),
	'HTML in base64': (bytes) =>
		lines(
			'Content-Type: text/html; charset=utf-8',
			'Content-Transfer-Encoding: base64',
			'',
			Buffer.from(fill('<p>Hello <b>you</b></p>', (bytes * 3) / 4)).toString('base64'),
		),
	'base64 that is none': text(
		['Content-Type: text/plain', 'Content-Transfer-Encoding: base64'],
		'?',
	),
	'quoted-printable': text(
		['Content-Type: text/html; charset=utf-8', 'Content-Transfer-Encoding: quoted-printable'],
		'=3Cp=3EGr=C3=BC=C3=9Fe=\r\n',
	),
	'plain text': text(['Content-Type: text/plain'], 'The line has been down since noon.\r\n'),
	'text in one line': text(['Content-Type: text/plain'], 'word '),
	'text that flows': text(['Content-Type: text/plain; format=flowed'], '> word \r\n'),
	'text of blanks': text(['Content-Type: text/plain'], ' \r\n'),
	'text of an unknown charset': text(['Content-Type: text/plain; charset=x-none'], '\u00ff'),
	'Japanese text': text(['Content-Type: text/plain; charset=iso-2022-jp'], '\u001b$B$"\u001b(B'),
	'HTML paragraphs': html('<p>Hello <b>you</b></p>'),
	'HTML nested deep': html('<div>'),
	'HTML lists and quotes nested deep': html('<ul><li><blockquote>'),
	'HTML tables nested deep': html('<table><tr><td>'),
	'a table in HTML': html('<td>a<td>b<tr>', '<table><tr>'),
	'a row in HTML': html('<td>a', '<table><tr>'),
	'links in HTML': html('<a href="https://example.com/a?b=1">x</a>'),
	'unclosed links in HTML': html('<a href="'),
	'tags without an end in HTML': html('<a '),
	'ends of tags in HTML': html('</p></b>'),
	'comments without an end in HTML': html('<!--'),
	'an attribute in HTML': html('a', '<p title="'),
	'attributes in HTML': html('a=1 ', '<p '),
	'entities in HTML': html('&amp;&lt;&nbsp;'),
	'ampersands in HTML': html('&'),
	'less-than signs in HTML': html('<'),
	'blanks in HTML': html(' \n', '<p>Hi'),
	'a style in HTML': html('a{b:c}', '<style>'),
	'pictures in HTML': html('<img src="cid:a" alt="x">'),
	'an embedded picture in HTML': html('QUJD', '<img src="data:image/png;base64,'),
	'parts without number': behindText((bytes) => fill('--b\r\n\r\n\r\n', bytes)),
	'lines like delimiters': behindText((bytes) => fill('--c\r\n', bytes)),
	'multiparts in multiparts': behindText((bytes) =>
		fill('--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n', bytes),
	),
	'a subject': (bytes) => lines(`Subject: ${fill('=?utf-8?Q?[=2399999]?= ', bytes)}`, '', 'Hi'),
	'a header': (bytes) => lines(`X-A: ${fill('x', bytes)}`, '', 'Hi'),
	headers: (bytes) => lines(fill('X-A: 1\r\n', bytes), '', 'Hi'),
	recipients: (bytes) => lines(`Cc: ${fill('"A, B" <a@example.com>, ', bytes)}`, '', 'Hi'),
	references: (bytes) => lines(`References: ${fill('<a@example.com> ', bytes)}`, '', 'Hi'),
	'an item with HTML': resolved((bytes) => ({ html: fill('<p>Hello <b>you</b></p>', bytes) })),
	'an item with text': resolved((bytes) => ({ text: fill('Hello you\n', bytes) })),
	'an item with text and HTML': resolved((bytes) => ({
		text: fill('Hello you\n', bytes / 2),
		html: fill('<p>Hello <b>you</b></p>', bytes / 2),
	})),
	'an item with a subject': resolved((bytes) => ({
		subject: fill('[#99999] ', bytes),
		text: 'Hi',
	})),
	'an item with addresses': resolved((bytes) => ({
		to: { value: Array<IDataObject>(bytes / 50).fill({ name: 'A, B', address: 'a@example.com' }) },
	})),
	'an item with references': resolved((bytes) => ({
		references: Array<string>(bytes / 20).fill('<a@example.com>'),
	})),
	'an item with headers': resolved((bytes) => ({
		headers: Object.fromEntries(
			Array.from({ length: bytes / 250 }, (_, n) => [`x-${n}`, `X-${n}: ${'1'.repeat(225)}`]),
		),
	})),
	'an item with a header': resolved((bytes) => ({
		headers: {
			'x-a': `X-A: ${fill('x\r\n ', bytes)}`,
			references: `References: ${fill('<', bytes)}`,
		},
	})),
	'words in text and in HTML': resolved((bytes) => {
		const words = Array.from({ length: Math.min(bytes, 99_000) / 6 }, (_, n) => String(10_000 + n));
		return { text: words.join('\n'), html: words.toReversed().join('<br>') };
	}),
	'a message as text': (bytes) => ({
		json: { raw: lines('', fill('Hello you\r\n', bytes)).message },
	}),
	'a message of Gmail’s API': (bytes) => ({
		json: {
			payload: {
				mimeType: 'text/html',
				headers: [
					{ name: 'From', value: 'ada@example.com' },
					{ name: 'Message-ID', value: nextId() },
				],
				body: { data: fill('PHA-SGVsbG8', bytes) },
			},
		},
	}),
	'a message in base64': (bytes) => ({
		json: {
			raw: Buffer.from(lines('', fill('Hello you\r\n', (bytes * 3) / 4)).message).toString(
				'base64url',
			),
		},
	}),
};
