import { parseJsonObject, readFailure } from '../../../../../nodes/shared/sonar/http/answers';
import { readErrorMessage } from '../../../../../nodes/shared/sonar/http/errorMessages';

const answer = (status: number, text: string, headers = {}) => ({ status, text, headers });

describe('readErrorMessage', () => {
	it.each([
		[{ errors: [{ message: 'a' }, { message: 'b' }], message: 'c' }, 'a; b'],
		[{ errors: ['a'] }, 'a'],
		[{ errors: 'a', message: 'b' }, 'a'],
		[{ errors: { files: ['a'] }, message: 'b' }, 'a'],
		[{ errors: {}, message: 'b' }, 'b'],
		[{ errors: [], error: 'a' }, 'a'],
		[{ message: 'a', error: 'b' }, 'a'],
		[{ error: { message: 'a' } }, 'a'],
		[{ error: { message: { name: ['a', 'b'], type: ['c'] } } }, 'a; b; c'],
		[{ message: '  ' }, undefined],
		[{ message: 5 }, undefined],
		[
			{
				errors: [{ message: 'validation', extensions: { validation: { 'input.id': ['is bad'] } } }],
			},
			'validation; is bad',
		],
		[{ errors: [{ message: 'validation', validation: { id: ['is bad'] } }] }, 'validation; is bad'],
		[{ errors: [{ message: 'a', extensions: [] }] }, 'a'],
		[{ errors: { message: 'a', validation: { id: ['b'] } } }, 'a; b'],
		[{ errors: [{ message: 'a', extensions: null }, 'b', 5, null] }, 'a; b'],
		[{ message: [' a ', '', 'a', { b: 'b' }] }, 'a; b'],
		[{ message: [[[[['a']]]]] }, 'a'],
		[{ message: [[[[[['a']]]]]] }, undefined],
		['text', undefined],
		[null, undefined],
		[['text'], undefined],
	])('reads %j as %p', (body, words) => {
		expect(readErrorMessage(body)).toBe(words);
	});

	it('reads twenty messages of a list at most', () => {
		const texts = Array.from({ length: 25 }, (_, index) => `t${index + 1}`);
		const twenty = texts.slice(0, 20).join('; ');
		expect(readErrorMessage({ message: texts })).toBe(twenty);
		expect(readErrorMessage({ errors: texts.map((message) => ({ message })) })).toBe(twenty);
	});

	it('cuts a very long message', () => {
		expect(readErrorMessage({ message: 'x'.repeat(600) })).toHaveLength(500);
	});
});

