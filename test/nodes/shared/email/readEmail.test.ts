import { isMessageFile } from '../../../../nodes/shared/email/readEmail';
import {
	attached,
	file,
	html,
	message,
	multipart,
	plain,
	read,
	readRaw,
	toGmail,
	toResolved,
} from './emailNodes';

const hello = message(
	'Subject: Hello',
	...multipart('alternative', plain('Hi'), html('<p>Hi</p>')),
);

const facts = ({
	from,
	replyTo,
	to,
	subject,
	messageId,
	answeredIds,
	date,
}: Awaited<ReturnType<typeof read>>) => ({
	from: from.map((line) => line.map(({ address }) => address)),
	replyTo: replyTo.map(({ address }) => address),
	to: to.map(({ address }) => address),
	subject,
	messageId,
	answeredIds,
	date: date?.toISOString(),
});

const OUTLOOK = {
	id: 'A',
	subject: 'Hello',
	bodyPreview: 'Hi',
	body: { contentType: 'html', content: '<p>Hi</p>' },
	from: { emailAddress: { name: 'Ada', address: 'ada@example.com' } },
	replyTo: [{ emailAddress: { name: 'Bob', address: 'bob@example.com' } }],
	toRecipients: [{ emailAddress: { name: '', address: 'support@example.net' } }],
	ccRecipients: [{ emailAddress: { name: '', address: 'cleo@example.com' } }],
	sentDateTime: '2026-12-01T10:00:00Z',
	internetMessageId: '<1@example.com>',
	hasAttachments: false,
};

