import { parseJson } from '../../../../../nodes/shared/sonar/http/json';

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

describe('The JSON of an answer', () => {
	it.each([
		['{"id":9223372036854775807}', { id: '9223372036854775807' }],
		['{"id":61,"share":0.5}', { id: 61, share: 0.5 }],
		['{"id":-9223372036854775807}', { id: '-9223372036854775807' }],
		// Only whole numbers are ids. The type of any other does not depend on its digits.
		[
			'{"lat":43.653210000000012345,"lon":-79.38318400000000123e0}',
			{ lat: 43.653210000000016, lon: -79.383184 },
		],
		['{"id":1,"id":2}', { id: 2 }],
		['{"id":1,"id":9223372036854775807}', { id: '9223372036854775807' }],
		['{"text":"1234567890123456"}', { text: '1234567890123456' }],
		[JSON.stringify({ text: `"${'['.repeat(500)}\\` }), { text: `"${'['.repeat(500)}\\` }],
		[JSON.stringify(Array(500).fill([])), Array(500).fill([])],
	])('keeps every integer exact: %#', (text, value) => {
		expect(parseJson(text)).toEqual(value);
	});

	it.each([
		'',
		'{',
		'<html>',
		nested(101),
		`["x",${nested(100)}]`,
		`["\\"",${nested(100)}]`,
		`{"errors":${nested(100_000)}}`,
	])('is undefined if it is not JSON, or nested too deep: %#', (text) => {
		expect(parseJson(text)).toBeUndefined();
	});

	it('may be a hundred levels deep', () => {
		expect(parseJson(nested(100))).toEqual(JSON.parse(nested(100)));
	});
});