describe('readFailure', () => {
	it.each([
		'{"data":{}}',
		'{"data":{"f0":{"filename":"Request limit of 400/min reached."}}}',
		'{"data":{"f0":null},"message":"Unauthenticated."}',
		'{"files":[{"id":61}],"error":"Unauthenticated."}',
		'{"files":{"1":{"id":61}},"message":"Too Many Attempts."}',
		'{"data":null,"errors":[{"message":"Unauthenticated."}]}',
		'{"data":null,"errors":[{"message":"Too Many Attempts.","path":["f0"]}]}',
		'{"data":{"f0":{}},"errors":[{"message":"Too Many Attempts."}]}',
		'{"files":[{"id":61}],"errors":[{"message":"Too Many Attempts."}]}',
		'{"errors":[{"message":"Request limit of 4/min reached.","path":["f0"]},{"message":"No."}]}',
		'{"data":null,"errors":[{"message":"No."}],"message":"Unauthenticated."}',
		'{"errors":["Too many attempts to count"]}',
		'{"data":null,"error":null,"message":" "}',
		'{"error":{"code":5}}',
		'[{"error":"Unauthenticated."}]',
		'Unauthenticated. "error": "x"',
	])('finds no failure in %s', (text) => {
		expect(readFailure(answer(200, text), 0)).toBeUndefined();
	});

	it.each([
		['{"error":"Unauthenticated."}', 'token', 'Unauthenticated.'],
		['{"message":"unauthenticated"}', 'token', 'unauthenticated'],
		['{"error": {"message": "Unauthenticated."}}', 'token', 'Unauthenticated.'],
		['{"data":null,"errors":[],"error":"Unauthenticated."}', 'token', 'Unauthenticated.'],
		['{"files":null,"error":"Unauthenticated."}', 'token', 'Unauthenticated.'],
		['{"files":[],"error":"Unauthenticated."}', 'token', 'Unauthenticated.'],
		['{"error":"Unauthenticated.pdf is no picture"}', 'wordsOnly', 'Unauthenticated.pdf is'],
		['{"error":"He is unauthenticated."}', 'wordsOnly', 'Sonar answered: He is'],
		['{"error":"Request limit of 400/min reached."}', 'rateLimit', 'limit is reached: Request'],
		['{"message":"Too Many Attempts."}', 'rateLimit', 'limit is reached: Too Many Attempts.'],
		['{"error":{"message":"Too many attempts"}}', 'rateLimit', 'Too many attempts'],
		['{"errors":[{"message":"Too Many Attempts."}]}', 'rateLimit', 'Too Many Attempts.'],
		['{"data":null,"errors":["Request limit of 4/min reached."]}', 'rateLimit', 'Request limit'],
		['{"errors":"Too Many Attempts."}', 'rateLimit', 'Too Many Attempts.'],
		['{"error":"No request limit of 5"}', 'wordsOnly', 'Sonar answered: No request limit of 5'],
		['{"message":"Too many attempts to count"}', 'wordsOnly', 'Sonar answered: Too many'],
		['{"message":"Bad.","errors":{"files":["Too big."]}}', 'wordsOnly', 'answered: Too big.'],
		['{"error":"Gone."}', 'wordsOnly', 'Sonar answered: Gone.'],
	])('reads %s under 200 as %s', (text, code, words) => {
		const failure = readFailure(answer(200, text), 0);
		expect(failure).toMatchObject({ code, status: 200 });
		expect(failure!.message).toContain(words);
		expect(failure!.message).not.toContain('HTTP');
	});

	it.each([
		[429, '', 'rateLimit'],
		[400, '{"error":"Request limit of 5/min reached."}', 'rateLimit'],
		[503, '{"message":"Too Many Attempts."}', 'rateLimit'],
		[401, '{"message":"Too Many Attempts."}', 'rateLimit'],
		[403, '{"message":"Unauthenticated."}', 'token'],
		[500, '{"error":"Unauthenticated."}', 'token'],
		[500, '{"errors":[{"message":"Too Many Attempts."}]}', 'rateLimit'],
	])('reads, under status %p, %s as %s', (status, text, code) => {
		expect(readFailure(answer(status, text), 0)).toMatchObject({ code, status });
	});

	const MINUTE = 'Thu, 01 Jan 1970 00:01:00 GMT';
	const AHEAD = 'Thu, 01 Jan 1970 01:01:00 GMT';
	const NOW = 1_800_000_000;
	it.each<[Record<string, string | undefined>, number | undefined]>([
		[{ 'retry-after': '3' }, 3000],
		[{ 'retry-after': '1' }, 1000],
		[{ 'retry-after': '0.9' }, undefined],
		[{ 'retry-after': '0' }, undefined],
		[{ 'retry-after': '-5' }, undefined],
		[{ 'retry-after': 'soon' }, undefined],
		[{ 'retry-after': '' }, undefined],
		[{ 'retry-after': undefined }, undefined],
		[{ 'retry-after': 'Thu, 01 Jan 1970 00:01:10 GMT' }, 10_000],
		[{ 'retry-after': 'Thu, 01 Jan 1970 00:00:10 GMT' }, undefined],
		// By Sonar's clock, which is an hour ahead of this one, or a minute behind.
		[{ date: AHEAD, 'retry-after': 'Thu, 01 Jan 1970 01:01:10 GMT' }, 10_000],
		[{ date: AHEAD, 'retry-after': 'Thu, 01 Jan 1970 00:01:10 GMT' }, undefined],
		[{ date: 'Thu, 01 Jan 1970 00:00:00 GMT', 'retry-after': MINUTE }, 60_000],
		[{ date: 'today', 'retry-after': 'Thu, 01 Jan 1970 00:01:10 GMT' }, 10_000],
		[{ 'x-ratelimit-reset': '7' }, 7000],
		[{ 'x-ratelimit-reset': '0' }, undefined],
		[{ 'x-ratelimit-reset': '300' }, 300_000],
		[{ 'x-ratelimit-reset': '301' }, undefined],
		[{ 'retry-after': '3', 'x-ratelimit-reset': '7' }, 3000],
		[{ 'retry-after': '0', 'x-ratelimit-reset': '7' }, 7000],
		[{ 'x-ratelimit-limit': '400', 'x-ratelimit-remaining': '5' }, undefined],
		[{ date: new Date(NOW * 1000).toUTCString(), 'x-ratelimit-reset': `${NOW + 9}` }, 9000],
		[{ date: new Date(NOW * 1000).toUTCString(), 'x-ratelimit-reset': `${NOW}` }, undefined],
		[{ date: new Date(NOW * 1000).toUTCString(), 'x-ratelimit-reset': `${NOW}000` }, undefined],
	])('reads from %j a wait of %p ms', (headers, milliseconds) => {
		const failure = readFailure(answer(429, '', headers), 60_000);
		expect(failure).toMatchObject({ code: 'rateLimit', retryAfter: milliseconds });
	});

	it('reads a reset only for the rate limit', () => {
		const headers = { 'x-ratelimit-reset': '7' };
		expect(readFailure(answer(503, '', headers), 0)).toMatchObject({ retryAfter: undefined });
	});

	it.each<[number, string]>([
		[400, 'invalid'],
		[401, 'token'],
		[403, 'forbidden'],
		[404, 'notFound'],
		[413, 'tooLarge'],
		[418, 'refused'],
		[422, 'invalid'],
		[500, 'server'],
		[502, 'gateway'],
		[503, 'gateway'],
		[504, 'gateway'],
		...[408, 425, 520, 521, 522, 523, 524, 530].map((status): [number, string] => [
			status,
			'gateway',
		]),
		[407, 'unreachable'],
	])('gives HTTP %p the code %p', (status, code) => {
		expect(readFailure(answer(status, ''), 0)).toMatchObject({ status, code });
	});
});

