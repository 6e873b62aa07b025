import {
	isWholeMessage,
	readHead,
	readWholeMessage,
} from '../../../../nodes/shared/email/wholeMessage';

const HEAD = 'From: a@b.c\r\nDate: Tue, 1 Dec 2026 10:00:00 +0000\r\n';
const parse = async (raw: string | Buffer) =>
	await readWholeMessage(Buffer.from(raw), async () => {});

/** The text, the HTML, and the name, type and content of each file. */
const shapeOf = async (lines: string[] | string, encoding: BufferEncoding = 'utf8') => {
	const raw = typeof lines === 'string' ? lines : HEAD + lines.join('\r\n');
	const { text, html, attachments } = await parse(Buffer.from(raw, encoding));
	const files = attachments!.map(({ name, mimeType, content }) => [
		name,
		mimeType,
		Buffer.from(content).toString(),
	]);
	return { text, html, files };
};

describe('A whole message', () => {
	it.each([
		['From: a@b.c\nDate: x\n\nHi', true],
		['Message-ID: <1@x>\nReceived: x\n\nHi', true],
		['MIME-Version: 1.0\r\nDelivered-To: x\r\n\r\n', true],
		['Return-Path: <a@b.c>\nFrom: x', true],
		['From: a@b.c\nSubject: x\n\nDate: x', false],
		['Date: x\n\nReceived: x', false],
		['Subject: x', false],
		['Hi\nFrom: a@b.c\nDate: x', false],
		['\nFrom: a@b.c\nDate: x', false],
		['\u00ef\u00bb\u00bfFrom: a@b.c\nDate: x', true],
		['\u00ef\u00bb\u00bfFrom a@b.c x\nFrom: a@b.c\nDate: x', true],
		['From a@b.c x\r\nFrom: a@b.c\r\nDate: x', true],
		['\u00ef\u00bb From: a@b.c\nDate: x', false],
		['\u00ef\u00bbxFrom: a@b.c\nDate: x', false],
		['', false],
	])('begins with headers as mail servers write them: %j, %p', (text, is) => {
		expect(isWholeMessage(Buffer.from(text, 'latin1'))).toBe(is);
	});

	it('has its headers up to the first empty line, within 64 kB', () => {
		const names = (text: string) => [...readHead(Buffer.from(text)).keys()];
		expect(names('A : 1\r\nb: 2\n\nc: 3')).toEqual(['a', 'b']);
		expect(names(`a: ${'1'.repeat(65_000)}\nb: 2\nc: ${'3'.repeat(600)}\nd: 4`)).toEqual([
			'a',
			'b',
			'c',
		]);
	});

	it.each<[string, string[], object]>([
		['text', ['', 'Hi'], { text: 'Hi', html: '', files: [] }],
		['nothing', [], { text: '', html: '', files: [] }],
		['HTML', ['Content-Type: Text/HTML', '', '<p>Hi'], { text: '', html: '<p>Hi', files: [] }],
		[
			'a file',
			['Content-Type: application/pdf; name=a.pdf', '', 'x'],
			{ text: '', html: '', files: [['a.pdf', 'application/pdf', 'x']] },
		],
		[
			'text that is attached',
			['Content-Disposition: attachment; filename=a.txt', '', 'x'],
			{ text: '', files: [['a.txt', 'text/plain', 'x']] },
		],
		[
			'text with a name',
			['Content-Type: text/plain; name=a.txt', '', 'x'],
			{ text: 'x', files: [] },
		],
	])('may be %s', async (_, lines, expected) => {
		expect(await shapeOf(lines)).toMatchObject(expected);
	});

	it('may have line feeds alone', async () => {
		const raw =
			'From: a@b.c\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nHi\n\n--x\nContent-Type: image/png\n\n\r\n\n--x--\n';
		expect(await shapeOf(raw)).toEqual({
			text: 'Hi\n',
			html: '',
			files: [['', 'image/png', '\r\n']],
		});
	});
});

const mixed = (...lines: string[]) => ['Content-Type: multipart/mixed; boundary="x"', '', ...lines];

