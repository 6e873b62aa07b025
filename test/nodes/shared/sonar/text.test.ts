import {
	cleanText,
	countCharacters,
	cutText,
	isTooLong,
	LONGEST_TEXT,
	toLine,
	toTime,
} from '../../../../nodes/shared/sonar/text';

describe('A text', () => {
	it('keeps everything that Sonar can store', () => {
		const text = '  <b>ä</b> 👩‍👩‍👧 \u202e\u0007\t\r\n';
		expect(cleanText(text)).toBe(text);
		expect(cleanText('a\u0000b\ud800c\udc00')).toBe('a\ufffdb\ufffdc\ufffd');
	});

	it('becomes one line', () => {
		expect(toLine('a\r\nb\nc\rd\u2028e\u0085f  g \vVAT')).toBe('a b c d e f  g  VAT');
	});

	it('is counted in code points', () => {
		expect(isTooLong('😀'.repeat(LONGEST_TEXT))).toBe(false);
		expect(isTooLong('😀'.repeat(LONGEST_TEXT + 1))).toBe(true);
		const cut = cutText('😀'.repeat(LONGEST_TEXT + 1));
		expect(countCharacters(cut)).toBe(LONGEST_TEXT);
		expect(cut).toMatch(
			/😀\n\[This text was too long\. The whole is attached as message\.txt\.\]$/u,
		);
	});
});

describe('A time of Sonar’s', () => {
	it.each([
		['2026-12-01T08:00:00+00:00', 1_796_112_000_000],
		['Tue, 01 Dec 2026 08:00:00 GMT', 1_796_112_000_000],
		['today', NaN],
		['', NaN],
		[2026, NaN],
		[null, NaN],
		[undefined, NaN],
	])('is, of %j, %p', (text, time) => {
		expect(toTime(text)).toBe(time);
	});
});
