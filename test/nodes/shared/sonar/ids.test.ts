import {
	compareIds,
	parseWholeNumber,
	toId,
	toWholeNumber,
} from '../../../../nodes/shared/sonar/ids';

describe('A whole number', () => {
	it.each([
		[61, '61'],
		['61', '61'],
		['007', '7'],
		[0, '0'],
		['9223372036854775807', '9223372036854775807'],
		['9223372036854775808', undefined],
		['00000000000000000061', undefined],
		['61a', undefined],
		['a61', undefined],
		[' 61', undefined],
		['', undefined],
		[-1, undefined],
		[1.5, undefined],
		[1e21, undefined],
		[null, undefined],
		[[61], undefined],
	])('of %p is %p', (value, number) => {
		expect(toWholeNumber(value)).toBe(number);
	});

	it('is named in the error if it is missing', () => {
		expect(parseWholeNumber('61', 'the id')).toBe('61');
		expect(() => parseWholeNumber(null, 'the id')).toThrow(
			expect.objectContaining({
				code: 'incomplete',
				message: 'Sonar answered without the id',
			}) as Error,
		);
	});
});

describe('An ID', () => {
	it.each([
		[61, '61'],
		['061', '61'],
		['9007199254740992', '9007199254740992'],
		[0, undefined],
		['0', undefined],
		['-1', undefined],
		[null, undefined],
	])('%p is %p', (value, id) => {
		expect(toId(value)).toBe(id);
	});
});

it.each([
	['9007199254740993', '9007199254740992', 1],
	['9007199254740992', '9007199254740993', -1],
	['10', '9', 1],
	['007', '7', 0],
])('The ID %p compared to %p gives %p', (a, b, order) => {
	expect(compareIds(a, b)).toBe(order);
});
