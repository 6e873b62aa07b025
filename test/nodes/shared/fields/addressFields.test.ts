import { simpleParser } from 'mailparser';
import type * as postalMime from 'postal-mime';

import { toAddress, toAddresses } from '../../../../nodes/shared/fields/addressFields';
import { recipients } from '../../../../nodes/shared/fields/recipients';

const ada = 'ada@example.com';
const from = (...value: object[]) => ({ value, text: 'x', html: '<span>x</span>' });
/** The address in lists within lists. */
const nest = (depth: number): unknown => (depth === 0 ? ada : [nest(depth - 1)]);

describe('toAddress', () => {
	it.each<[unknown]>([
		[ada],
		[` ${ada} `],
		[`Ada <${ada}>`],
		[`"Lovelace, Ada" <${ada}>`],
		[`Lovelace, Ada <${ada}>`],
		[`"ada@other.example" <${ada}>`],
		[`Ada (the first) <${ada}>`],
		[`${ada} (Ada)`],
		[`<${ada}>,`],
		[`<${ada}> ; `],
		[` , ${ada}, \r\n `],
		[`${ada}, , Lovelace, Ada <${ada}>`],
		[`Lovelace,\r\n Ada\r\n\t<${ada}>`],
		[`"Lovelace", "Ada" <${ada}>`],
		[`From: Lovelace, Ada <${ada}>`],
		[`Team: Lovelace, Ada <${ada}>;`],
		[`undisclosed-recipients:;, ${ada}`],
		[`=?utf-8?Q?Ada=2C_=3Ceve=40example=2Ecom=3E?= <${ada}>`],
		[`${ada}, Ada <ADA@example.com>`],
		[{ address: ada }],
		[{ name: 'Ada', address: ada }],
		[from({ name: 'Ada', address: ada })],
		[[from({ name: 'Ada', address: ada })]],
		[[ada, { address: [] }]],
		[nest(4)],
	])('finds the address in %p', (value) => {
		expect(toAddress(value, 'Entity')).toBe(ada);
	});

	it.each<[unknown, string]>([
		['', 'Entity holds no email address'],
		[undefined, 'Entity holds no email address'],
		[[], 'Entity holds no email address: []'],
		[' , ;', 'Entity holds no email address: , ;'],
		[',;', 'Entity holds no email address: ,;'],
		['Ada', '"Ada" is not an email address (Entity)'],
		['ada@', '"ada@" is not an email address (Entity)'],
		[7, '7 is not an email address (Entity)'],
		[{ name: 'Ada' }, '{"name":"Ada"} is not an email address (Entity)'],
		[{ name: 'Ada', address: [] }, 'is not an email address (Entity)'],
		[{ address: '' }, 'is not an email address (Entity)'],
		[{ address: null }, 'is not an email address (Entity)'],
		[{ other: ada }, 'is not an email address (Entity)'],
		[nest(1000), 'is not an email address (Entity)'],
		[from({ name: 'Ada', address: '' }), '{"value":[{'],
		[from({ name: 'Ada', address: '' }, { emailAddress: ada }), '{"value":[{'],
		[`${ada}, bob@example.com`, 'Entity holds more than one email address: ada@example.com, bob'],
		[from({ address: ada }, { address: 'bob@example.com' }), 'Entity holds more than one email'],
		[`${ada}, somebody`, '"ada@example.com, somebody" is not an email address (Entity)'],
		['undisclosed-recipients:;', 'Entity holds no email address: undisclosed-recipients:;'],
		[`bob@example.com eve@example.com <${ada}>`, 'is not an email address (Entity)'],
		[`Ada <${ada}> "Bob <bob@example.com>"`, 'is not an email address (Entity)'],
		[`${ada} (Bob <bob@example.com>`, 'is not an email address (Entity)'],
		[`${ada} "Bob, eve@example.com\\"`, 'is not an email address (Entity)'],
		['Ada:', '"Ada:" is not an email address (Entity)'],
		[`${ada}:;`, 'is not an email address (Entity)'],
		[`Ada, ${ada}`, 'is not an email address (Entity)'],
		[`Ada <>, Bob <${ada}>`, 'is not an email address (Entity)'],
		[`Ada <${ada}> bob@example.com`, 'is not an email address (Entity)'],
		[`Ada <${ada}> (x) <bob@example.com>`, 'is not an email address (Entity)'],
		[`Ada <bob@example.com <${ada}>`, 'is not an email address (Entity)'],
		[`write to ${ada}`, 'is not an email address (Entity)'],
		[`"${ada}"`, 'is not an email address (Entity)'],
		[`"Ada <${ada}>`, 'is not an email address (Entity)'],
		[`Ada <${ada}`, 'is not an email address (Entity)'],
		[`${'a:'.repeat(60)}${ada}`, 'is not an email address (Entity)'],
		[
			`=?utf-8?B?${Buffer.from(`<${ada}>`).toString('base64')}?=`,
			'is not an email address (Entity)',
		],
		[`https://${ada}/x`, 'is not an email address (Entity)'],
		['ada@example.com\u0000.au', 'is not an email address (Entity)'],
		['ada@example.com\u0001.au', 'is not an email address (Entity)'],
		['ada\ud83d@example.com', 'is not an email address (Entity)'],
		['ada@example.com bob@example.com', 'is not an email address (Entity)'],
		[`<${ada}> <bob@example.com>`, 'is not an email address (Entity)'],
		[`<${ada}>Ada`, 'is not an email address (Entity)'],
	])('rejects %p and quotes it', (value, message) => {
		expect(() => toAddress(value, 'Entity')).toThrow(message);
	});

	it.each<[unknown, string, string]>([
		[
			' Ada ',
			'"Ada" is not an email address (Entity)',
			'Enter an address such as ada@example.com.',
		],
		[
			null,
			'Entity holds no email address',
			'Enter one address, or check the expression that gives Entity for this item.',
		],
	])('has a remedy for %p', (value, message, remedy) => {
		expect(() => toAddress(value, 'Entity')).toThrow(
			expect.objectContaining({ message, remedy }) as Error,
		);
	});

	it('parses a header of 100,000 characters, but no longer one', () => {
		const parser = jest.requireActual<typeof postalMime>('postal-mime');
		const parse = jest.spyOn(parser, 'addressParser');
		expect(toAddress(ada.padEnd(100_000), 'Entity')).toBe(ada);
		const long = `${ada},`.repeat(70_000);
		const message = `"${long.slice(0, 100)}" is not an email address (Entity)`;
		expect(() => toAddress(long, 'Entity')).toThrow(expect.objectContaining({ message }) as Error);
		expect(parse).toHaveBeenCalledTimes(1);
	});

	// Each would take minutes in quadratic time.
	it.each(['<(', '"', '\\"', 'a:', ',', ' ', '\n', '<', 'a@', '(', '=?utf-8?q?a?= ', `${ada} `])(
		'comes to an end with %j over and over',
		(part) => {
			const text = part.repeat(Math.floor(99_000 / part.length));
			for (const hostile of [text, `"${text}`, `"${text}\\`, `<${text}`, `${text}<${ada}> x`]) {
				expect(() => toAddress(hostile, 'Entity')).toThrow('email address');
			}
		},
	);
});

