import fc from 'fast-check';

import { extensionOf, safeFileName, safeMimeType } from '../../../nodes/shared/fileNames';

describe('safeFileName', () => {
	it.each([
		['invoice.pdf', 'invoice.pdf'],
		['../../etc/passwd', 'passwd'],
		['C:\\dir\\scan.pdf', 'scan.pdf'],
		['C:scan.pdf', 'scan.pdf'],
		['a"b.pdf', "a'b.pdf"],
		['a\r\nContent-Type: x.pdf', 'aContent-Type: x.pdf'],
		['a\0b.pdf', 'ab.pdf'],
		['photo\u202egpj.exe', 'photogpj.exe'],
		['écran 👩‍👧.png', 'écran 👩‍👧.png'],
		['e\u0301.png', 'e\u0301.png'],
		['請求書.pdf', '請求書.pdf'],
		['.env', '.env'],
		['', 'file.pdf'],
		['..', 'file.pdf'],
		['folder/', 'file.pdf'],
		['  ', 'file.pdf'],
		['\ud800', 'file.pdf'],
	])('makes %p to %p', (name, safe) => {
		expect(safeFileName(name, 'file.pdf')).toBe(safe);
	});

	it('keeps the extension of a name that is too long', () => {
		const name = safeFileName(`${'é'.repeat(300)}.pdf`, 'file');
		expect(Buffer.byteLength(name)).toBe(254);
		expect(name.endsWith('é.pdf')).toBe(true);
	});

	it('gives one safe name for any text, and the same for that again', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
				const name = safeFileName(text, 'file');
				expect(name).not.toMatch(/[\r\n\0"/\\]|^\.*$/);
				expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
			}),
		);
	});
});

describe('extensionOf', () => {
	it.each([
		['a.tar.gz', '.gz'],
		['a', ''],
		['No. 5 of them', ''],
		['a.', ''],
	])('of %p is %p', (name, extension) => {
		expect(extensionOf(name)).toBe(extension);
	});
});

describe('safeMimeType', () => {
	it.each([
		['application/pdf', 'application/pdf'],
		['text/html; charset=utf-8', 'text/html'],
		['image/svg+xml', 'image/svg+xml'],
		['text/plain\r\nX-Injected: 1', 'application/octet-stream'],
		['pdf', 'application/octet-stream'],
		['', 'application/octet-stream'],
		[undefined, 'application/octet-stream'],
	])('of %p is %p', (type, safe) => {
		expect(safeMimeType(type)).toBe(safe);
	});
});
