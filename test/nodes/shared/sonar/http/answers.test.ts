import {
	isRateLimit,
	parseJsonObject,
	readFailure,
} from '../../../../../nodes/shared/sonar/http/answers';
import { readWords } from '../../../../../nodes/shared/sonar/http/words';

const answer = (status: number, text: string, headers = {}) => ({ status, text, headers });

describe('readWords', () => {
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
	])('of %j is %p', (body, words) => {
		expect(readWords(body)).toBe(words);
	});

	it('are twenty of a list at most', () => {
		const texts = Array.from({ length: 25 }, (_, index) => `t${index + 1}`);
		const twenty = texts.slice(0, 20).join('; ');
		expect(readWords({ message: texts })).toBe(twenty);
		expect(readWords({ errors: texts.map((message) => ({ message })) })).toBe(twenty);
	});

	it('are cut where they are very long', () => {
		expect(readWords({ message: 'x'.repeat(600) })).toHaveLength(500);
	});
});

describe('isRateLimit', () => {
	it.each([
		[429, '', true],
		[200, '{"error":"Request limit of 400/min reached."}', true],
		[400, '{"error": "Request limit of 5/min reached."}', true],
		[200, '{"data":{"f0":{"filename":"Request limit of 400/min reached."}}}', false],
		[200, '{"error":"No request limit"}', false],
		[200, '{"error":"A Request limit of 400/min reached."}', false],
		[200, 'Request limit of 400/min reached.', false],
	])('of %p %p is %p', (status, text, limited) => {
		expect(isRateLimit(answer(status, text))).toBe(limited);
	});
});

describe('readFailure', () => {
	it('is nothing for a good answer', () => {
		expect(readFailure(answer(200, '{"data":{}}'), 0)).toBeUndefined();
	});

	it.each([
		['3', 3000],
		['0', 0],
		['Thu, 01 Jan 1970 00:01:10 GMT', 10_000],
		['Thu, 01 Jan 1970 00:00:10 GMT', 0],
		['soon', undefined],
		['', undefined],
		[undefined, undefined],
	])('reads the Retry-After %p as %p ms', (header, milliseconds) => {
		const failure = readFailure(answer(429, '', { 'retry-after': header }), 60_000);
		expect(failure).toMatchObject({ code: 'rateLimit', retryAfter: milliseconds });
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

describe('A page under HTTP 403', () => {
	it('comes from a firewall, not from Sonar', () => {
		expect(readFailure(answer(403, '<!doctype html>Just a moment…'), 0)?.code).toBe('challenge');
		expect(readFailure(answer(403, '\n <html>'), 0)?.code).toBe('challenge');
		expect(readFailure(answer(403, '{"message":"No."}'), 0)?.code).toBe('forbidden');
		expect(readFailure(answer(403, '{"message":"a < b"}'), 0)?.code).toBe('forbidden');
	});
});

describe('parseJsonObject', () => {
	it('keeps every large number to the digit, and text as it is', () => {
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
	])('says of %p that it is %s', (text, kind) => {
		expect(() => parseJsonObject(text, 203)).toThrow(
			expect.objectContaining({
				message: `The instance URL does not answer as Sonar’s API does: it sent ${kind}`,
				status: 203,
			}) as Error,
		);
	});

	it('survives JSON that is nested without end', () => {
		const text = '{"a":'.repeat(100_000);
		expect(() => parseJsonObject(text, 200)).toThrow('it sent no JSON object');
	});
});
