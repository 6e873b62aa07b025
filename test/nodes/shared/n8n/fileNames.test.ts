import fc from 'fast-check';

import {
	buildFileName,
	nameInSonar,
	readExtension,
	toMimeType,
} from '../../../../nodes/shared/n8n/fileNames';

const ownName = (own: string) => buildFileName({ own, fallback: 'file', extension: 'pdf' });

describe('A file’s own name', () => {
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
		['Rechnung 01.02.2026', 'Rechnung 01.02.2026'],
		['', 'file.pdf'],
		['..', 'file.pdf'],
		['folder/', 'file.pdf'],
		['  ', 'file.pdf'],
		['\ud800', 'file.pdf'],
	])('%p is %p in Sonar', (name, safe) => {
		expect(ownName(name)).toBe(safe);
	});

	it('keeps its extension when it is cut', () => {
		const name = ownName(`${'é'.repeat(300)}.pdf`);
		expect(Buffer.byteLength(name)).toBe(254);
		expect(name.endsWith('é.pdf')).toBe(true);
	});

	it('becomes one safe name, for any text and any given name', () => {
		const text = fc.string({ unit: 'binary', maxLength: 400 });
		fc.assert(
			fc.property(text, fc.option(text), fc.option(fc.nat(99)), (own, given, number) => {
				const name = buildFileName({
					own,
					given: given ?? undefined,
					fallback: 'file',
					extension: 'pdf',
					number: number ?? undefined,
				});
				expect(name).not.toMatch(/[\r\n\0"/\\]|^\.*$/);
				expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
			}),
		);
	});

	it('is made safe in linear time', () => {
		const shortest = (name: string) => ownName(name).length;
		// In quadratic time, this would take minutes.
		expect(shortest(`${'é'.repeat(5_000_000)}.pdf`)).toBeGreaterThan(100);
	});
});

describe('readExtension', () => {
	it.each([
		['a.tar.gz', '.gz'],
		['a.PDF', '.PDF'],
		['a', ''],
		['No. 5 of them', ''],
		['a.', ''],
		['Rechnung 01.02.2026', ''],
		['Contract v1.2', ''],
		['No.123', ''],
		['Q.Public', ''],
		['Main.St', ''],
	])('of %p is %p', (name, extension) => {
		expect(readExtension(name)).toBe(extension);
	});
});

describe('toMimeType', () => {
	it.each([
		['application/pdf', 'application/pdf'],
		['text/html; charset=utf-8', 'text/html'],
		[' image/png ; charset=x', 'image/png'],
		['image/svg+xml', 'image/svg+xml'],
		['text/plain\r\nX-Injected: 1', 'application/octet-stream'],
		['pdf', 'application/octet-stream'],
		['', 'application/octet-stream'],
		[undefined, 'application/octet-stream'],
		[5, 'application/octet-stream'],
	])('of %p is %p', (type, safe) => {
		expect(toMimeType(type)).toBe(safe);
	});

	it('falls back to the name if there is no type', () => {
		expect(toMimeType(undefined, 'scan.pdf')).toBe('application/pdf');
		expect(toMimeType('application/octet-stream', 'scan.pdf')).toBe('application/octet-stream');
		expect(toMimeType(undefined, 'No.123')).toBe('application/octet-stream');
	});
});

describe('nameInSonar', () => {
	const pdf = { fileName: 'scan.pdf', fileExtension: 'pdf', mimeType: 'application/pdf' };

	it.each([
		['', 'scan.pdf'],
		['contract', 'contract.pdf'],
		['contract.docx', 'contract.docx'],
		['Rechnung 01.02.2026', 'Rechnung 01.02.2026.pdf'],
		['Contract v1.2', 'Contract v1.2.pdf'],
		['12/2025', '12-2025.pdf'],
		['a\\b.pdf', 'a-b.pdf'],
	])('given the name %p, returns %p', (given, name) => {
		expect(nameInSonar(pdf, given)).toBe(name);
	});

	it.each([
		['a.own', 'b', 'b_2.own'],
		['a.own', 'b.OWN', 'b_2.OWN'],
		['a.own', 'b.pdf', 'b_2.pdf'],
		['a.own', 'own', 'own_2.own'],
		['a.Own2', 'b', 'b_2.Own2'],
		['a.2own', 'b', 'b_2'],
		['a.own.x-y', 'b', 'b_2'],
		['a', 'b', 'b_2'],
		['a', 'b.pdf', 'b_2.pdf'],
		['', 'b.pdf', 'b_2.pdf'],
	])('for the second file %p, given the name %p, returns %p', (fileName, given, name) => {
		expect(nameInSonar({ fileName }, given, 2)).toBe(name);
	});

	it('numbers the files of an item before the extension', () => {
		expect(nameInSonar(pdf, 'contract', 1)).toBe('contract_1.pdf');
		expect(nameInSonar(pdf, 'contract.txt', 2)).toBe('contract_2.txt');
		const long = nameInSonar(pdf, 'x'.repeat(300), 20);
		expect(long).toMatch(/x_20\.pdf$/);
		expect(long).toHaveLength(255);
	});

	it('names a nameless file, which PHP would not see as a file', () => {
		expect(nameInSonar({ fileExtension: 'pdf' })).toBe('file.pdf');
		expect(nameInSonar({ mimeType: 'image/jpeg' })).toBe('file.jpg');
		expect(nameInSonar({ fileExtension: 'p/df', mimeType: 'image/jpeg' })).toBe('file.jpg');
		expect(nameInSonar({})).toBe('file');
		expect(nameInSonar({ fileExtension: 'pdf' }, 'x')).toBe('x.pdf');
	});
});
