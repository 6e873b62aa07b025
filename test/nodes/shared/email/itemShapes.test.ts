import { read } from './emailNodes';

const HINT = expect.stringMatching(/without any: turn on Download Attachments/) as string;
/** What is not in n8n, by which node. */
const lacks = (filename: string, node: string) => ({
	filename,
	reason: `not in n8n: turn on Download Attachments in the ${node} node`,
});
const shape = async (json: Record<string, unknown>, hasFiles = false) => {
	const { from, to, subject, text, html, date, messageId, hasHeaders, missing, hints } = await read(
		json,
		{ hasFiles },
	);
	return {
		from: from.flat().map(({ address }) => address),
		to: to.map(({ address }) => address),
		subject,
		text,
		html,
		date: date?.toISOString(),
		messageId,
		hasHeaders,
		missing,
		hints,
	};
};

describe('An email of mailparser', () => {
	const ada = { value: [{ name: '', address: 'ada@example.com' }] };

	it('may come without headers', async () => {
		const date = '2026-12-01T10:00:00.000Z';
		expect(await shape({ from: ada, text: 'Hi', html: false, date })).toMatchObject({
			from: ['ada@example.com'],
			text: 'Hi',
			html: '',
			date,
			hasHeaders: false,
			hints: [],
		});
		expect(await shape({ to: ada, cc: ada, bcc: [], text: 'Hi' })).toMatchObject({
			from: [],
			to: ['ada@example.com'],
		});
	});

	it.each([
		['text/html; charset=utf-8', '<p>Hi</p>', ''],
		['Text/HTML', '<p>Hi</p>', ''],
		['text/html', false, 'Hi'],
		['multipart/alternative', '<p>Hi</p>', 'Hi'],
		['x/text/html', '<p>Hi</p>', 'Hi'],
	])('of the type %s with the HTML %j has the text %j', async (type, html, text) => {
		const headers = { 'content-type': `Content-Type: ${type}` };
		expect((await shape({ headers, from: ada, html, text: 'Hi' })).text).toBe(text);
	});

	it.each([
		[{ threadId: '1' }, 'multipart/mixed; boundary=x', false, [HINT]],
		[{ threadId: '1' }, 'multipart/mixed', true, []],
		[{ threadId: '1' }, 'multipart/alternative', false, []],
		[{}, 'multipart/mixed', false, []],
		[{ threadId: '1' }, 'x/multipart/mixed', false, []],
	])('may lack its attachments: %j of %s with files %p', async (json, type, hasFiles, hints) => {
		const headers = { 'content-type': `Content-Type: ${type}` };
		expect((await shape({ ...json, headers, text: 'Hi' }, hasFiles)).hints).toEqual(hints);
	});
});

describe('An email of the format Simple', () => {
	it.each([
		[{ textPlain: 'Hi' }, { text: 'Hi', html: '' }],
		[{ textHtml: 'Hi' }, { text: '', html: 'Hi' }],
		[{ metadata: { received: 'from x' } }, { text: '', subject: 'Hello' }],
		[{ metadata: { 'message-id': '<1@x>' } }, { messageId: '<1@x>' }],
		[
			{ textPlain: '', metadata: 'x' },
			{ text: '', hasHeaders: true },
		],
	])('is known by %j', async (more, expected) => {
		const json = { from: 'a@b.c', to: 'd@e.f', cc: 'g@h.i', subject: 'Hello', ...more };
		const common = { from: ['a@b.c'], to: ['d@e.f', 'g@h.i'], subject: 'Hello' };
		expect(await shape(json)).toMatchObject({ ...common, ...expected });
	});

	it('is not known by other metadata', async () => {
		await expect(shape({ metadata: { 'x-a': '1' }, subject: 'Hello' })).rejects.toThrow('no email');
	});
});

describe('A message of Outlook', () => {
	const of = (address?: string) => ({ emailAddress: { name: 'X', address } });
	const outlook = { subject: 'Hello', body: { contentType: 'text', content: 'Hi' } };

	it.each([
		[of('a@b.c'), of('d@e.f'), ['a@b.c']],
		[of('/O=EXCHANGE/CN=a'), of('d@e.f'), ['d@e.f']],
		[of(), of('d@e.f'), ['d@e.f']],
		[of('/O=EXCHANGE'), of('/O=EXCHANGE'), []],
		[undefined, of('d@e.f'), ['d@e.f']],
		[undefined, undefined, []],
	])('from %j by %j is from %j', async (from, sender, addresses) => {
		expect((await shape({ ...outlook, from, sender })).from).toEqual(addresses);
	});

	it('has its text, recipients and time', async () => {
		const json = {
			...outlook,
			toRecipients: [of('a@b.c')],
			ccRecipients: [],
			bccRecipients: [of('d@e.f')],
			receivedDateTime: '2026-12-01T10:00:00.000Z',
			internetMessageHeaders: [],
		};
		expect(await shape(json)).toMatchObject({
			to: ['a@b.c', 'd@e.f'],
			text: 'Hi',
			html: '',
			date: json.receivedDateTime,
			hasHeaders: true,
		});
	});

	it.each([
		[true, false, [lacks('all attachments', 'Microsoft Outlook')]],
		[true, true, []],
		[false, false, []],
		[undefined, false, []],
	])('that has attachments %p, with files %p, lacks %j', async (has, hasFiles, missing) => {
		const { missing: found } = await shape({ ...outlook, hasAttachments: has }, hasFiles);
		expect(found).toEqual(missing);
	});
});

describe('A message of Gmail’s API', () => {
	const part = (mimeType: unknown, text: string | Buffer, more: object = {}) => ({
		mimeType,
		body: { data: Buffer.from(text).toString('base64url') },
		...more,
	});
	const payload = (...parts: unknown[]) => ({
		snippet: 'Hi',
		payload: { headers: [{ name: 'Subject', value: 'Hello' }], parts },
	});

	it('has the texts of its parts in their order', async () => {
		const inner = {
			mimeType: 'multipart/alternative',
			parts: [part('text/plain', 'a'), part('TEXT/HTML', '<p>b')],
		};
		const latin = [{ name: 'Content-Type', value: 'text/plain; charset=iso-8859-2' }];
		const parts = [
			inner,
			null,
			part('text/plain', Buffer.of(0xb1), { headers: latin }),
			part('text/html', '<p>d', { filename: '' }),
			part(5, 'e'),
			{ mimeType: 'text/plain', body: {} },
		];
		expect(await shape(payload(...parts))).toMatchObject({
			subject: 'Hello',
			text: 'a\ną',
			html: '<p>b<br><p>d',
			missing: [],
			hasHeaders: true,
		});
	});

	it('lacks its files, unless n8n has them', async () => {
		const json = payload(
			part('text/plain', 'Hi'),
			part('text/plain', 'log', { filename: 'a.log' }),
		);
		expect(await shape(json)).toMatchObject({ text: 'Hi', missing: [lacks('a.log', 'Gmail')] });
		expect((await shape(json, true)).missing).toEqual([]);
	});

	it('is a preview only if it has no text, and Gmail shows one', async () => {
		await expect(shape(payload(part('text/plain', ' ')))).rejects.toThrow('preview');
		expect(await shape({ ...payload(), snippet: '' })).toMatchObject({ text: '', html: '' });
		expect(await shape(payload(part('text/html', 'Hi')))).toMatchObject({ text: '', html: 'Hi' });
	});
});
