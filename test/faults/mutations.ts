import type { RawAnswer } from '../sonar';
import { data, json, reshaped } from '../sonar/answers';
import { faultsOfJson } from './faults';
import type { Row } from './runFault';

/** Sonar's answer to a mutation of several things. */
export interface Answer {
	data: Record<string, object>;
}

/** The name of the first thing's result in an answer. */
export const first = ({ data: named }: Answer): string => Object.keys(named)[0]!;

/** Sonar does everything, and answers something else about the first thing. */
export function withFirst(value: unknown): RawAnswer {
	return reshaped((answer: Answer) => ({ data: { ...answer.data, [first(answer)]: value } }));
}

/** The faults that every mutation of two things can meet. */
export const faultsOfMutations = {
	...faultsOfJson,
	'errors alone': json({ errors: [{ message: 'Bad.' }] }),
	'errors alone, after all was done': reshaped(() => ({ errors: [{ message: 'Bad.' }] })),
	'errors that are no list': json({ errors: { message: 'Bad.' } }),
	'errors beside null': reshaped((answer: Answer) => ({
		data: { ...answer.data, [first(answer)]: null },
		errors: [{ message: 'Bad.', path: [first(answer)] }],
	})),
	'errors without a path beside data': reshaped((answer: Answer) => ({
		...answer,
		errors: [{ message: 'Bad.' }],
	})),
	'errors that are no list beside data': reshaped((answer: Answer) => ({
		...answer,
		errors: 'Bad.',
	})),
	'a null answer': withFirst(null),
	'null answers where nothing was done': data(null, null),
	'no data': reshaped(() => ({ status: 'ok' })),
	'data that is null': reshaped(() => ({ data: null })),
	'an empty list of errors': reshaped((answer: Answer) => ({ ...answer, errors: [] })),
};

/**
 * What becomes of two things in one mutation. From the mutation on the fault lasts. A second request is
 * the first look at what became of them; a look that fails on its way is tried four times, and one that
 * is refused goes in halves.
 *
 * @param unknown how the message of an unknown outcome ends
 * @param before how many requests go before the mutation
 */
export function buildRows(unknown: string, before = 0): Row[] {
	const noJson = `it sent no JSON object. ${unknown}`;
	const broke = `The connection to Sonar broke. ${unknown}`;
	const silent = `Sonar sent nothing for 0.5 seconds. ${unknown}`;
	const bad = `Sonar answered: Bad. ${unknown}`;
	const neither = `Sonar answered neither data nor errors. ${unknown}`;
	const rows: Row[] = [
		['400', 'Sonar refused the request (HTTP 400): No.', 3, 0],
		['401', 'did not accept the access token (HTTP 401): Unauthenticated.', 1, 0],
		['403', 'has no permission for this in Sonar (HTTP 403): Not yours.', 1, 0],
		['404', 'Sonar found nothing there (HTTP 404)', 1, 0],
		['413', 'Sonar refused the request as too large (HTTP 413)', 3, 0],
		['422', 'Sonar refused the request as invalid (HTTP 422): Bad type.', 3, 0],
		['a dead token under 200', 'did not accept the access token: Unauthenticated.', 1, 0],
		['other words under 200', `Sonar answered: Busy. ${unknown}`, 2, 0],
		['429', 'done', 2, 2],
		['429 with Retry-After: 0', 'done', 2, 2],
		['429 with X-RateLimit-Reset', 'done', 2, 2],
		['Laravel’s rate limit under 200', 'done', 2, 2],
		['429 with Retry-After', 'done', 2, 2],
		['the rate limit under 200', 'done', 2, 2],
		['the rate limit under 400', 'done', 2, 2],
		['500', `Sonar’s server failed (HTTP 500): Server Error. ${unknown}`, 2, 0],
		['502', `Sonar’s server failed (HTTP 502). ${unknown}`, 5, 0],
		['503', `Sonar’s server failed (HTTP 503). ${unknown}`, 5, 0],
		['504', `Sonar’s server failed (HTTP 504). ${unknown}`, 5, 0],
		['a redirect on the same origin', 'redirects to http://127.0.0.1', 1, 0],
		['a redirect to another origin', 'redirects to https://elsewhere.invalid (HTTP 302)', 1, 0],
		['a redirect to http', 'redirects to http://elsewhere.invalid (HTTP 302)', 1, 0],
		['a redirect to itself', 'redirects to http://127.0.0.1', 1, 0],
		['a reset before the body', broke, 5, 0],
		['a reset in the body', broke, 5, 0],
		['a reset after the body', broke, 5, 0],
		['headers that never come', silent, 5, 0],
		['an empty body', `it sent nothing. ${unknown}`, 2, 2],
		['JSON that is cut', noJson, 2, 2],
		['a list', noJson, 2, 2],
		['a web page', `it sent a web page. ${unknown}`, 2, 2],
		['a 502 page after all was done', `Sonar’s server failed (HTTP 502). ${unknown}`, 5, 2],
		['a reset after all was done', broke, 5, 2],
		['a body that stalls', silent, 5, 2],
		['a body that breaks off', broke, 5, 2],
		['a body without a length that just ends', noJson, 2, 2],
		['a body without a length', 'done', 1, 2],
		['a body in gzip', 'done', 1, 2],
		['a body in deflate', 'done', 1, 2],
		['a body in Brotli', 'done', 1, 2],
		['a body in gzip that is cut', noJson, 2, 2],
		['errors alone', bad, 4, 0],
		['errors alone, after all was done', bad, 4, 2],
		['errors that are no list', bad, 4, 0],
		['errors beside null', ['Sonar answered: Bad.', 'done'], 1, 2],
		['errors without a path beside data', 'done', 1, 2],
		['errors that are no list beside data', 'done', 1, 2],
		['no data', neither, 2, 2],
		['data that is null', neither, 2, 2],
		['an empty list of errors', 'done', 1, 2],
	];
	return rows.map(([fault, outcomes, requests, done]) => [
		fault,
		outcomes,
		before + requests,
		done,
	]);
}
