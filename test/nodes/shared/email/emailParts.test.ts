import { read } from './emailNodes';

const IDS = Array.from({ length: 2000 }, (_, index) => `a${index}@example.com`);
const addresses = IDS.map((address) => ({ name: '', address }));
const of = async (fields: Record<string, unknown>, json: Record<string, unknown> = {}) =>
	await read(json, { fields: { from: 'ada@example.com', ...fields } });

describe('Email Fields', () => {
	it.each<[unknown, string[]]>([
		['<a@x> <b@y>', ['<a@x>', '<b@y>']],
		['a@x, b@y', ['<a@x>', '<b@y>']],
		['a@x <b@y c', ['<a@x>']],
		[
			['<a@x>', 'b@y', 5, '<a@x>'],
			['<a@x>', '<b@y>'],
		],
		['x', []],
		[7, []],
	])('read In-Reply-To %j as %j', async (inReplyTo, ids) => {
		expect((await of({ inReplyTo })).answeredIds).toEqual(ids);
	});

	it('name the emails of References, the latest first, at most 100', async () => {
		const references = Array.from({ length: 150 }, (_, index) => `<${index}@x>`);
		const latest = references.slice(50).reverse();
		expect((await of({ references })).answeredIds).toEqual(latest);
		const { answeredIds } = await of({ references: references.join(' '), inReplyTo: '<149@x>' });
		expect(answeredIds).toEqual(latest);
		expect((await of({ references, inReplyTo: '<a@x>' })).answeredIds).toEqual([
			'<a@x>',
			...latest.slice(0, 99),
		]);
	});

	it.each<[unknown, string]>([
		['<a@x>', '<a@x>'],
		['a@x', '<a@x>'],
		['  1 2 ', '1 2'],
		[12, '12'],
		[{}, ''],
	])('read the Message ID %j as %j', async (messageId, id) => {
		expect((await of({ messageId })).messageId).toBe(id);
	});

	const DAY = '2026-12-01T00:00:00.000Z';
	it.each<[unknown, string | undefined]>([
		[new Date(DAY), DAY],
		[Date.parse(DAY), DAY],
		['Tue, 1 Dec 2026 00:00:00 +0000', DAY],
		['soon', undefined],
		[true, undefined],
		[{}, undefined],
	])('read the date %j as %p', async (date, expected) => {
		expect((await of({ date })).date?.toISOString()).toBe(expected);
	});

	it.each<[unknown, string]>([
		[' Hello\r\n you ', 'Hello  you'],
		['=?utf-8?Q?Gr=C3=BC=C3=9Fe?=', 'Grüße'],
		[7, '7'],
		[' \u200b\u2800 ', ''],
		[['x'], ''],
	])('read the subject %j as %j', async (subject, expected) => {
		expect((await of({ subject })).subject).toBe(expected);
	});

	it('take numbers as text, and nothing else', async () => {
		expect(await of({ text: 7, html: { a: 1 } })).toMatchObject({ text: '7', html: '' });
		expect(await of({ text: true, html: 8 })).toMatchObject({ text: '', html: '8' });
	});

	it.each([undefined, null, false, '', ' \n', []])(
		'leave what the item says if they are %j',
		async (none) => {
			const json = { textPlain: 'Hi', subject: 'Hello', from: 'bob@example.com' };
			const fields = { text: none, subject: none, from: none, headers: none };
			const email = await read(json, { fields });
			expect([email.text, email.subject, email.fromText]).toEqual([
				'Hi',
				'Hello',
				'bob@example.com',
			]);
		},
	);

	it('read what a text of headers says', async () => {
		const lines = ['To: a@x.yz', 'Cc: b@x.yz', 'Bcc: c@x.yz', 'Cc: d@x.yz'];
		lines.push('Reply-To: e@x.yz', 'Reply-To: f@x.yz', 'In-Reply-To: <1@x>', 'References: <2@x>');
		lines.push('Subject: Hello', `Date: ${DAY}`, 'Message-ID: <3@x>');
		const email = await of({ headers: lines.join('\n') });
		expect(email).toMatchObject({ subject: 'Hello', messageId: '<3@x>', date: new Date(DAY) });
		expect(email.to.map(({ address }) => address[0])).toEqual(['a', 'b', 'd', 'c']);
		expect(email.replyTo.map(({ address }) => address[0])).toEqual(['e', 'f']);
		expect(email.answeredIds).toEqual(['<1@x>', '<2@x>']);
		expect([email.attachments, email.missing, email.hints]).toEqual([undefined, [], []]);
	});

	it('take a text of headers in place of those of the item', async () => {
		const json = { textPlain: 'Hi', from: 'bob@example.com', metadata: { 'reply-to': 'eve@x.yz' } };
		const email = await read(json, { fields: { headers: 'From: cleo@example.com' } });
		expect([email.from.flat(), email.replyTo]).toEqual([
			[{ name: '', address: 'cleo@example.com' }],
			[],
		]);
	});
});

describe('Of more addresses than anyone writes to', () => {
	const textOf = (list: unknown) => ({ fields: { from: 'ada@example.com', replyTo: list } });

	it.each<[string, unknown, number]>([
		['a list', addresses, 1000],
		['an object of n8n’s', { value: addresses, text: '' }, 1000],
		['a list within the limit', addresses.slice(0, 1000), 1000],
		['an object within the limit', { value: addresses.slice(0, 1000) }, 1000],
	])('the first are read: %s', async (_, list, count) => {
		const { replyTo } = await read({}, textOf(list));
		expect(replyTo.map(({ address }) => address)).toEqual(IDS.slice(0, count));
	});

	it('whole ones are read of a long text', async () => {
		const { replyTo } = await read({}, textOf(IDS.join(', ')));
		const found = replyTo.map(({ address }) => address);
		expect(found).toEqual(IDS.slice(0, found.length));
		expect(found.join(', ').length).toBeGreaterThan(9900);
		expect(found.join(', ').length).toBeLessThanOrEqual(10_000);
	});

	it('none is the sender', async () => {
		expect((await read({}, { fields: { from: addresses } })).from).toEqual([[]]);
		expect((await read({}, { fields: { from: IDS.join(', ') } })).from).toEqual([[]]);
		const two = addresses.slice(0, 2);
		expect((await read({}, { fields: { from: two } })).from).toEqual([two]);
	});

	it('the first hundred lines are read', async () => {
		const headers = IDS.slice(0, 150).map((address) => ['Reply-To', address]);
		expect((await of({ headers })).replyTo).toHaveLength(100);
		const { to } = await read({ textPlain: '', to: IDS.slice(0, 150).join(', ') });
		expect(to).toHaveLength(150);
	});
});

describe('A sender is shown as', () => {
	it.each<[unknown, string]>([
		[{ text: 'Ada <ada@example.com>', value: [] }, 'Ada <ada@example.com>'],
		[{ name: 'Ada', address: 'ada@example.com' }, 'Ada ada@example.com'],
		[{ emailAddress: { name: 'Ada', address: '/O=A' } }, 'Ada /O=A'],
		[{ name: '', address: 'ada@example.com' }, 'ada@example.com'],
		[{ emailAddress: { name: 5, address: 'ada@example.com' } }, 'ada@example.com'],
		['=?utf-8?Q?=C3=84?= <ada@example.com>', 'Ä <ada@example.com>'],
		[{}, ''],
		[[], ''],
	])('%j: %j', async (from, shown) => {
		const headers = 'X-A: 1';
		expect((await read({}, { fields: { from, headers, text: 'Hi' } })).fromText).toBe(shown);
	});
});
