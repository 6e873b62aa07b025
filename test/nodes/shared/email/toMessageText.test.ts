import { isSignaturePicture } from '../../../../nodes/shared/email/signaturePictures';
import { toMessageText } from '../../../../nodes/shared/email/toMessageText';
import { attached, html, message, multipart, plain, read, readRaw, toResolved } from './emailNodes';

const toText = async (markup: string, text = '') =>
	await toMessageText({ html: markup, text }, async () => {});

describe('HTML becomes text', () => {
	it.each([
		['<p>One</p><p>Two<br>Three</p>', 'One\n\nTwo\nThree'],
		['<div>One</div><div><br></div><div>Two</div>', 'One\n\nTwo'],
		[
			'<p class=MsoNormal>One</p><p class=MsoNormal>&nbsp;</p><p class=MsoNormal>Two</p><p class=MsoNormal>Three</p>',
			'One\n\nTwo\nThree',
		],
		['Hello <b>w</b>orld &amp; &#8364;&lt;', 'Hello world & €<'],
		[
			'See <a href="https://example.com/a?b=1&amp;c=2">this page</a>.',
			'See this page <https://example.com/a?b=1&c=2>.',
		],
		[
			'<a href="https://example.com/">https://example.com</a> <a href="mailto:a@b.c">a@b.c</a>',
			'https://example.com a@b.c',
		],
		['<a href="javascript:alert(1)">x</a> <a href="#top">y</a>', 'x y'],
		[
			'<ul><li>One<li>Two<ol start=3><li>Deep</li><li>Er</ol></ul>End',
			'- One\n- Two\n  3. Deep\n  4. Er\nEnd',
		],
		[
			'<table><tr><th>Name<th>Speed<tr><td><p>A</p></td><td>&nbsp;</td><td>10</td></tr></table>',
			'Name | Speed\nA | 10',
		],
		['<table><tr><td><p>One</p><p>Two</p></td><td>Side</td></tr></table>', 'One\n\nTwo\nSide'],
		['<pre>  a\n    b  c\n</pre>', '  a\n    b  c'],
		['<div style="white-space: pre-wrap">a\n  b</div>', 'a\n  b'],
		[
			'New<blockquote>Old<br>er<blockquote>Oldest</blockquote></blockquote>End',
			'New\n> Old\n> er\n> > Oldest\nEnd',
		],
		['<del>10</del> 20 m<sup>2</sup> 10<sup>2</sup>', '~~10~~ 20 m2 10^2'],
		['<style>x</style><script>"<p>"</script><title>t</title><!-- c -->Hi<hr>Ho', 'Hi\n---\nHo'],
		[
			'Hi<img src="cid:a"><img src="https://x.y/p.gif" width=1><img alt="😀" src="https://x.y/e.png">',
			'Hi😀',
		],
		[
			'<img alt="Map" src="https://x.y/map.png"><a href="https://z.y"><img src="cid:a"></a>',
			'[Map: https://x.y/map.png] <https://z.y>',
		],
		['&zwnj;&nbsp;&#8203;&zwnj;&nbsp;<p>می\u200cخواهم 👩\u200d💻</p>', 'می\u200cخواهم 👩\u200d💻'],
		['1 < 2 & 3 > 2', '1 < 2 & 3 > 2'],
	])('%s', async (markup, expected) => {
		expect(await toText(markup)).toMatchObject({ isPartial: false });
		expect((await toText(markup)).text).toBe(expected);
	});

	it.each([
		'Hi<!-- no end',
		'Hi<a href="no end',
		'Hi<style>no end',
		'Hi<svg>x</svg>',
		'Hi<input value=1>',
	])('that lacks something in %s', async (markup) => {
		expect(await toText(markup)).toMatchObject({ text: 'Hi', isPartial: true });
	});

	it('at any depth, up to a bound', async () => {
		const deep = await toText(`${'<div><table><tr><td><blockquote><ul>'.repeat(10_000)}Hi`);
		expect(deep.text).toContain('Hi');
		const long = await toText('<p>Hello</p>'.repeat(400_000));
		expect(long.isPartial).toBe(true);
		expect(long.text.length).toBeLessThan(400_000);
	});

	it('in turns', async () => {
		let pauses = 0;
		const clock = jest.spyOn(Date, 'now');
		let now = 0;
		clock.mockImplementation(() => (now += 21));
		await toMessageText(
			{ html: '<p>Hello</p>'.repeat(20_000), text: '' },
			async () => void pauses++,
		);
		clock.mockRestore();
		expect(pauses).toBeGreaterThan(10);
	});
});