describe('The parts of a multipart', () => {
	it.each<[string, string[], object]>([
		[
			'without what stands before and behind them',
			mixed('before', '--x', '', 'Hi', '--x--', 'behind', '--x', '', 'later'),
			{ text: 'Hi', files: [] },
		],
		[
			'in base64, and HTML in several parts',
			[
				'Content-Type: multipart/alternative; boundary=x',
				'',
				'--x',
				'Content-Type: text/html; format=flowed',
				'Content-Transfer-Encoding: base64',
				'',
				'PGI+T25lIA0KIFR3bw==',
				'--x',
				'Content-Type: text/html',
				'',
				'<b>Three',
				'--x--',
			],
			{ text: '', html: '<b>One \r\n Two<br><b>Three' },
		],
		[
			'also without an end',
			mixed('--x', '', 'Hi', '--x', 'Content-Type: a/b', '', 'c'),
			{ text: 'Hi', files: [['', 'a/b', 'c']] },
		],
		[
			'between lines that are no delimiters',
			mixed('--x ', '', '--xy', '--y', ' --x', '-x', '--x-- \t'),
			{ text: '--xy\r\n--y\r\n --x\r\n-x' },
		],
		[
			'which may have a head alone',
			mixed('--x', 'Content-Type: a/b', '--x', 'Content-Type: c/d'),
			{
				files: [
					['', 'a/b', ''],
					['', 'c/d', ''],
				],
			},
		],
		[
			'of a digest, which are messages',
			['Content-Type: multipart/digest; boundary=x', '', '--x', '', 'Subject: a', '--x--'],
			{ text: '', files: [['', 'message/rfc822', 'Subject: a']] },
		],
		[
			'of inner multiparts, whose ends may lack',
			mixed(
				'--x',
				'Content-Type: multipart/related; boundary=xy',
				'',
				'--xy',
				'',
				'One',
				'--xy',
				'Content-Type: a/b',
				'',
				'c',
				'--x',
				'',
				'Two',
				'--x--',
			),
			{ text: 'One\nTwo', files: [['', 'a/b', 'c']] },
		],
		[
			'whose inner alternatives say the same',
			mixed(
				'--x',
				'Content-Type: multipart/alternative; boundary=y',
				'',
				'--y',
				'',
				'One',
				'--y',
				'Content-Type: multipart/related; boundary=z',
				'',
				'--z',
				'Content-Type: text/html',
				'',
				'<b>One',
				'--z--',
				'--y--',
				'--x',
				'',
				'a < b & c',
				'd',
				'--x--',
			),
			{
				text: 'One\na < b & c\r\nd',
				html: '<b>One<br><div>a &lt; b &amp; c\r<br>d</div>',
				files: [],
			},
		],
		[
			'with texts of a name, which are files',
			mixed(
				'--x',
				'',
				'Hi',
				'--x',
				'Content-Disposition: inline; filename=a.log',
				'',
				'log',
				'--x',
				'Content-Type: text/html; name=a.html',
				'',
				'page',
			),
			{
				text: 'Hi',
				html: '',
				files: [
					['a.log', 'text/plain', 'log'],
					['a.html', 'text/html', 'page'],
				],
			},
		],
	])('are read %s', async (_, lines, expected) => {
		expect(await shapeOf(lines)).toMatchObject(expected);
	});

	it('are texts of the message up to 200,000 bytes', async () => {
		const [short, long] = ['a'.repeat(200_000), 'b'.repeat(200_001)];
		expect(await shapeOf(mixed('--x', '', short, '--x', '', long, '--x--'))).toEqual({
			text: short,
			html: '',
			files: [['', 'text/plain', long]],
		});
	});

	it('come beside the message itself if they lie too deep, or one has no boundary', async () => {
		const nested = (depth: number) =>
			Array.from({ length: depth }, (_, index) => [
				`Content-Type: multipart/mixed; boundary=b${index}-`,
				'',
				`--b${index}-`,
			]).flat();
		const names = async (lines: string[]) =>
			(await shapeOf(lines)).files.map(([name, type]) => `${name} ${type}`);
		expect(await names([...nested(20), 'Content-Type: a/b', '', 'c'])).toEqual([' a/b']);
		expect(await names([...nested(21), 'Content-Type: a/b', '', 'c'])).toEqual([
			' multipart/mixed',
			'message.eml message/rfc822',
		]);
		expect(await names(mixed('--x', 'Content-Type: multipart/mixed', '', 'c'))).toEqual([
			' multipart/mixed',
			'message.eml message/rfc822',
		]);
	});

	it('keep the beginning and the end of a long head', async () => {
		const long = `X-A: ${'a'.repeat(400)}\r\n`.repeat(1000);
		const raw = `${HEAD}Subject: Hello\r\n${long}Content-Type: text/html\r\n\r\n<p>Hi`;
		const { headers, html } = await parse(raw);
		expect(html).toBe('<p>Hi');
		expect(headers!.filter(([name]) => name !== 'x-a').map(([name]) => name)).toEqual([
			'from',
			'date',
			'subject',
			'content-type',
		]);
		expect(
			headers!
				.filter(([name]) => name === 'x-a')
				.slice(0, -1)
				.every(([, value]) => /^a+$/.test(value)),
		).toBe(true);
	});

	it('have the names, ids and places that their heads say', async () => {
		const { attachments } = await parse(
			HEAD +
				mixed(
					'--x',
					'Content-Type: a/b; charset=x; NAME="c.d"',
					'Content-ID: <e@f>',
					'Content-Disposition: INLINE',
					'',
					'--x',
					"Content-Type: a/b; filename*=utf-8''%C3%BC.txt",
					'Content-Disposition: other',
					'',
					'--x',
					'Content-Type: a/b;name=g',
					'Content-Disposition: attachment',
					'Content-ID: h<i>j',
					'',
					'--x',
					'Content-Type: a/b; rename=k',
					'',
					'--x--',
				).join('\r\n'),
		);
		expect(attachments).toMatchObject([
			{ name: 'c.d', contentId: 'e@f', disposition: 'inline' },
			{ disposition: undefined },
			{ name: 'g', contentId: 'h<i>j', disposition: 'attachment' },
			{ name: '', contentId: undefined, disposition: undefined },
		]);
	});
});

describe('Flowed text', () => {
	it.each([
		['format=flowed', 'one \r\ntwo\r\n>three', 'one two\n>three'],
		['format=Flowed; delsp=YES', 'one \r\ntwo', 'onetwo'],
		['format=flowed; delsp=no', 'one \r\ntwo', 'one two'],
		['format=flowed; charset=iso-8859-2', 'one \r\n\u00b1', 'one ą'],
		['format=fixed', 'one \r\ntwo', 'one \r\ntwo'],
	])('of %s reads, of %j, %j', async (parameters, content, text) => {
		const shape = await shapeOf([`Content-Type: text/plain; ${parameters}`, '', content], 'latin1');
		expect(String(shape.text).trim()).toBe(text);
	});
});