describe('An address read by a mail parser', () => {
	const parse = async (header: string) => {
		const { to } = await simpleParser(`From: ${ada}\r\nTo: ${header}\r\n\r\nHello`);
		return to;
	};

	it.each<[string, Array<[name: string, address: string]>]>([
		['Doe, Jane <jane@example.com>', [['Doe, Jane', 'jane@example.com']]],
		['"Doe, Jane" <jane@example.com>', [['Doe, Jane', 'jane@example.com']]],
		['undisclosed-recipients:;', []],
		[
			'Team: ada@example.com, Doe, Jane <jane@example.com>;, bob@example.com',
			[
				['', ada],
				['Doe, Jane', 'jane@example.com'],
				['', 'bob@example.com'],
			],
		],
		['Jörg <joerg@xn--bcher-kva.example>', [['Jörg', 'joerg@bücher.example']]],
	])(
		'%s is read the same as an object, as its text and as the header',
		async (header, expected) => {
			const to = (await parse(header)) as { text: string };
			const found = expected.map(([name, address]) => ({ name, address }));
			expect(toAddresses(to, 'To')).toEqual(found);
			expect(toAddresses({ emailAddress: to }, 'To')).toEqual(found);
			expect(toAddresses(to.text, 'To')).toEqual(found);
			if (!header.includes('xn--')) expect(toAddresses(header, 'To')).toEqual(found);
		},
	);

	it.each(['Doe, jane@example.com', 'Jane', 'Ada <ada@example.com>, Doe'])(
		'%s is refused, since somebody would be lost',
		async (header) => {
			const to = await parse(header);
			expect(() => toAddresses(to, 'To')).toThrow('is not an email address (To)');
			expect(() => toAddresses(header, 'To')).toThrow('is not an email address (To)');
		},
	);
});

