import {
	decodeHead,
	decodeText,
	decodeTransfer,
} from '../../../../nodes/shared/email/decodeContent';

const pause = async () => {};
const bytes = (text: string) => Buffer.from(text, 'latin1');
const decode = async (text: string, encoding: string) =>
	Buffer.from(await decodeTransfer(bytes(text), encoding, pause)).toString('latin1');

describe('The bytes of a part', () => {
	it.each([
		['base64', 'SGVs\r\nbG8 h', 'Hello!'],
		[' Base64 ', 'SGVsbG8', 'Hello'],
		['base64', '-_-_', '\u00fb\u00ff\u00bf'],
		['base64', '!', ''],
		['Quoted-Printable', 'a=3Db=c3=BC', 'a=b\u00c3\u00bc'],
		['quoted-printable', 'a=\r\nb=\nc=\rd', 'abcd'],
		['quoted-printable', 'a=\r\n\nb', 'a\nb'],
		['quoted-printable', 'a=4 =g0 =0g =', 'a=4 =g0 =0g ='],
		['quoted-printable', 'a=4', 'a=4'],
		['quoted-printable', '=00=0A=A0', '\u0000\n\u00a0'],
		['8bit', 'a=3D', 'a=3D'],
		['', 'SGVs', 'SGVs'],
	])('behind %p are, of %j, %j', async (encoding, text, decoded) => {
		expect(await decode(text, encoding)).toBe(decoded);
	});

	it('are whole in spite of being read in slices', async () => {
		const content = Array.from({ length: 150_000 }, (_, index) => index % 10).join('');
		const lines = bytes(content).toString('base64').replace(/.{75}/g, '$&\r\n');
		// What is no letter of base64 moves the ends of the slices.
		for (const before of ['', '!', '!!', '!!!'])
			expect(await decode(before + lines, 'base64')).toBe(content);
		// An escape lies across each end of a slice.
		for (const before of ['', 'x', 'xx'])
			expect(await decode(before + '=3D'.repeat(100_000), 'quoted-printable')).toBe(
				before + '='.repeat(100_000),
			);
		const letters = Buffer.from(`x${'ü€'.repeat(60_000)}`);
		expect(await decodeText(letters, 'utf-8', pause)).toBe(letters.toString());
	});
});

describe('Text', () => {
	it.each([
		['gb2312', [0xc4, 0xe3, 0xba, 0xc3], '你好'],
		[' GBK ', [0xc4, 0xe3], '你'],
		[' GBK ', [0xc4, 0xa3], '模'],
		['big5', [0xa7, 0x41], '你'],
		['shift_jis', [0x82, 0xa0], 'あ'],
		['euc-kr', [0xb0, 0xa1], '가'],
		['utf-16le', [0x41, 0, 0xfc, 0], 'Aü'],
		['koi8-r', [0xc1], 'а'],
		['iso-8859-2', [0xb1], 'ą'],
		// Bytes that are UTF-8 are no text of another charset.
		['koi8-r', [0xc3, 0xbc], 'ü'],
		['utf-8', [0x61, 0xe9], 'aé'],
		['iso-8859-2', [0x61, 0xe8], 'ač'],
		['', [0x80], '€'],
		['no charset', [0x61], 'a'],
		['', [], ''],
	])('of the charset %j is, of the bytes %j, %j', async (charset, given, text) => {
		expect(await decodeText(Uint8Array.from(given), charset, pause)).toBe(text);
	});

	it('may end within a letter', async () => {
		expect(await decodeText(Uint8Array.of(0xc3, 0xbc, 0xc3), 'utf-8', pause)).toBe('ü');
		expect(decodeHead(Uint8Array.of(0x61, 0xc3))).toBe('a');
	});

	it('of a head is UTF-8, or else of one byte a letter', () => {
		expect(decodeHead(Buffer.from('ü'))).toBe('ü');
		expect(decodeHead(Uint8Array.of(0xfc, 0x80))).toBe('ü€');
	});
});
