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
		[
			'<p class=x_MsoNormal>One</p><p class="x_MsoNormal y">Two</p><p class=y>Three</p>',
			'One\nTwo\n\nThree',
		],
		['<p class=crimson>One</p><p class=crimson>Two</p>', 'One\n\nTwo'],
		['Hello <b>w</b>orld &amp; &#8364;&lt;', 'Hello world & €<'],
		[
			' <b> One</b>  two\n three <div>four</div>\n<div> </div><div>five</div>',
			'One two three\nfour\nfive',
		],
		['One<br/>two<br><br><br>three&nbsp;four<br>&nbsp;<br>', 'One\ntwo\n\nthree four'],
		['One<td>two</td></tr></table>three</ul></blockquote><p>four', 'One\ntwo\nthree\n\nfour'],
		[
			'See <a href="https://example.com/a?b=1&amp;c=2">this page</a>.',
			'See this page <https://example.com/a?b=1&c=2>.',
		],
		[
			'<a href="https://example.com/">https://example.com</a> <a href="mailto:a@b.c">a@b.c</a>',
			'https://example.com a@b.c',
		],
		['<a href="go?u=https://x.y">x</a> <a href="h323:y">z</a>', 'x z <h323:y>'],
		[
			'<a href="https://x.y?mailto:a">x</a> <a href="https://x .\n y">z</a>',
			'x <https://x.y?mailto:a> z <https://x.y>',
		],
		['<a href="javascript:alert(1)">x</a> <a href="#top">y</a><a href="https://x.y"> </a>', 'x y'],
		['<a href="https://x.y" href="https://z.y" title="https://w.y">x</a>', 'x <https://x.y>'],
		['<a href="https://x.y">x<a href="https://z.y">z</a>', 'x <https://x.y>z <https://z.y>'],
		[
			'<a href="tel:+1 23">Call</a><div><a href="//x.y"><img src="cid:a"></a></div>',
			'Call <+123>\n<//x.y>',
		],
		[
			'<ul><li>One<li>Two<ol start=3><li>Deep</li><li>Er</ol></ul>End',
			'- One\n- Two\n  3. Deep\n  4. Er\nEnd',
		],
		['<ul><li>a<ol><li>b<li>c</ol><li>d</ul>', '- a\n  1. b\n  2. c\n- d'],
		['<ol><li>a<ol><li>b<li>c</ol><li>d</ol><li>e', '1. a\n  1. b\n  2. c\n2. d\n- e'],
		[
			'<table><tr><th>Name<th>Speed<tr><td><p>A</p></td><td>&nbsp;</td><td>10</td></tr></table>',
			'Name | Speed\nA | 10',
		],
		['<table><tr><td><p>One</p><p>Two</p></td><td>Side</td></tr></table>', 'One\n\nTwo\nSide'],
		['<table><tr><th>A</th>\n<th>B</th></tr>x</table>y', 'A | B\nx\ny'],
		['<table><tr><td>&nbsp;A&nbsp;</td><td>B</td></tr></table>', 'A | B'],
		// A browser shows text between cells before the table, too.
		['<table><tr><td>A</td>x<th>B</th>y<td>C</table>z', 'xy\nA | B | C\nz'],
		['<table><tr><td>A<td>B</tr>x<tr><td>C</table>y', 'A | B\nx\nC\ny'],
		['a<ol><li>b<br>c<li>d</ol><ol start=x><li>e</ol>', 'a\n1. b\n  c\n2. d\n1. e'],
		['<pre>  a\n    b  c\n</pre>', '  a\n    b  c'],
		['a<pre>b  c</pre>d  e</pre>f  g', 'a\nb  c\nd ef g'],
		['<div style="white-space: pre-wrap">a\n  b</div>', 'a\n  b'],
		['<pre>a  <b>b</b></pre>c  d', 'a  b\nc d'],
		['<div style="white-space:pre-line">a  b</div>', 'a b'],
		// A tab, as Apple Mail writes it.
		['a<span style="white-space:pre">\t</span>b  c', 'a\tb c'],
		['<span style="white-space:pre">a  <span>b  </span>c  </span>  d', 'a  b  c  d'],
		['a<br style="white-space: pre">b  c<img style="white-space: pre" src="cid:a">  d', 'a\nb c d'],
		[
			'New<blockquote>Old<br>er<blockquote>Oldest</blockquote></blockquote>End',
			'New\n> Old\n> er\n> > Oldest\nEnd',
		],
		['<blockquote>One<br><br>two<p></p></blockquote><p>End', '> One\n>\n> two\n\nEnd'],
		['<del>10</del> 20 m<sup>2</sup> 10<sup>2</sup>', '~~10~~ 20 m2 10^2'],
		['1<b>0</b> 2<sup></sup>3 4<sup>5<b>6</b></sup> 7<sup>th 8</sup>', '10 23 4^56 7th 8'],
		[
			'Hi<input type=hidden value=1><template>a<template><p>b</template>c<b>d</b>e</template>Ho',
			'HiHo',
		],
		['Hi<template/>Ho<style/>', 'HiHo'],
		['<style>x</style><script>"<p>"</script><title>t</title><!-- c -->Hi<hr>Ho', 'Hi\n---\nHo'],
		[
			'Hi<img src="cid:a"><img src="https://x.y/p.gif" width=1><img alt="😀" src="https://x.y/e.png">',
			'Hi😀',
		],
		[
			'<img alt="Map" src="https://x.y/map.png"><a href="https://z.y"><img src="cid:a"></a>',
			'[Map: https://x.y/map.png] <https://z.y>',
		],
		['<img alt=" Map " src=" http://x.y/data:a.png ">', '[Map: http://x.y/data:a.png]'],
		[`<img alt="${' '.repeat(30)}" src="https://x.y/">`, '[https://x.y/]'],
		[
			'<img src="https://x.y/p" width=13><img src="https://x.y/q" height=30>',
			'[https://x.y/p][https://x.y/q]',
		],
		['<img src="https://x.y/p" width=" 1 ">Hi', 'Hi'],
		['<img src="//x.y/?cid:a"><img src="a/https://x.y">', '[//x.y/?cid:a]'],
		['<img alt="-------------------" src="https://x.y/">', '-------------------'],
		['<img alt="--------------------" src="https://x.y/">', '[--------------------: https://x.y/]'],
		['&zwnj;&nbsp;&#8203;&zwnj;&nbsp;<p>می\u200cخواهم 👩\u200d💻</p>', 'می\u200cخواهم 👩\u200d💻'],
		['a<![CDATA[ b ]]> c', 'a b c'],
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
		'Hi<svg><style/>x</svg>',
		`Hi<a href="https://x.y/${'a'.repeat(4988)}"></a>`,
		`Hi<img src="https://x.y/${'a'.repeat(4988)}">`,
		'Hi<input value=1>',
	])('that lacks something in %s', async (markup) => {
		expect(await toText(markup)).toMatchObject({ text: 'Hi', isPartial: true });
	});

	it('or is left out for a text part, whose lines end in any way', async () => {
		expect((await toText('', '\n \n  a\r\nb\rc \n')).text).toBe('  a\nb\nc');
	});

	it('that says more, followed by the lines that the text part has alone', async () => {
		const text = 'One two\nFive six\nThree four';
		expect((await toText('<p>Five six seven eight nine ten eleven', text)).text).toBe(
			'Five six seven eight nine ten eleven\n\nOne two\nThree four',
		);
	});

	it('at any depth', async () => {
		const deep = await toText(`${'<div><table><tr><td><blockquote><ul>'.repeat(10_000)}Hi`);
		expect(deep.text).toContain('Hi');
		const nested = (depth: number) =>
			`${'<table><tr><td>'.repeat(depth)}A<tr><td>B<td>C${'</td></table>'.repeat(depth)}D`;
		expect((await toText(nested(20) + nested(1))).text).toBe('A\nB | C\nD\nA\nB | C\nD');
		expect((await toText(nested(21) + nested(1))).text).toBe('A\nB\nC\nD\nA\nB | C\nD');
	});

	it.each(['<p>Hello</p>', '<table><tr><td>Hello</table>', '<td>Hello', '<table><td>Hello<td>you'])(
		'up to a bound: %s',
		async (markup) => {
			const { text, isPartial } = await toText(`<table><tr>${markup.repeat(60_000)}`);
			expect(isPartial).toBe(true);
			expect(text.length).toBeGreaterThan(100_000);
			expect(text.length).toBeLessThan(400_000);
		},
	);

	it('with addresses of up to 4,999 characters', async () => {
		const address = `https://x.y/${'a'.repeat(4987)}`;
		const markup = `<a href="${address}">Hi</a><img src="${address}">`;
		expect(await toText(markup)).toEqual({
			text: `Hi <${address}>[${address}]`,
			isPartial: false,
			pictures: [],
		});
	});

	it('beside its embedded pictures', async () => {
		const markup =
			'<img src=" CID:a%20b@c "><img src="cid:100%"><img src="data:image/png;base64,AAAABBBB" alt="Our logo">';
		const expected = [{ contentId: 'a b@c' }, { contentId: '100%' }, { size: 6 }];
		expect((await toText(markup)).pictures).toEqual(expected);
		expect((await toText(markup.repeat(400))).pictures).toHaveLength(1000);
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
		['code torn apart', 'if x\n\n  y', '<pre>if x\n  y</pre>', 'if x\n  y'],
		['lines of another layout', 'a b', '<div style="white-space: pre">a\nb</div>', 'a b'],
		['a table torn apart', 'Name\n\nSpeed', '<table><tr><td>Name<td>Speed</table>', 'Name | Speed'],
		['one cell', 'a\nb', '<table><tr><td>a b</table>', 'a\nb'],
		['nothing', '', '', ''],
	])('%s', async (_, text, markup, expected) => {
		expect((await toText(markup, text)).text).toBe(expected);
	});

	it('the longer one, if one is too long to compare', async () => {
		const long = 'word '.repeat(20_001).trim();
		expect(await toText('<p>Call me</p>', long)).toMatchObject({ text: long, isPartial: true });
		expect(await toText(`<p>${long}</p>`, 'Call me')).toMatchObject({
			text: long,
			isPartial: true,
		});
		const whole = long.slice(5);
		expect(await toText('<p>Word</p>', whole)).toMatchObject({ text: whole, isPartial: false });
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

	it.each<[string, string | undefined, object, boolean]>([
		['IMAGE001.png', 'A@b', { contentId: 'a@B' }, true],
		['image001.png', undefined, { contentId: 'image001.png@01D' }, true],
		['Image001.PNG', undefined, { contentId: 'image001.png' }, true],
		['image001.png', undefined, { contentId: 'image001.pngs' }, false],
		['image001.png', undefined, { contentId: 'x@image001.png@' }, false],
		['image001.png', 'a@b', { contentId: 'image001.png' }, false],
		['image001.png', undefined, { size: 2 }, false],
		['image001.png', undefined, { size: 3 }, true],
		['image001.png', undefined, { size: 5 }, true],
		['image001.png', undefined, { size: 6 }, false],
	])('is, if its file is %j of the content id %p, embedded as %j: %p', (...row) => {
		const [name, contentId, picture, is] = row;
		const logoFile = { name, contentId, mimeType: 'IMAGE/png', size: 3 };
		const pictures = [{ contentId: 'other' }, picture as { size: number }];
		expect(isSignaturePicture(logoFile, pictures)).toBe(is);
		const large = [10_240, 10_241].map((size) => ({ ...logoFile, size, contentId: 'OTHER' }));
		expect(large.map((one) => isSignaturePicture(one, pictures))).toEqual([true, false]);
	});

	it.each([
		['logo.gif', true],
		['Logo_of-us.jpeg', true],
		['outlook-a_b.jpg', true],
		['signature.bmp', true],
		['outlook-.png', false],
		['image01.png', false],
		['image0011.png', false],
		['my logo.png', false],
		['logo.png.pdf', false],
	])('is named as mail programs name it: %s, %p', (name, is) => {
		const given = { name, mimeType: 'image/png', size: 1, contentId: 'a' };
		expect(isSignaturePicture(given, [{ contentId: 'a' }])).toBe(is);
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
