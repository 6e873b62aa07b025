import {
	failureOf,
	graphqlFailure,
	isRateLimit,
	jsonOf,
	redirected,
	wordsOf,
} from '../../../../nodes/shared/sonar/answers';

const answer = (status: number, text: string, headers = {}) => ({ status, text, headers });

describe('wordsOf', () => {
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
		['text', undefined],
		[null, undefined],
	])('of %j is %p', (body, words) => {
		expect(wordsOf(body)).toBe(words);
	});

	it('are cut where they are very long', () => {
		expect(wordsOf({ message: 'x'.repeat(600) })).toHaveLength(500);
	});
});

describe('isRateLimit', () => {
	it.each([
		[429, '', true],
		[200, '{"error":"Request limit of 400/min reached."}', true],
		[400, '{"error": "Request limit of 5/min reached."}', true],
		[200, '{"data":{"f0":{"filename":"Request limit of 400/min reached."}}}', false],
		[200, '{"error":"No request limit"}', false],
		[200, 'Request limit of 400/min reached.', false],
	])('of %p %p is %p', (status, text, limited) => {
		expect(isRateLimit(answer(status, text))).toBe(limited);
	});
});

describe('failureOf', () => {
	it('is nothing for a good answer', () => {
		expect(failureOf(answer(200, '{"data":{}}'), 0)).toBeUndefined();
	});

	it.each([
		['3', 3000],
		['0', 0],
		['Thu, 01 Jan 1970 00:01:10 GMT', 10_000],
		['Thu, 01 Jan 1970 00:00:10 GMT', 0],
		['soon', undefined],
		[undefined, undefined],
	])('reads the Retry-After %p as %p ms', (header, milliseconds) => {
		const failure = failureOf(answer(429, '', { 'retry-after': header }), 60_000);
		expect(failure).toMatchObject({ nature: 'rateLimited', retryAfter: milliseconds });
	});

	it.each([
		[400, 'refused'],
		[401, 'refused'],
		[403, 'refused'],
		[413, 'refused'],
		[418, 'refused'],
		[500, 'interrupted'],
		[503, 'interrupted'],
	])('says of %p that it %p the call', (status, nature) => {
		expect(failureOf(answer(status, ''), 0)).toMatchObject({ status, nature });
	});
});

describe('jsonOf', () => {
	it('keeps large ids to the digit, and text as it is', () => {
		const text =
			'{"files":[{"id": 9007199254740993,"filename":"\\"id\\": 9007199254740993"},{"id":61}]}';
		expect(jsonOf(answer(200, text))).toEqual({
			files: [{ id: '9007199254740993', filename: '"id": 9007199254740993' }, { id: 61 }],
		});
	});
});

describe('graphqlFailure', () => {
	it.each([
		['Unauthenticated.', 'Create a new personal access token'],
		['You have no permission to do this.', 'permission for files'],
		['File 1 is already linked.', 'A file can be linked once'],
		['Value "X" does not exist in "FileableType" enum.', 'Check the entity type'],
		['Something', 'Check the ids'],
	])('knows what to do about %p', (words, remedy) => {
		expect(graphqlFailure(words)).toMatchObject({
			message: `Sonar answered: ${words}`,
			remedy: expect.stringContaining(remedy) as string,
		});
	});

	it('does not make n8n think that the user stopped the execution', () => {
		expect(wordsOf({ message: 'The account is canceled.' })).toBe('The account is cancelled.');
	});
});

describe('redirected', () => {
	it('names the origin alone, since the rest may hold a secret', () => {
		expect(redirected(302, 'https://a.example/x?token=1').message).toBe(
			'The instance URL redirects to https://a.example (HTTP 302) instead of answering',
		);
		expect(redirected(301, undefined).message).toContain('redirects (HTTP 301)');
	});
});
