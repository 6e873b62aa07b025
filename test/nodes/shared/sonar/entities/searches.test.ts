import {
	containing,
	numbered,
	onDate,
	onDay,
} from '../../../../../nodes/shared/sonar/entities/searches';

describe('What a person types into a search', () => {
	it('is searched for anywhere in a text', () => {
		expect(containing('name', 'a')).toEqual({
			string_fields: [
				{ attribute: 'name', search_value: 'a', match: true, partial_matching: true },
			],
		});
	});

	it.each([
		['49', '49'],
		['#49', '49'],
		['0049', '49'],
		['9223372036854775807', '9223372036854775807'],
	])('may be an ID: %p', (words, id) => {
		const field = { attribute: 'id', search_value: id, operator: 'EQ' };
		expect(numbered('id', words)).toEqual([{ integer_fields: [field] }]);
	});

	it.each(['4#9', '##49', '49#', '4 9', '0', '-1', '', '#', '9223372036854775808'])(
		'is not an ID: %p',
		(words) => {
			expect(numbered('id', words)).toEqual([]);
		},
	);

	it.each([
		['2026', '2026-01-01', '2027-01-01'],
		['2026-03', '2026-03-01', '2026-04-01'],
		['2026-12', '2026-12-01', '2027-01-01'],
		['2026-03-01', '2026-03-01', '2026-03-02'],
		['2024-02-29', '2024-02-29', '2024-03-01'],
		['2026-12-31', '2026-12-31', '2027-01-01'],
	])('may be a year, a month or a day: %p', (words, first, next) => {
		const fields = (suffix: string) => [
			{ attribute: 'at', search_value: `${first}${suffix}`, operator: 'GTE' },
			{ attribute: 'at', search_value: `${next}${suffix}`, operator: 'LT' },
		];
		expect(onDate('at', words)).toEqual([{ date_fields: fields('') }]);
		expect(onDay('at', words)).toEqual([{ datetime_fields: fields('T00:00:00+00:00') }]);
	});

	it.each([
		'2026-13',
		'2026-02-29',
		'2026-3',
		'2026-03-1',
		'x2026',
		'2026x',
		'0026',
		'3026',
		'202',
		'2026-00',
	])('is not a date: %p', (words) => {
		expect([onDate('at', words), onDay('at', words)]).toEqual([[], []]);
	});
});
