import { matches, mayMatch } from '../../../nodes/SonarTrigger/giveOut';
import type { SonarFile } from '../../../nodes/shared/sonar/files/file';

describe('The filter', () => {
	const file = {
		filename: 'Invoice.PDF',
		mime_type: 'application/pdf',
		fileable_type: 'Ticket',
	} as SonarFile;

	it.each([
		[{ types: [] }, true],
		[{ types: ['Account', 'Ticket'] }, true],
		[{ types: ['Account'] }, false],
		[{ types: [], filename: 'invoice.p' }, true],
		[{ types: [], filename: 'bill' }, false],
		[{ types: [], mimeType: 'PDF' }, true],
		[{ types: [], mimeType: 'image' }, false],
		[{ types: ['Ticket'], filename: 'INVOICE', mimeType: 'image' }, false],
	])('%j matches: %p', (filter, passes) => {
		expect(matches(file, filter)).toBe(passes);
	});

	it('for types does not match an unlinked file', () => {
		const unlinked = { ...file, fileable_type: null };
		expect(matches(unlinked, { types: ['Ticket'] })).toBe(false);
		expect(matches(unlinked, { types: [] })).toBe(true);
	});

	it('knows which file may still match once it is linked', () => {
		const unlinked = { ...file, fileable_type: null };
		expect(mayMatch(unlinked, { types: ['Ticket'], filename: 'invoice' })).toBe(true);
		expect(mayMatch(unlinked, { types: ['Ticket'], filename: 'bill' })).toBe(false);
		expect(mayMatch(unlinked, { types: ['Ticket'], mimeType: 'image' })).toBe(false);
		expect(mayMatch(unlinked, { types: [] })).toBe(false);
		expect(mayMatch(file, { types: ['Account'] })).toBe(false);
	});
});