describe('An email', () => {
	it('is the same from a mailbox, from Gmail, and as a whole message', async () => {
		const raw = message(
			'Cc: Team: bob@example.com, "Cleo, C." <cleo@example.com>;',
			'Reply-To: dan@example.com',
			'Subject: =?utf-8?Q?Re=3A_[=23?=',
			' =?utf-8?Q?7]_=C3=BCber?= x',
			'In-Reply-To: <b@x>',
			'References: <a@x>',
			' <b@x>',
			...multipart('alternative', plain('Grüße'), html('<p>Grüße</p>')),
		);
		const expected = {
			from: [['ada@example.com']],
			replyTo: ['dan@example.com'],
			to: ['support@example.net', 'bob@example.com', 'cleo@example.com'],
			subject: 'Re: [#7] über x',
			messageId: '<1@example.com>',
			answeredIds: ['<b@x>', '<a@x>'],
			date: '2026-12-01T10:00:00.000Z',
		};
		const [resolved, gmail] = [await toResolved(raw), await toGmail(raw)];
		const base64 = Buffer.from(raw).toString('base64');
		const emails = [
			await read(resolved.json),
			await read(gmail.json),
			await readRaw(raw),
			await read({ raw }),
			await read({ raw: base64, snippet: 'Grü' }),
			await read({ raw: Buffer.from(raw).toString('base64url') }),
		];
		for (const email of emails) {
			expect(facts(email)).toEqual(expected);
			expect(email.text.trim()).toBe('Grüße');
			expect(email.html.trim()).toBe('<p>Grüße</p>');
			expect(email.headers.get('references')?.[0]?.replace(/\s+/g, ' ')).toBe('<a@x> <b@x>');
			expect(email.hasHeaders).toBe(true);
		}
		expect(emails.map(({ attachments }) => attachments?.length)).toEqual([
			undefined,
			undefined,
			0,
			0,
			0,
			0,
		]);
	});

	it('is read from the format Simple', async () => {
		const email = await read({
			textHtml: '<p>Hi</p>',
			textPlain: 'Hi',
			from: 'Doe, Ada <ada@example.com>',
			to: 'support@example.net',
			subject: '[#7] Hi',
			metadata: { 'message-id': '<1@example.com>', 'auto-submitted': 'auto-replied' },
			attributes: { uid: 1 },
		});
		expect(facts(email)).toMatchObject({
			from: [['ada@example.com']],
			messageId: '<1@example.com>',
		});
		expect(email.headers.get('auto-submitted')).toEqual(['auto-replied']);
		expect(email.text).toBe('Hi');
	});

	it('is read from Outlook, with headers or without', async () => {
		const internetMessageHeaders = [{ name: 'References', value: '<a@x>' }];
		const [bare, full] = [await read(OUTLOOK), await read({ ...OUTLOOK, internetMessageHeaders })];
		expect(facts(bare)).toEqual({
			from: [['ada@example.com']],
			replyTo: ['bob@example.com'],
			to: ['support@example.net', 'cleo@example.com'],
			subject: 'Hello',
			messageId: '<1@example.com>',
			answeredIds: [],
			date: '2026-12-01T10:00:00.000Z',
		});
		expect([bare.hasHeaders, full.hasHeaders, full.answeredIds]).toEqual([false, true, ['<a@x>']]);
		expect(bare.html).toBe('<p>Hi</p>');
		const lacking = await read({ ...OUTLOOK, hasAttachments: true });
		expect(lacking.missing).toEqual([
			{
				filename: 'all attachments',
				reason: 'not in n8n: turn on Download Attachments in the Microsoft Outlook node',
			},
		]);
	});

	it('is shown with what Outlook has of a sender without an address', async () => {
		const emailAddress = { name: 'Ada', address: '/O=EXCHANGELABS/CN=ada' };
		const email = await read({ ...OUTLOOK, from: { emailAddress } });
		expect([email.from.flat(), email.fromText]).toEqual([[], 'Ada /O=EXCHANGELABS/CN=ada']);
	});

	it('is read from a message of Gmail’s API', async () => {
		const part = (mimeType: string, text: string) => ({
			mimeType,
			filename: '',
			body: { data: Buffer.from(text).toString('base64url') },
		});
		const email = await read({
			snippet: 'Hi',
			payload: {
				headers: [
					{ name: 'From', value: 'ada@example.com' },
					{ name: 'Subject', value: 'Hello' },
				],
				parts: [
					part('text/plain', 'Hi'),
					part('text/html', '<p>Hi</p>'),
					{ filename: 'a.pdf', body: {} },
				],
			},
		});
		expect([email.subject, email.text, email.html]).toEqual(['Hello', 'Hi', '<p>Hi</p>']);
		expect(email.missing).toMatchObject([{ filename: 'a.pdf' }]);
	});

	it('may be a whole message without From', async () => {
		const raw = hello.replace(/^From:.*\r\n/, '');
		const email = await read({ raw });
		expect([email.from, email.subject]).toEqual([[], 'Hello']);
	});

	it('has two From lines if the item shows two', async () => {
		const { json } = await toResolved(hello);
		const from = { value: [{ name: 'Eve', address: 'eve@example.org' }] };
		const both = [['eve@example.org'], ['ada@example.com']];
		expect(facts(await readRaw(`From: Eve <eve@example.org>\r\n${hello}`)).from).toEqual(both);
		// A newer mailparser gives the first line, and n8n the last one.
		expect(facts(await read({ ...json, from })).from).toEqual(both);
	});

	it('has no date if nobody can read it', async () => {
		const raw = hello.replace(/^Date:.*$/m, 'Date: Di, 99. Dez 2026');
		const items = [await toResolved(raw), await toGmail(raw)];
		const emails = [
			await readRaw(raw),
			...(await Promise.all(items.map(({ json }) => read(json)))),
		];
		expect(emails.map(({ date }) => date)).toEqual([undefined, undefined, undefined]);
	});

	it('is what Email Fields say, in place of the item', async () => {
		const fields = {
			from: 'Bob <bob@example.com>',
			text: 'Other',
			headers: 'Auto-Submitted: auto-replied\nReferences: <a@x>\n <b@x>',
		};
		const webhook = { headers: { host: 'n8n.example' }, body: { sender: 'Bob' } };
		for (const json of [webhook, { snippet: 'Hi', payload: {} }, (await toResolved(hello)).json]) {
			const email = await read(json, { fields });
			expect(facts(email)).toMatchObject({
				from: [['bob@example.com']],
				answeredIds: ['<b@x>', '<a@x>'],
			});
			expect([email.text, email.headers.get('auto-submitted')]).toEqual([
				'Other',
				['auto-replied'],
			]);
		}
	});

	it.each([
		['lines', 'X-A: 1\r\nX-A: 2'],
		['an object', { 'X-A': ['1', '2'] }],
		['whole lines by name', { 'x-a': ['X-A: 1', 'X-A: 2'] }],
		[
			'a list of objects',
			[
				{ name: 'X-A', value: '1' },
				{ Name: 'x-a', Value: '2' },
			],
		],
		['JSON of pairs', '[["X-A","1"],["X-A","2"]]'],
	])('takes headers as %s', async (_, headers) => {
		const email = await read({}, { fields: { from: 'a@example.com', headers } });
		expect(email.headers.get('x-a')).toEqual(['1', '2']);
	});
});

