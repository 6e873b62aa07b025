import { toExcerpt, toPlainText } from '../../../../../nodes/shared/sonar/entities/plainText';

const read = (text: string) => toExcerpt(toPlainText(text), 80);

describe('An excerpt of a text', () => {
	it.each([
		['Hello', 'Hello'],
		['<p>Hello&nbsp;<b>you</b></p>', 'Hello you'],
		[
			'It is <b>back</b>, <A href="x">she</A><span>\n</span>said<!-- x -->.',
			'It is back, she said.',
		],
		['one<br>two<br/>three', 'one two three'],
		['<html><head><title>Mail</title><style>p { color: red }</style></head><body>Hi', 'Hi'],
		['<STYLE type="a">x</style >Hi', 'Hi'],
		['<style>x</STYLE>Hi', 'Hi'],
		['a</style>b<style>x</style>Hi', 'a b Hi'],
		['</script>Hi', 'Hi'],
		['&#x10ffff;&#x110000;', '\u{10ffff}&#x110000;'],
		['<script>if (a < b) alert("</p>")</script>Hi', 'Hi'],
		['<!DOCTYPE html><!-- <p>no</p> -->Hi', 'Hi'],
		['<!DOCTYPE html>Hi <!-- x -->there', 'Hi there'],
		['<!-->Hi', 'Hi'],
		['<header>Top</header>', 'Top'],
		['3 < 4 and 5 > 4', '3 < 4 and 5 > 4'],
		['Jane <jane@example.com> wrote:', 'Jane <jane@example.com> wrote:'],
		['a <', 'a <'],
		['a <b', 'a <b'],
		['a <b ', 'a'],
		[
			'AT&amp;T &lt;b&gt; &#39;x&#x27; &euro; &#99999999; &#x110000;',
			"AT&T <b> 'x' &euro; &#99999999; &#x110000;",
		],
		['&amp;lt;', '&lt;'],
		['line\r\n\r\n  two\t\u0000three', 'line two three'],
		['\u202eevil\u202c', 'evil'],
		['a\u061cb\ufeffc', 'a b c'],
		['half \ud83d of an emoji', 'half of an emoji'],
		['a \n\u0000\n b', 'a b'],
		[' <p> Hi', 'Hi'],
		['', ''],
		['<p></p>', ''],
	])('of %j is %j', (text, shown) => {
		expect(read(text)).toBe(shown);
	});

	it('skips any amount of layout', () => {
		expect(read(`${'<tr>\n\t\t<td>\n'.repeat(5000)}Hello`)).toBe('Hello');
		expect(read(`a${'<tr>\n\t\t<td>\n'.repeat(5000)}b${' '.repeat(5000)}c`)).toBe('a b c');
	});

	it('ends with an ellipsis if more follows', () => {
		expect(read('x'.repeat(80))).toBe('x'.repeat(80));
		expect(read('x'.repeat(81))).toBe(`${'x'.repeat(80)}…`);
		expect(read('😀'.repeat(81))).toBe(`${'😀'.repeat(80)}…`);
		expect(read(`${' '.repeat(5000)}end`)).toBe('end');
		expect(read(`${'x'.repeat(79)} y`)).toBe(`${'x'.repeat(79)}…`);
		// Only 2,000 characters are read, even if the rest is blank.
		expect(toExcerpt(`Hi${' '.repeat(1998)}`, 80)).toBe('Hi');
		expect(toExcerpt(`Hi${' '.repeat(1999)}`, 80)).toBe('Hi…');
	});

	it.each(['<', '<a', '<style>', '<!--', '<a>', '</', '&', '&#', '<style></', '< ', '\u0000 '])(
		'takes linear time for 100,000 characters of %j',
		(part) => {
			const text = part.repeat(100_000 / part.length);
			expect(read(text).length).toBeLessThanOrEqual(81);
		},
	);
});