describe('toAddresses', () => {
	it.each<[unknown, string]>([
		[`"A \\"the\\" B" <${ada}>`, 'A "the" B'],
		[`the "Ada" <${ada}>`, 'the Ada'],
		[`"Ada" L. <${ada}>`, 'Ada L.'],
		[`Lovelace, Ada <${ada}>`, 'Lovelace, Ada'],
		[`${ada} (Ada)`, 'Ada'],
		[`bob@example.com <${ada}>`, 'bob@example.com'],
		[`=?utf-8?Q?J=C3=B6rg?= <${ada}>`, 'Jörg'],
		[{ name: 'A\u0000d\ud83da\nL', address: ada }, 'A\ufffdd\ufffda L'],
		[`A\u0000d\ud83da <${ada}>`, 'A\ufffdd\ufffda'],
		[{ name: ' Ada ', address: ada }, 'Ada'],
		[{ name: '', address: `Ada <${ada}>` }, 'Ada'],
		[from({ name: '', address: `Ada <${ada}>` }), 'Ada'],
		[from({ name: 'Ada', address: [ada] }), 'Ada'],
		// As mailparser splits a name with a comma in n8n 1.x.
		[from({ name: 'Lovelace', address: '' }, { name: 'Ada', address: ada }), 'Lovelace, Ada'],
		[
			from({
				name: 'Team',
				group: [
					{ name: 'A', address: '' },
					{ name: 'B', address: ada },
				],
			}),
			'A, B',
		],
		[[{}, ada], ''],
	])('keeps the name of %p', (value, name) => {
		expect(toAddresses(value, 'To')).toEqual([{ name, address: ada }]);
	});

	it('treats both spellings of an international domain as one', () => {
		const domains = ['Bücher.Example', 'xn--bcher-kva.example', 'XN--bcher-kva.example'];
		expect(toAddresses(domains.map((domain) => `ada@${domain}`).join(), 'To')).toEqual([
			{ name: '', address: 'ada@Bücher.Example' },
		]);
	});

	it('finds all, each once, under its first name', () => {
		expect(toAddresses(`${ada}; Bob <bob@example.com>\nAda <ADA@example.com>`, 'To')).toEqual([
			{ name: '', address: ada },
			{ name: 'Bob', address: 'bob@example.com' },
		]);
	});
});

describe('Recipients', () => {
	const parse = (value: unknown) => recipients.parse(value, { get: () => '', timezone: 'UTC' });
	const [first, second] = [
		{ name: 'Ada', emailAddress: ada },
		{ name: 'bob@example.com', emailAddress: 'bob@example.com' },
	] as const;

	it.each<[unknown]>([
		[{ recipient: [first, { name: '', emailAddress: 'bob@example.com' }] }],
		[{ recipient: [{ name: '', emailAddress: `Ada <${ada}>, bob@example.com` }] }],
		[{ recipient: [{ name: '', emailAddress: [first, 'bob@example.com'] }, { emailAddress: '' }] }],
		[`Ada <${ada}>, bob@example.com`],
		[[{ name: 'Ada', address: ada }, 'bob@example.com']],
		[from({ name: 'Ada', address: ada }, { address: 'bob@example.com' })],
	])('are read from %p', (value) => {
		expect(parse(value)).toEqual([first, second]);
	});

	it.each<[unknown]>([
		[undefined],
		[''],
		[{}],
		[{ recipient: [] }],
		[[]],
		['undisclosed-recipients:;'],
		[{ recipient: [{ name: '', emailAddress: 'undisclosed-recipients:;' }] }],
	])('are absent in %p', (value) => {
		expect(parse(value)).toEqual([]);
	});

	it('are rejected if one is only a name', () => {
		const bob = { name: 'Bob', emailAddress: '' };
		for (const rows of [
			[first, bob],
			[bob, first],
			[bob, { name: 'Ada', address: ada }],
		]) {
			expect(() => parse({ recipient: rows })).toThrow('is not an email address (Recipients)');
			expect(() => parse(rows)).toThrow('is not an email address (Recipients)');
		}
	});
});
