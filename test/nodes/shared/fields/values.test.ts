import { tryToParseDateTime } from 'n8n-workflow';

import type { Field } from '../../../../nodes/shared/fields/Field';
import { idleTimeout } from '../../../../nodes/shared/fields/requestOptions';
import {
	acceptAlso,
	buildChoice,
	buildDay,
	buildMoment,
	buildNumber,
	buildText,
	buildWholeNumber,
	buildYesNo,
} from '../../../../nodes/shared/fields/values';
import { expectRefusal, parseField } from './parseField';

describe('A text', () => {
	const field = buildText({ displayName: 'Name', type: 'string', default: '' });

	it.each([
		[' a b ', 'a b'],
		[0, '0'],
		['', undefined],
		['  ', undefined],
		[null, undefined],
		[undefined, undefined],
	])('given as %p is %p', (value, text) => {
		expect(parseField(field, value)).toBe(text);
	});

	it.each([
		[true, 'true'],
		[{}, 'an object'],
		[['a'], 'a list'],
	])('cannot be %j', (value, shown) => {
		expectRefusal(field, value, `Name must be text, not ${shown}`);
	});
});

describe('Yes or no', () => {
	const field = buildYesNo({ displayName: 'On', type: 'boolean', default: true }, undefined);

	it.each([
		[true, true],
		[false, false],
		[' True ', true],
		['FALSE', false],
		['', undefined],
		[null, undefined],
	])('given as %p is %p', (value, answer) => {
		expect(parseField(field, value)).toBe(answer);
	});

	it.each([1, 0, 'yes', 'truer', {}, []])('cannot be %p', (value) => {
		expect(() => parseField(field, value)).toThrow('On must be true or false, not ');
	});

	it('has its own default', () => {
		const on = buildYesNo({ displayName: 'On', type: 'boolean', default: true }, true);
		expect([parseField(on, ''), parseField(on, false)]).toEqual([true, false]);
	});
});

describe('A number', () => {
	const property = { displayName: 'N', type: 'number', default: 5 } as const;
	let open: Field<number>;
	let whole: Field<number>;
	beforeEach(() => {
		open = buildNumber(property, { min: 1, isWhole: false });
		whole = buildWholeNumber(property, { min: 1, max: 20 });
	});

	it.each([
		[1, 1],
		[20, 20],
		[' 7 ', 7],
		['', 5],
		[null, 5],
	])('given as %p is %p', (value, number) => {
		expect(parseField(whole, value)).toBe(number);
		expect(parseField(open, value)).toBe(number);
	});

	it.each([0, 21, 1.5, '1.5', ' ', 'x', NaN, Infinity, true, [5], { n: 5 }])(
		'cannot be %p',
		(value) => {
			expect(() => parseField(whole, value)).toThrow('N must be a whole number from 1 to 20, not ');
		},
	);

	it('cannot be blank, even if it may be 0', () => {
		const count = buildWholeNumber(property, { min: 0 });
		expect(parseField(count, '0')).toBe(0);
		expectRefusal(count, ' ', 'N must be a whole number of at least 0, not ""');
	});

	it('may have decimals and any size', () => {
		expect([parseField(open, 1.5), parseField(open, '1e9')]).toEqual([1.5, 1e9]);
		expectRefusal(open, 0.5, 'N must be a number of at least 1, not 0.5');
		const large = buildWholeNumber(property, { min: 1 });
		expectRefusal(large, 2 ** 53, 'N must be a whole number of at least 1, not 9007199254740992');
	});

	it('shows its bounds in the editor', () => {
		const typeOptions = { minValue: 1, maxValue: 20 };
		expect(whole.property).toEqual({ ...property, typeOptions });
		expect(open.property.typeOptions).toEqual({ minValue: 1, maxValue: undefined });
	});

	it('in seconds becomes milliseconds', () => {
		expect([parseField(idleTimeout, ''), parseField(idleTimeout, 0.1)]).toEqual([60_000, 100]);
	});
});

describe('A choice', () => {
	const choice = buildChoice({
		displayName: 'Sort',
		type: 'options',
		default: 'ASC',
		options: [
			{ name: 'Up', value: 'ASC' },
			{ name: 'Down', value: 'DESC' },
		],
	});
	const also = acceptAlso(choice, ['RANDOM']);

	it.each([
		[' desc ', 'DESC'],
		['ASC', 'ASC'],
		['', 'ASC'],
		[null, 'ASC'],
	])('given as %p is %p', (value, chosen) => {
		expect(parseField(choice, value)).toBe(chosen);
		expect(parseField(also, value)).toBe(chosen);
	});

	it.each(['Up', 'RANDOM', 5, {}])('cannot be %p', (value) => {
		expect(() => parseField(choice, value)).toThrow('Sort must be one of ASC, DESC, not ');
	});

	it('may accept more values by expression', () => {
		expect(parseField(also, 'RANDOM')).toBe('RANDOM');
		expect(() => parseField(also, 'random')).toThrow('Sort must be one of');
		expect(also.property).toBe(choice.property);
	});
});

describe('A date', () => {
	const moment = buildMoment({ displayName: 'Since', type: 'dateTime', default: '' });
	const day = buildDay({ displayName: 'Due', type: 'dateTime', default: '' });

	it.each<[unknown, string | undefined, string | undefined]>([
		['2026-01-31T09:00:00Z', '2026-01-31T09:00:00+00:00', '2026-01-31'],
		['2026-01-31T03:00:00Z', '2026-01-31T03:00:00+00:00', '2026-01-30'],
		['2026-01-31T09:00:00+05:30', '2026-01-31T09:00:00+05:30', '2026-01-30'],
		['2026-01-31T09:00', '2026-01-31T09:00:00-05:00', '2026-01-31'],
		['2026-07-31 09:00:00.5', '2026-07-31T09:00:00-04:00', '2026-07-31'],
		[' 2026-01-31 ', '2026-01-31T00:00:00-05:00', '2026-01-31'],
		[new Date('2026-01-31T03:00:00Z'), '2026-01-30T22:00:00-05:00', '2026-01-30'],
		[tryToParseDateTime('2026-01-31T09:00:00Z'), '2026-01-31T09:00:00+00:00', '2026-01-31'],
		['2024-02-29', '2024-02-29T00:00:00-05:00', '2024-02-29'],
		['', undefined, undefined],
		[null, undefined, undefined],
	])('given as %p is the moment %p and the day %p', (value, asMoment, asDay) => {
		expect(parseField(moment, value)).toBe(asMoment);
		expect(parseField(day, value)).toBe(asDay);
	});

	it.each([
		'1/31/2026',
		'31.01.2026',
		'2026-02-30',
		'tomorrow',
		'2026-01-31x',
		'x2026-01-31',
		5,
		{},
	])('cannot be %p', (value) => {
		expect(() => parseField(moment, value)).toThrow('Since must be a date, not ');
		expect(() => parseField(day, value)).toThrow('Due must be a date, not ');
	});

	it('that is invalid has a remedy', () => {
		expectRefusal(
			moment,
			'x',
			'Since must be a date, not "x"',
			'Enter a date and time such as 2026-01-31T09:00:00.',
		);
		expectRefusal(day, 'x', 'Due must be a date, not "x"', 'Enter a date such as 2026-01-31.');
	});
});