describe('GraphQL’s errors', () => {
	const errors = [{ message: 'No.', path: ['f0'] }];

	it.each<[number, unknown, unknown]>([
		[400, errors, errors],
		[422, errors, errors],
		[400, [], []],
		// Laravel's are keyed by field.
		[422, { files: ['Too big.'] }, undefined],
		[400, 'No.', undefined],
		[400, undefined, undefined],
		[500, errors, undefined],
	])('under HTTP %p are, of %j, %j', (status, given, kept) => {
		const text = JSON.stringify({ errors: given });
		expect(readFailure(answer(status, text), 0)!.graphqlErrors).toEqual(kept);
	});
});

describe('A page under HTTP 403', () => {
	it('comes from a firewall, not from Sonar', () => {
		expect(readFailure(answer(403, '<!doctype html>Just a moment…'), 0)?.code).toBe('challenge');
		expect(readFailure(answer(403, '\n <html>'), 0)?.code).toBe('challenge');
		expect(readFailure(answer(403, '{"message":"No."}'), 0)?.code).toBe('forbidden');
		expect(readFailure(answer(403, '{"message":"a < b"}'), 0)?.code).toBe('forbidden');
		expect(readFailure(answer(502, '<html>'), 0)?.code).toBe('gateway');
	});
});

describe('parseJsonObject', () => {
	it('keeps every digit of large numbers, and text as it is', () => {
		const text =
			'{"files":[{"user_id": 9007199254740993,"filename":"\\"id\\": 9007199254740993"},{"id":61}]}';
		expect(parseJsonObject(text, 200)).toEqual({
			files: [{ user_id: '9007199254740993', filename: '"id": 9007199254740993' }, { id: 61 }],
		});
	});

	it.each([
		['<p>Hello</p>', 'a web page'],
		['[]', 'no JSON object'],
		['', 'nothing'],
	])('calls %p %s', (text, kind) => {
		expect(() => parseJsonObject(text, 203)).toThrow(
			expect.objectContaining({
				message: `The instance URL does not answer as Sonar’s API does: it sent ${kind}`,
				status: 203,
			}) as Error,
		);
	});

	it('survives endlessly nested JSON', () => {
		const text = '{"a":'.repeat(100_000);
		expect(() => parseJsonObject(text, 200)).toThrow('it sent no JSON object');
	});
});
