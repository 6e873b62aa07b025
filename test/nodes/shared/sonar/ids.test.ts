import fc from 'fast-check';

import { parseId, parseIds, parseTypeName } from '../../../../nodes/shared/sonar/ids';

const REMEDIES = [
	['is empty', 'Enter the id, or check that the expression for File ID gives one for this item.'],
	['too large', 'Give the id as text.'],
	['is not an id', 'An id is a whole number, such as 61.'],
] as const;

describe('parseId', () => {
	it('keeps every id of 64 bits to the digit', () => {
		fc.assert(
			fc.property(fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }), (id) => {
				expect(parseId(` ${id} `, 'File ID')).toBe(id.toString());
			}),
		);
	});

	it('takes a number that a float holds without loss', () => {
		expect(parseId(61, 'File ID')).toBe('61');
		expect(parseId(Number.MAX_SAFE_INTEGER, 'File ID')).toBe('9007199254740991');
	});

	it.each([
		['', 'File ID is empty'],
		[null, 'File ID is empty'],
		[undefined, 'File ID is empty'],
		[2 ** 53, 'File ID is too large to be a number without loss'],
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
		[true, 'File ID is not an id: boolean'],
	])('refuses %p, and says what to give', (value, message) => {
		const remedy = REMEDIES.find(([part]) => message.includes(part))![1];
		expect(() => parseId(value, 'File ID')).toThrow(
			expect.objectContaining({ message, remedy }) as Error,
		);
	});
});

describe('parseIds', () => {
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
		expect(parseIds(value, 'File ID')).toEqual(ids);
	});

	it.each([[[]], ['61,'], [','], ['']])('refuses %p, in which an id is missing', (value) => {
		expect(() => parseIds(value, 'File ID')).toThrow('File ID is empty');
	});
});

describe('parseTypeName', () => {
	it('takes any name that a schema can have', () => {
		expect(parseTypeName(' TicketReply ')).toBe('TicketReply');
		expect(parseTypeName('_New2')).toBe('_New2');
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
		expect(() => parseTypeName(value)).toThrow(
			expect.objectContaining({ message, remedy }) as Error,
		);
	});
});
