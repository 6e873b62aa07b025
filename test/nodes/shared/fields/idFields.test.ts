import fc from 'fast-check';

import { toTypeName } from '../../../../nodes/shared/fields/fileFields';
import { parseIdValue, parseIdValues } from '../../../../nodes/shared/fields/idFields';

const REMEDIES = [
	['is empty', 'Enter the ID, or check the expression that gives File ID for this item.'],
	['too many digits', 'Enter the ID as text.'],
	['must be a number such as 61', 'Enter the ID, a whole number without a sign or decimals.'],
] as const;

describe('parseIdValue', () => {
	it('keeps every digit of a 64-bit ID', () => {
		fc.assert(
			fc.property(fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }), (id) => {
				expect(parseIdValue(` ${id} `, 'File ID')).toBe(id.toString());
			}),
		);
	});

	it('accepts a number that a float holds exactly', () => {
		expect(parseIdValue(61, 'File ID')).toBe('61');
		expect(parseIdValue(Number.MAX_SAFE_INTEGER, 'File ID')).toBe('9007199254740991');
	});

	it.each([
		['', 'File ID is empty'],
		[null, 'File ID is empty'],
		[undefined, 'File ID is empty'],
		[2 ** 53, 'File ID has too many digits for a number, so JavaScript has rounded it'],
		['0', 'File ID must be a number such as 61, not "0"'],
		['-1', 'File ID must be a number such as 61, not "-1"'],
		['1.5', 'File ID must be a number such as 61, not "1.5"'],
		[1.5, 'File ID must be a number such as 61, not 1.5'],
		['9223372036854775808', 'File ID must be a number such as 61, not "9223372036854775808"'],
		['12345678901234567890', 'File ID must be a number such as 61, not "12345678901234567890"'],
		['1e3', 'File ID must be a number such as 61, not "1e3"'],
		['61) { id } }', 'File ID must be a number such as 61, not "61) { id } }"'],
		[{ id: 1 }, 'File ID must be a number such as 61, not an object'],
		[[1], 'File ID must be a number such as 61, not a list'],
		[true, 'File ID must be a number such as 61, not true'],
	])('rejects %p and says what to enter', (value, message) => {
		const remedy = REMEDIES.find(([part]) => message.includes(part))![1];
		expect(() => parseIdValue(value, 'File ID')).toThrow(
			expect.objectContaining({ message, remedy }) as Error,
		);
	});
});

describe('parseIdValues', () => {
	it.each<[unknown, string[]]>([
		[61, ['61']],
		['61', ['61']],
		['61, 62,63', ['61', '62', '63']],
		[
			[61, '62'],
			['61', '62'],
		],
		[
			['61,62', 63],
			['61', '62', '63'],
		],
	])('reads %p', (value, ids) => {
		expect(parseIdValues(value, 'File ID')).toEqual(ids);
	});

	it.each([[[]], [''], [[[]]]])('refuses %p, which is empty', (value) => {
		expect(() => parseIdValues(value, 'File ID')).toThrow('File ID is empty');
	});

	it.each<[unknown, string]>([
		['61,', '61,'],
		[' , ', ','],
		['61,,62', '61,,62'],
		[['61', undefined], '[61, ]'],
		[[' ', 61], '[, 61]'],
		[['61', []], '[61, ]'],
		[[undefined, ...Array.from({ length: 99 }, () => 61)], `[${', 61'.repeat(99)}`.slice(0, 50)],
	])('shows where an id is missing in %j', (value, shown) => {
		expect(() => parseIdValues(value, 'File ID')).toThrow(
			expect.objectContaining({
				message: `File ID has a gap where an ID should be: ${shown}`,
				remedy: 'Remove the extra comma, or check the expression that gives File ID for this item.',
			}) as Error,
		);
	});
});

describe('toTypeName', () => {
	it('takes any name that a schema can have', () => {
		expect(toTypeName(' TicketReply ')).toBe('TicketReply');
		expect(toTypeName('_New2')).toBe('_New2');
		// As people write it, and as the list shows it.
		for (const text of ['ticketreply', 'Ticket Reply', 'TICKET reply']) {
			expect(toTypeName(text)).toBe('TicketReply');
		}
		expect(toTypeName('ACH Batch')).toBe('AchBatch');
		expect(toTypeName('FCC Form 477 Report')).toBe('FccForm477Report');
	});

	it.each([
		['', 'Entity Type is empty'],
		[undefined, 'Entity Type is empty'],
		['Ticket) { id }', 'Entity Type must be the name of a type, not "Ticket) { id }"'],
		['2x', 'Entity Type must be the name of a type, not "2x"'],
		[5, 'Entity Type must be the name of a type, not 5'],
	])('rejects %p and says what to enter', (value, message) => {
		const remedy =
			'Choose a type from the list, or enter its name in Sonar’s schema, such as Ticket.';
		expect(() => toTypeName(value)).toThrow(expect.objectContaining({ message, remedy }) as Error);
	});
});