describe('Headers beyond all reason', () => {
	const long = 'x\r\n '.repeat(1_000_000);
	const lengthOf = ({ headers }: Awaited<ReturnType<typeof read>>) =>
		[...headers.values()].flat().join('').length;

	it.each([
		['of one', { 'x-a': `X-A: ${long}` }],
		['of many', Object.fromEntries(Array.from({ length: 99 }, (_, n) => [`x-${n}`, long]))],
		['in a list', Array.from({ length: 99 }, () => ['X-A', long])],
		['in a line', [`X-A: ${long}`]],
		['in a text', `X-A: ${long}`],
	])('are cut: %s', async (_, headers) => {
		const email = await read({}, { fields: { from: 'a@example.com', headers } });
		expect(lengthOf(email)).toBeGreaterThan(50_000);
		expect(lengthOf(email)).toBeLessThan(1_000_000);
	});

	it('keep the emails that the latest one answers', async () => {
		const references = `References: ${'<old@x> '.repeat(100_000)}<last@x>`;
		const { json } = await toResolved(hello);
		const headers = { ...(json.headers as object), references };
		expect((await read({ ...json, headers })).answeredIds[0]).toBe('<last@x>');
	});
});

describe('A whole message in a file', () => {
	it('counts beside something shorter, if it is the same email', async () => {
		const messages = [file(hello)];
		const previews = [
			{ snippet: 'Hi', From: 'Ada <ada@example.com>', Subject: 'Hello', payload: {} },
			{ bodyPreview: 'Hi', from: 'ada@example.com', subject: 'Hello' },
			OUTLOOK,
			{ some: 'thing' },
		];
		for (const json of previews) {
			const email = await read(json, { messages, hasFiles: true });
			expect([email.text.trim(), email.attachments]).toEqual(['Hi', []]);
		}
	});

	it('is an attachment of an email that is another one', async () => {
		const forwarded = message('Subject: Other', '', 'Other').replace('<1@', '<2@');
		const raw = message(
			'Subject: Hello',
			...multipart('mixed', plain('See'), ['Content-Type: message/rfc822', '', forwarded]),
		);
		const { json, binary } = await toResolved(raw);
		const messages = [file(binary!.attachment_0!.content)];
		expect((await read(json, { messages, hasFiles: true })).subject).toBe('Hello');
		const preview = { bodyPreview: 'See', from: 'ada@example.com', subject: 'Hello' };
		await expect(read(preview, { messages, hasFiles: true })).rejects.toThrow('Outlook');
		const gmail = { snippet: 'See', From: 'ada@example.com', Subject: 'Hello' };
		await expect(read(gmail, { messages, hasFiles: true })).rejects.toThrow('preview');
	});

	it('is the email that a preview shows part of, if sender and subject are the same', async () => {
		const messages = [file(hello)];
		const readPreview = async (more: object, fields = {}) =>
			await read({ id: '1', snippet: 'Hi', ...more }, { messages, fields, hasFiles: true });
		for (const same of [
			{ From: 'Ada <ADA@example.com>', Subject: 'Hello' },
			{ From: 'ada@example.com' },
			{ Subject: 'Hello' },
		])
			expect((await readPreview(same)).messageId).toBe('<1@example.com>');
		for (const other of [
			{ From: 'eve@example.com', Subject: 'Hello' },
			{ From: 'ada@example.com', Subject: 'Other' },
		])
			await expect(readPreview(other)).rejects.toThrow('preview');
		// Given as a whole, it needs no file.
		for (const fields of [{ text: 'Whole' }, { html: '<p>Whole' }]) {
			const email = await readPreview({ Subject: 'Hello' }, fields);
			expect(email).toMatchObject({ ...fields, subject: 'Hello', messageId: '' });
		}
	});

	it('must be the only one', async () => {
		const messages = [file(hello, 'a'), file(hello, 'b')];
		await expect(read({}, { messages, hasFiles: true })).rejects.toThrow('whole messages: a, b');
	});

	it('is known by its type or name', () => {
		expect(isMessageFile({ mimeType: 'message/rfc822', name: '' })).toBe(true);
		expect(isMessageFile({ mimeType: 'text/plain', name: 'Mail.EML' })).toBe(true);
		expect(isMessageFile({ mimeType: 'application/pdf', name: 'eml.pdf' })).toBe(false);
		expect(isMessageFile({ mimeType: 'application/pdf', name: 'a.eml.pdf' })).toBe(false);
		expect(isMessageFile({ mimeType: 'x-message/rfc822', name: '' })).toBe(false);
	});
});

