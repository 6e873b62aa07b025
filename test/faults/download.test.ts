import { useKit } from '../nodes/useKit';
import type { RawAnswer } from '../sonar';
import { deliveries, json, status } from '../sonar/answers';
import { breaks, rateLimits, redirects, refusals, statuses } from './faults';
import { answerAlways, expectOutcomes, idleTimeoutFor, outcomesOf, type Row } from './runFault';
import { itFailsUnreachable } from './unreachable';

const CONTENT = Buffer.from('The whole content of the file.');

const kit = useKit();
let id: string;
beforeAll(async () => {
	id = await kit.sonar.addFile({ filename: 'a.txt', content: CONTENT, mime_type: 'text/plain' });
});

const shapes: Record<string, RawAnswer> = {
	'an empty body': status(200),
	'a body that is too long': status(200, `${CONTENT.toString()}!`),
	'a web page': status(200, '<html>Log in</html>'),
	'a JSON error under 200': json({ message: 'Gone.' }),
};
/** A download has no body of its own. */
const breaksOfAnswers = { ...breaks };
delete breaksOfAnswers['a reset in the body'];

const faults = {
	...statuses,
	...refusals,
	...rateLimits,
	...redirects,
	...breaksOfAnswers,
	...shapes,
	...Object.fromEntries(
		Object.entries(deliveries).map(([name, deliver]) => [name, deliver(CONTENT)]),
	),
};

const LATER = 'Sonar’s server failed';
const BROKE = 'The connection to Sonar broke';

/** One file: a request for its name and size, the rest for its bytes. */
const table: Row[] = [
	['400', 'Sonar refused the request (HTTP 400): No.', 2, 0],
	['401', 'did not accept the access token (HTTP 401): Unauthenticated.', 2, 0],
	['403', 'has no permission for this in Sonar (HTTP 403): Not yours.', 2, 0],
	['404', 'Sonar found nothing there (HTTP 404)', 2, 0],
	['413', 'Sonar refused the request as too large (HTTP 413)', 2, 0],
	['422', 'Sonar refused the request as invalid (HTTP 422): Bad type.', 2, 0],
	['a dead token under 200', 'did not accept the access token: Unauthenticated.', 2, 0],
	['other words under 200', 'Sonar sent a message instead of the file: Busy.', 5, 0],
	['429', 'done', 3, 1],
	['429 with Retry-After: 0', 'done', 3, 1],
	['429 with X-RateLimit-Reset', 'done', 3, 1],
	['Laravel’s rate limit under 200', 'done', 3, 1],
	['429 with Retry-After', 'done', 3, 1],
	['the rate limit under 200', 'done', 3, 1],
	['the rate limit under 400', 'done', 3, 1],
	['500', `${LATER} (HTTP 500): Server Error`, 2, 0],
	['502', `${LATER} (HTTP 502)`, 5, 0],
	['503', `${LATER} (HTTP 503)`, 5, 0],
	['504', `${LATER} (HTTP 504)`, 5, 0],
	['a redirect on the same origin', 'redirects to http://127.0.0.1', 7, 0],
	['a redirect to another origin', 'Sonar cannot be reached: its host name', 5, 0],
	['a redirect to http', 'redirects to http://elsewhere.invalid (HTTP 302)', 2, 0],
	['a redirect to itself', 'redirects to http://127.0.0.1', 7, 0],
	['a reset before the body', BROKE, 5, 0],
	['a reset after the body', BROKE, 5, 0],
	['headers that never come', 'Sonar sent nothing for 0.5 seconds', 5, 0],
	['an empty body', 'Sonar sent 0 of the 30 bytes of the file', 5, 0],
	['a body that is too long', 'Sonar sent more than the 30 bytes of the file', 5, 0],
	['a web page', 'Sonar sent a web page instead of the file', 5, 0],
	['a JSON error under 200', 'Sonar sent a message instead of the file: Gone.', 5, 0],
	['a body that stalls', 'Sonar sent nothing for 0.5 seconds', 5, 0],
	['a body that breaks off', `${BROKE} in the middle of the file`, 5, 0],
	['a body without a length that just ends', 'Sonar sent 15 of the 30 bytes of the file', 5, 0],
	['a body without a length', 'done', 2, 1],
	['a body in gzip', 'done', 2, 1],
	['a body in deflate', 'done', 2, 1],
	['a body in Brotli', 'done', 2, 1],
	['a body in gzip that is cut', 'of the 30 bytes of the file', 5, 0],
];

const download = async (name: string) =>
	await outcomesOf(kit, {
		type: 'sonarDownloadFile',
		parameters: { fileId: id, options: { idleTimeout: idleTimeoutFor(name) } },
	});

describe('Download', () => {
	it('has a row for every fault', () => {
		expect(table.map(([fault]) => fault).sort()).toEqual(Object.keys(faults).sort());
	});

	it.each(table)('ends as the table says after %s', async (name, expected, requests, kept) => {
		const before = kit.keptFiles;
		const times = name in rateLimits ? 1 : undefined;
		answerAlways(kit, '/', faults[name as keyof typeof faults]!, times, 'GET');
		const outcomes = await download(name);
		expectOutcomes(outcomes, expected);
		expect(outcomes).toHaveLength(1);
		expect(kit.calls).toHaveLength(requests);
		expect(kit.keptFiles).toBe(before + kept);
	});

	it.each(table.filter(([, , requests]) => requests === 5))(
		'is done at the second try after %s',
		async (name) => {
			const before = kit.keptFiles;
			answerAlways(kit, '/api/files', faults[name as keyof typeof faults]!, 1);
			expect(await download(name)).toEqual(['done']);
			expect(kit.calls).toHaveLength(3);
			expect(kit.keptFiles).toBe(before + 1);
		},
	);

	itFailsUnreachable(kit, { message: BROKE, connections: 4 }, () => ({
		type: 'sonarDownloadFile',
		parameters: { fileId: id },
	}));
});
