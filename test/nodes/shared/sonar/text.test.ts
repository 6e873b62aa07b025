import {
	cleanText,
	countCharacters,
	cutText,
	isTooLong,
	LONGEST_TEXT,
	toLine,
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
