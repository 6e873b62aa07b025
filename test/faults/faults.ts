import type { RawAnswer } from '../sonar';
import {
	afterwards,
	deliveries,
	reset,
	resetAfterBody,
	resetInBody,
	silence,
	status,
} from '../sonar/answers';

const PAGE = '<!doctype html><title>Bad gateway</title>';
const HTML = { 'content-type': 'text/html' };
const RATE_LIMIT = '{"error":"Request limit of 400/min reached."}';

/** Answers with a failing HTTP status, by which Sonar did nothing. */
export const statuses: Record<string, RawAnswer> = {
	400: status(400, '{"message":"No."}'),
	401: status(401, '{"message":"Unauthenticated."}'),
	403: status(403, '{"error":{"message":"Not yours."}}'),
	404: status(404, PAGE, HTML),
	413: status(413, PAGE, HTML),
	422: status(422, '{"message":"Bad.","errors":{"files":["Bad type."]}}'),
	500: status(500, '{"message":"Server Error"}'),
	502: status(502, PAGE, HTML),
	503: status(503, PAGE, HTML),
	504: status(504, PAGE, HTML),
};

/** Sonar's words under a status of success, by which it did nothing. */
export const refusals: Record<string, RawAnswer> = {
	'a dead token under 200': status(200, '{"error":"Unauthenticated."}'),
	'other words under 200': status(200, '{"error":{"message":"Busy."}}'),
};

export const rateLimits: Record<string, RawAnswer> = {
	'429': status(429),
	'429 with Retry-After': status(429, RATE_LIMIT, { 'retry-after': '2' }),
	'429 with Retry-After: 0': status(429, RATE_LIMIT, { 'retry-after': '0' }),
	'429 with X-RateLimit-Reset': status(429, RATE_LIMIT, { 'x-ratelimit-reset': '2' }),
	'Laravel’s rate limit under 200': status(200, '{"message":"Too Many Attempts."}'),
	'the rate limit under 200': status(200, RATE_LIMIT),
	'the rate limit under 400': status(400, RATE_LIMIT),
};

export const redirects: Record<string, RawAnswer> = {
	'a redirect on the same origin': status(307, '', { location: '/elsewhere' }),
	'a redirect to another origin': status(302, '', { location: 'https://elsewhere.invalid/x' }),
	'a redirect to http': status(302, '', { location: 'http://elsewhere.invalid/x' }),
	'a redirect to itself': (request, response) =>
		status(302, '', { location: request.url! })(request, response, async () => ''),
};

/** Connections that break before Sonar has done anything. */
export const breaks: Record<string, RawAnswer> = {
	'a reset before the body': reset,
	'a reset in the body': resetInBody,
	'a reset after the body': resetAfterBody,
	'headers that never come': silence,
};

/** Bodies that are no JSON object of Sonar's, though Sonar carried out the request. */
export const bodies: Record<string, RawAnswer> = {
	'an empty body': afterwards(() => status(200)),
	'JSON that is cut': afterwards((text) => status(200, text.slice(0, -9))),
	'a list': afterwards(() => status(200, '[]')),
	'a web page': afterwards(() => status(200, PAGE, HTML)),
	'a 502 page after all was done': afterwards(() => status(502, PAGE, HTML)),
	'a reset after all was done': afterwards(() => reset),
};

/** Sonar's own answer, badly or unusually delivered. */
export const delivered: Record<string, RawAnswer> = Object.fromEntries(
	Object.entries(deliveries).map(([name, deliver]) => [
		name,
		afterwards((text) => deliver(Buffer.from(text))),
	]),
);

/** Of the deliveries, those that every client must read. */
export const unusual = [
	'a body without a length',
	'a body in gzip',
	'a body in deflate',
	'a body in Brotli',
];

/** All faults of a call with an answer in JSON. */
export const faultsOfJson = {
	...statuses,
	...refusals,
	...rateLimits,
	...redirects,
	...breaks,
	...bodies,
	...delivered,
};