describe('Of text and HTML', () => {
	it.each([
		['the same', 'One two\nthree', '<p>One two three</p>', 'One two\nthree'],
		['a blank text', ' \u200b\u00a0\u2800\n', '<p>Hello</p>', 'Hello'],
		['a blank HTML', 'Hello', '<p>&nbsp;</p>', 'Hello'],
		[
			'a footer as text',
			'Scanned by X.',
			'<p>My line is down since Monday.</p>',
			'My line is down since Monday.\n\nScanned by X.',
		],
		[
			'words that only HTML has',
			'Hello, my line is down',
			'<p>Hello, my line is down</p><p>Call me!</p>',
			'Hello, my line is down\n\nCall me!',
		],
		[
			'words of each',
			'one two three four',
			'<p>one two</p><p>five</p>',
			'one two three four\n\nfive',
		],
		[
			'remarks of a text',
			'Hello\n[image: logo.png]',
			'<p>Hello you</p><img alt="logo.png" src="https://x.y/">',
			'Hello you\n[logo.png: https://x.y/]',
		],
		[
			'a link without its address',
			'Click here',
			'<a href="https://x.y/z">Click here</a>',
			'Click here <https://x.y/z>',
		],
		['a table torn apart', 'Name\n\nSpeed', '<table><tr><td>Name<td>Speed</table>', 'Name | Speed'],
		['nothing', '', '', ''],
	])('%s', async (_, text, markup, expected) => {
		expect((await toText(markup, text)).text).toBe(expected);
	});

	it('a message has all of its words, by n8n’s node as by itself', async () => {
		const raw = message(
			...multipart(
				'mixed',
				multipart('alternative', html('<p>My line is down</p>')),
				plain('Scanned by X.'),
				html('<p>Second part</p>'),
			),
		);
		for (const email of [await readRaw(raw), await read((await toResolved(raw)).json)]) {
			const { text } = await toMessageText(email, async () => {});
			expect(text).toMatch(/My line is down[^]*Scanned by X\.[^]*Second part/);
		}
	});
});

describe('A picture of a signature', () => {
	const logo = [
		'image/png',
		'inline; filename="image001.png"',
		'Content-ID: <image001.png@01D>',
	] as const;
	const body = '<p>Hi</p><img src="cid:image001.png@01D">';

	it('is known in a whole message, and in an item that has lost its content id', async () => {
		const raw = message(...multipart('related', html(body), attached(...logo)));
		const whole = await readRaw(raw);
		const { pictures } = await toMessageText(whole, async () => {});
		const [attachment] = whole.attachments!;
		const size = attachment!.content.length;
		expect(isSignaturePicture({ ...attachment!, size }, pictures)).toBe(true);
		const item = await read((await toResolved(raw)).json);
		const { pictures: ofItem } = await toMessageText(item, async () => {});
		expect(ofItem).toEqual([{ size: 3 }]);
		expect(
			isSignaturePicture({ name: 'image001.png', mimeType: 'image/png', size: 3 }, ofItem),
		).toBe(true);
	});

	it.each([
		['attached', { disposition: 'attachment' as const }],
		['large', { size: 50_000 }],
		['a pasted screenshot', { name: 'image.png' }],
		['a photo', { name: 'image0.jpeg', mimeType: 'image/jpeg' }],
		['no picture', { name: 'image001.png', mimeType: 'application/pdf' }],
		['not embedded', { contentId: 'other' }],
		['without a name', { name: '' }],
	])('is none that is %s', (_, change) => {
		const file = {
			name: 'image001.png',
			mimeType: 'image/png',
			size: 3,
			contentId: 'a',
			...change,
		};
		expect(isSignaturePicture(file, [{ contentId: 'a' }])).toBe(false);
	});
});
