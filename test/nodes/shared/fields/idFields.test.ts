import fc from 'fast-check';

import { toTypeName } from '../../../../nodes/shared/fields/fileFields';
import { parseIdValue, parseIdValues } from '../../../../nodes/shared/fields/idFields';

const REMEDIES = [
	['is empty', 'Enter the ID, or check the expression that gives File ID for this item.'],
	['too many digits', 'Give the ID as text.'],
	['is not an id', 'An ID is a whole number, such as 61.'],
] as const;

describe('parseIdValue', () => {
	it('keeps every id of 64 bits to the digit', () => {
		fc.assert(
			fc.property(fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }), (id) => {
				expect(parseIdValue(` ${id} `, 'File ID')).toBe(id.toString());
			}),
		);
	});

	it('takes a number that a float holds without loss', () => {
		expect(parseIdValue(61, 'File ID')).toBe('61');
		expect(parseIdValue(Number.MAX_SAFE_INTEGER, 'File ID')).toBe('9007199254740991');
	});

	it.each([
		['', 'File ID is empty'],
		[null, 'File ID is empty'],
		[undefined, 'File ID is empty'],
		[2 ** 53, 'File ID is a number with too many digits, so JavaScript has rounded it'],
		['0', 'File ID is not an id: 0'],
		['-1', 'File ID is not an id: -1'],
		['1.5', 'File ID is not an id: 1.5'],
		[1.5, 'File ID is not an id: 1.5'],
		['9223372036854775808', 'File ID is not an id: 9223372036854775808'],
		['12345678901234567890', 'File ID is not an id: 12345678901234567890'],
		['1e3', 'File ID is not an id: 1e3'],
		['61) { id } }', 'File ID is not an id: 61) { id } }'],
		[{ id: 1 }, 'File ID is not an id: object'],
		[[1], 'File ID is not an id: a list'],
		[true, 'File ID is not an id: true'],
	])('refuses %p, and says what to give', (value, message) => {
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
	});

	it.each([
		['', 'Entity Type is empty'],
		[undefined, 'Entity Type is empty'],
		['Ticket) { id }', 'Entity Type is not the name of a type: Ticket) { id }'],
		['2x', 'Entity Type is not the name of a type: 2x'],
		[5, 'Entity Type is not the name of a type: 5'],
	])('refuses %p, and says what to give', (value, message) => {
		const remedy =
			'Choose a type from the list, or give its name in Sonar’s schema, such as Ticket.';
		expect(() => toTypeName(value)).toThrow(expect.objectContaining({ message, remedy }) as Error);
	});
});
