import { useKit } from '../nodes/useKit';
import { answerTo, data, json, reshaped } from '../sonar/answers';
import { faultsOfJson, rateLimits } from './faults';
import { answerAlways, expectOutcomes, idleTimeoutFor, outcomesOf, type Row } from './runFault';
import { itFailsUnreachable } from './unreachable';

const kit = useKit();
beforeAll(async () => {
	await kit.sonar.addFile({ filename: 'a.txt', content: 'a' });
});

interface List {
	entities: object[];
	page_info: object;
}
interface Answer {
	data: Record<string, List>;
}

const page = (change: (list: List) => object) =>
	reshaped(({ data: lists }: Answer) => ({
		data: Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, change(list)])),
	}));

const shapes = {
	'errors alone': json({ errors: [{ message: 'Bad.' }] }),
	'errors that are no list': json({ errors: { message: 'Bad.' } }),
	'errors beside null': answerTo(([name]) => ({
		data: { [name!]: null },
		errors: [{ message: 'Bad.', path: [name] }],
	})),
	'errors beside data': reshaped((answer: Answer) => ({
		...answer,
		errors: [{ message: 'Bad.' }],
	})),
	'data that is null': json({ data: null }),
	'a null list': data(null),
	'entities that are null': page((list) => ({ ...list, entities: null })),
	'no page_info': page(({ entities }) => ({ entities })),
	'a null entity': page((list) => ({ ...list, entities: [null, ...list.entities] })),
	'pages that never end': page((list) => ({ ...list, page_info: { total_pages: 1e9 } })),
};
const faults = { ...faultsOfJson, ...shapes };

const BROKE = 'The connection to Sonar broke';
const LATER = 'Sonar’s server failed';
const NO_JSON = 'it sent no JSON object';
const NO_LIST = 'Sonar answered without a list of files';

/** One file; a fault lasts, unless it is the rate limit. */
const table: Row[] = [
	['400', 'Sonar refused the request (HTTP 400): No.', 3, 0],
	['401', 'did not accept the access token (HTTP 401): Unauthenticated.', 1, 0],
	['403', 'has no permission for this in Sonar (HTTP 403): Not yours.', 1, 0],
	['404', 'Sonar found nothing there (HTTP 404)', 1, 0],
	['413', 'Sonar refused the request as too large (HTTP 413)', 1, 0],
	['422', 'Sonar refused the request as invalid (HTTP 422): Bad type.', 3, 0],
	['a dead token under 200', 'did not accept the access token: Unauthenticated.', 1, 0],
	['other words under 200', 'Sonar answered: Busy.', 1, 0],
	['429', 'done', 2, 1],
	['429 with Retry-After: 0', 'done', 2, 1],
	['429 with X-RateLimit-Reset', 'done', 2, 1],
	['Laravel’s rate limit under 200', 'done', 2, 1],
	['429 with Retry-After', 'done', 2, 1],
	['the rate limit under 200', 'done', 2, 1],
	['the rate limit under 400', 'done', 2, 1],
	['500', `${LATER} (HTTP 500): Server Error`, 1, 0],
	['502', `${LATER} (HTTP 502)`, 4, 0],
	['503', `${LATER} (HTTP 503)`, 4, 0],
	['504', `${LATER} (HTTP 504)`, 4, 0],
	['a redirect on the same origin', 'redirects to http://127.0.0.1', 1, 0],
	['a redirect to another origin', 'redirects to https://elsewhere.invalid (HTTP 302)', 1, 0],
	['a redirect to http', 'redirects to http://elsewhere.invalid (HTTP 302)', 1, 0],
	['a redirect to itself', 'redirects to http://127.0.0.1', 1, 0],
	['a reset before the body', BROKE, 4, 0],
	['a reset in the body', BROKE, 4, 0],
	['a reset after the body', BROKE, 4, 0],
	['headers that never come', 'Sonar sent nothing for 0.5 seconds', 4, 0],
	['an empty body', 'it sent nothing', 1, 0],
	['JSON that is cut', NO_JSON, 1, 0],
	['a list', NO_JSON, 1, 0],
	['a web page', 'it sent a web page', 1, 0],
	['a 502 page after all was done', `${LATER} (HTTP 502)`, 4, 0],
	['a reset after all was done', BROKE, 4, 0],
	['a body that stalls', 'Sonar sent nothing for 0.5 seconds', 4, 0],
	['a body that breaks off', BROKE, 4, 0],
	['a body without a length that just ends', NO_JSON, 1, 0],
	['a body without a length', 'done', 1, 1],
	['a body in gzip', 'done', 1, 1],
	['a body in deflate', 'done', 1, 1],
	['a body in Brotli', 'done', 1, 1],
	['a body in gzip that is cut', NO_JSON, 1, 0],
	['errors alone', 'Sonar answered: Bad.', 3, 0],
	['errors that are no list', 'Sonar answered: Bad.', 3, 0],
	['errors beside null', 'Sonar answered: Bad.', 3, 0],
	['errors beside data', 'Sonar answered: Bad.', 3, 0],
	['data that is null', 'Sonar answered neither data nor errors', 1, 0],
	['a null list', NO_LIST, 1, 0],
	['entities that are null', NO_LIST, 1, 0],
	['no page_info', 'done', 2, 0],
	['a null entity', 'done', 1, 1],
	['pages that never end', 'done', 2, 1],
];

const list = async (name: string) =>
	await outcomesOf(kit, {
		type: 'sonarListFiles',
		parameters: { scope: 'all', returnAll: true, options: { idleTimeout: idleTimeoutFor(name) } },
	});

describe('List', () => {
	it('has a row for every fault', () => {
		expect(table.map(([fault]) => fault).sort()).toEqual(Object.keys(faults).sort());
	});

	it.each(table)('ends as the table says after %s', async (name, expected, requests) => {
		const times = name in rateLimits ? 1 : undefined;
		answerAlways(kit, '/api/graphql', faults[name as keyof typeof faults], times);
		const outcomes = await list(name);
		expectOutcomes(outcomes, expected);
		expect(outcomes).toHaveLength(1);
		expect(kit.calls).toHaveLength(requests);
	});

	it.each(table.filter(([, , requests]) => requests === 4))(
		'is done at the second try after %s',
		async (name) => {
			answerAlways(kit, '/api/graphql', faults[name as keyof typeof faults], 1);
			expect(await list(name)).toEqual(['done']);
			expect(kit.calls).toHaveLength(2);
		},
	);

	itFailsUnreachable(kit, { message: BROKE, connections: 4 }, () => ({
		type: 'sonarListFiles',
		parameters: { scope: 'all' },
	}));
});