describe('An item fails', () => {
	const remedyOf = async (json: Record<string, unknown>) =>
		await read(json).then(
			() => 'read',
			(error: { message: string; remedy: string }) => `${error.message}. ${error.remedy}`,
		);

	it('that is no email', async () => {
		expect(await remedyOf({ a: 1 })).toMatch(/no email.*IMAP.*Gmail.*Outlook.*raw.*Email Fields/s);
		expect(await remedyOf({ headers: { host: 'x' }, body: { content: 'x' } })).toContain(
			'no email',
		);
		const messages = [file('%PDF-1.7: x', 'scan')];
		await expect(read({}, { messages, hasFiles: true })).rejects.toThrow('scan holds no message');
	});

	it('that its node has shortened', async () => {
		const gmail = { id: '1', snippet: 'Hi', payload: { mimeType: 'text/plain' }, Subject: 'Hello' };
		expect(await remedyOf(gmail)).toContain('Turn off Simplify');
		const metadata = {
			id: '1',
			snippet: 'Hi',
			payload: { headers: [{ name: 'From', value: 'a@b.c' }] },
		};
		expect(await remedyOf(metadata)).toContain('Turn off Simplify');
		const { body, ...outlook } = OUTLOOK;
		expect(body).toBeDefined();
		expect(await remedyOf(outlook)).toContain('Set Output to Raw');
		expect(await remedyOf({ ...outlook, from: 'ada@example.com' })).toContain('Set Output to Raw');
	});

	it('of the format RAW, also if its text quotes headers', async () => {
		expect(await remedyOf({ raw: 'Hi\r\n' })).toContain('Set Format to Resolved');
		expect(await remedyOf({ raw: '--b\r\nContent-Type: text/plain\r\n\r\nHi' })).toContain(
			'Resolved',
		);
		expect(await remedyOf({ raw: 'From: Ada <ada@x.com>\r\nSent: Monday\r\n\r\nHi' })).toContain(
			'Resolved',
		);
	});
});

describe('The parts of a message', () => {
	const names = async (raw: string | Buffer) =>
		(await readRaw(raw)).attachments!.map(({ name, mimeType }) => `${name} ${mimeType}`);

	it('keep their names, content and ids', async () => {
		const email = await readRaw(
			message(
				...multipart(
					'mixed',
					multipart(
						'related',
						html('<img src="cid:a@b">'),
						attached('image/png', 'inline; filename="image001.png"', 'Content-ID: <a@b>'),
					),
					attached(
						'application/pdf',
						"attachment; filename*0*=UTF-8''R%C3%A9; filename*1*=sum.pdf",
					),
					attached('image/jpeg; name="=?utf-8?B?w6Q=?="', 'attachment'),
					attached('text/calendar; method=REQUEST', 'attachment; filename=""'),
					attached('application/ms-tnef', 'attachment; filename=winmail.dat'),
					attached('message/rfc822', 'attachment'),
				),
			),
		);
		expect(
			email.attachments!.map(({ name, disposition, contentId }) => [name, disposition, contentId]),
		).toEqual([
			['image001.png', 'inline', 'a@b'],
			['Résum.pdf', 'attachment', undefined],
			['ä', 'attachment', undefined],
			['', 'attachment', undefined],
			['winmail.dat', 'attachment', undefined],
			['', 'attachment', undefined],
		]);
		expect(
			email.attachments!.every(({ content }) => Buffer.from(content).toString() === 'abc'),
		).toBe(true);
	});

	it('are 60 if it has 60, and empty if they are', async () => {
		const parts = Array.from({ length: 60 }, (_, n) =>
			attached('text/plain', `attachment; filename=${n}.txt`),
		);
		const empty = ['Content-Disposition: attachment; filename=empty.txt', ''];
		const { attachments } = await readRaw(
			message(...multipart('mixed', plain('Hi'), ...parts, empty)),
		);
		expect(attachments).toHaveLength(61);
		expect(attachments!.at(-1)).toMatchObject({ name: 'empty.txt', content: new Uint8Array() });
	});

	it('come as the whole message if they are too many', async () => {
		const parts = Array.from({ length: 1200 }, () =>
			attached('text/plain', 'attachment; filename=a.txt'),
		);
		const raw = message(...multipart('mixed', plain('Hi'), ...parts));
		const { attachments, text } = await readRaw(raw);
		expect(text.trim()).toBe('Hi');
		expect(attachments!.at(-1)).toMatchObject({ name: 'message.eml' });
		expect(Buffer.from(attachments!.at(-1)!.content).toString()).toBe(raw);
	});

	it('that are signed or encrypted come as files', async () => {
		expect(
			await names(
				message(
					...attached(
						'application/pkcs7-mime; name="smime.p7m"',
						'attachment; filename="smime.p7m"',
					),
				),
			),
		).toEqual(['smime.p7m application/pkcs7-mime']);
		const signed = multipart(
			'signed',
			plain('Hi'),
			attached('application/pgp-signature', 'attachment; filename=signature.asc'),
		);
		expect(await names(message(...signed))).toEqual(['signature.asc application/pgp-signature']);
	});

	it('of text are one text, and HTML has all of it', async () => {
		const log = [
			'Content-Type: text/plain; name=a.log',
			'Content-Disposition: inline; filename=a.log',
			'',
			'log',
		];
		const {
			text,
			html: markup,
			attachments,
		} = await readRaw(
			message(...multipart('mixed', html('<p>One</p>'), plain('a < b'), log, html('<p>Two</p>'))),
		);
		expect(text.trim()).toBe('a < b');
		expect(markup).toMatch(/One.*a &lt; b.*Two/s);
		expect(attachments!.map(({ name }) => name)).toEqual(['a.log']);
	});

	it.each([
		['UTF-8 that says it is Latin-1', 'iso-8859-1', Buffer.from('Grüße')],
		['Latin-1 that says it is UTF-8', 'utf-8', Buffer.from('Grüße', 'latin1')],
		['Latin-1 of no charset', '', Buffer.from('Grüße', 'latin1')],
		['UTF-8 of an unknown charset', 'x-none', Buffer.from('Grüße')],
	])('are read in spite of %s', async (_, charset, content) => {
		const head = message(`Content-Type: text/plain; charset=${charset}`, '');
		expect((await readRaw(Buffer.concat([Buffer.from(head), content]))).text.trim()).toBe('Grüße');
	});

	it('are decoded from quoted-printable, flowed text and Japanese', async () => {
		const quoted = message(
			'Content-Type: text/plain; charset=utf-8',
			'Content-Transfer-Encoding: quoted-printable',
			'',
			'Gr=C3=BC=',
			'=C3=9Fe = =zz',
		);
		expect((await readRaw(quoted)).text).toBe('Grüße = =zz\r\n');
		const flowed = message('Content-Type: text/plain; format=flowed', '', 'one ', 'two');
		expect((await readRaw(flowed)).text.trim()).toBe('one two');
		const japanese = message(
			'Content-Type: text/plain; charset=iso-2022-jp',
			'',
			'\u001b$B$"\u001b(B',
		);
		expect((await readRaw(japanese)).text.trim()).toBe('あ');
	});

	it('are not lost with a boundary that stands nowhere', async () => {
		const raw = message('Content-Type: multipart/mixed; boundary=x', '', 'Help me');
		expect((await readRaw(raw)).text.trim()).toBe('Help me');
		expect(
			(await readRaw(message('Content-Type: multipart/mixed', '', 'Help me'))).text.trim(),
		).toBe('Help me');
	});
});

it('Reads a large message in turns', async () => {
	let now = 0;
	const clock = jest.spyOn(Date, 'now').mockImplementation(() => (now += 21));
	const content = Buffer.alloc(5_000_000, 'a').toString('base64');
	const raw = message(
		...multipart('mixed', plain('Hi'), [
			...attached('image/png', 'attachment').slice(0, -1),
			content,
		]),
	);
	let pauses = 0;
	await read({}, { messages: [file(raw)], hasFiles: true, pause: async () => void pauses++ });
	clock.mockRestore();
	expect(pauses).toBeGreaterThan(10);
});
