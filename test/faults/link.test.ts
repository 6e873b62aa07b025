import { byId } from '../nodes/kit';
import { scaleTime } from '../nodes/scaledTime';
import { useKit } from '../nodes/useKit';
import { data, json, reshaped } from '../sonar/answers';
import { faultsOfJson, rateLimits } from './faults';
import { answerAlways, expectOutcomes, idleTimeoutFor, outcomesOf, type Row } from './runFault';
import { itFailsUnreachable } from './unreachable';

const kit = useKit();
beforeAll(() => {
	for (const id of ['1', '2']) kit.sonar.addEntity('Account', { id, name: id });
});
beforeEach(scaleTime);

interface Answer {
	data: Record<string, object>;
}
/** The name of the first file's result in the answer. */
const first = ({ data: named }: Answer) => Object.keys(named)[0]!;

const shapes = {
	'errors alone': json({ errors: [{ message: 'Bad.' }] }),
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
	'a null entity': reshaped((answer: Answer) => ({
		data: { ...answer.data, [first(answer)]: null },
	})),
	'a null entity where nothing was done': data(null, null),
	'no data': reshaped(() => ({ status: 'ok' })),
	'data that is null': reshaped(() => ({ data: null })),
	'an empty list of errors': reshaped((answer: Answer) => ({ ...answer, errors: [] })),
};
const faults = { ...faultsOfJson, ...shapes };

const UNKNOWN = 'Whether Sonar linked the files is unknown: look with Sonar List Files';
const NO_JSON = `it sent no JSON object. ${UNKNOWN}`;
const BROKE = `The connection to Sonar broke. ${UNKNOWN}`;
const SILENT = `Sonar sent nothing for 0.5 seconds. ${UNKNOWN}`;
const NEITHER = `Sonar answered neither data nor errors. ${UNKNOWN}`;

/** Two files to an account each, in one request. */
const table: Row[] = [
	['400', 'Sonar refused the request (HTTP 400): No.', 3, 0],
	['401', 'did not accept the access token (HTTP 401): Unauthenticated.', 1, 0],
	['403', 'has no permission for this in Sonar (HTTP 403): Not yours.', 1, 0],
	['404', 'Sonar found nothing there (HTTP 404)', 1, 0],
	['413', 'Sonar refused the request as too large (HTTP 413)', 3, 0],
	['422', 'Sonar refused the request as invalid (HTTP 422): Bad type.', 3, 0],
	['429', 'done', 2, 2],
	['429 with Retry-After', 'done', 2, 2],
	['the rate limit under 200', 'done', 2, 2],
	['the rate limit under 400', 'done', 2, 2],
	['500', `Sonar’s server failed (HTTP 500): Server Error. ${UNKNOWN}`, 2, 0],
	['502', `Sonar’s server failed (HTTP 502). ${UNKNOWN}`, 5, 0],
	['503', `Sonar’s server failed (HTTP 503). ${UNKNOWN}`, 5, 0],
	['504', `Sonar’s server failed (HTTP 504). ${UNKNOWN}`, 5, 0],
	['a redirect on the same origin', 'redirects to http://127.0.0.1', 1, 0],
	['a redirect to another origin', 'redirects to https://elsewhere.invalid (HTTP 302)', 1, 0],
	['a redirect to http', 'redirects to http://elsewhere.invalid (HTTP 302)', 1, 0],
	['a redirect to itself', 'redirects to http://127.0.0.1', 1, 0],
	['a reset before the body', BROKE, 5, 0],
	['a reset in the body', BROKE, 5, 0],
	['a reset after the body', BROKE, 5, 0],
	['headers that never come', SILENT, 5, 0],
	['an empty body', `it sent nothing. ${UNKNOWN}`, 2, 2],
	['JSON that is cut', NO_JSON, 2, 2],
	['a list', NO_JSON, 2, 2],
	['a web page', `it sent a web page. ${UNKNOWN}`, 2, 2],
	['a 502 page after all was done', `Sonar’s server failed (HTTP 502). ${UNKNOWN}`, 5, 2],
	['a reset after all was done', BROKE, 5, 2],
	['a body that stalls', SILENT, 5, 2],
	['a body that breaks off', BROKE, 5, 2],
	['a body without a length that just ends', NO_JSON, 2, 2],
	['a body without a length', 'done', 1, 2],
	['a body in gzip', 'done', 1, 2],
	['a body in deflate', 'done', 1, 2],
	['a body in Brotli', 'done', 1, 2],
	['a body in gzip that is cut', NO_JSON, 2, 2],
	['errors alone', 'Sonar answered: Bad.', 3, 0],
	['errors that are no list', 'Sonar answered: Bad.', 3, 0],
	['errors beside null', ['Sonar answered: Bad.', 'done'], 1, 2],
	['errors without a path beside data', 'done', 1, 2],
	['errors that are no list beside data', 'done', 1, 2],
	['a null entity', 'done', 2, 2],
	['a null entity where nothing was done', 'Sonar did not link the file to Account', 5, 0],
	['no data', NEITHER, 2, 2],
	['data that is null', NEITHER, 2, 2],
	['an empty list of errors', 'done', 1, 2],
];

/** After these the node asks Sonar for more, which must be answered as usual. */
const once = (name: string) => name in rateLimits || name.startsWith('a null entity');

async function twoFiles() {
	const ids = [
		await kit.sonar.addFile({ filename: 'a.txt', content: 'a' }),
		await kit.sonar.addFile({ filename: 'b.txt', content: 'b' }),
	];
	return ids.map((id, index) => ({ json: { id, account: String(index + 1) } }));
}

const parameters = {
	fileableType: 'Account',
	fileableId: byId('={{ $json.account }}'),
};
const linkedFiles = () => kit.sonar.files.filter(({ fileable_id: id }) => id !== null).length;

describe('Link', () => {
	it('has a row for every fault', () => {
		expect(table.map(([fault]) => fault).sort()).toEqual(Object.keys(faults).sort());
	});

	it.each(table)('ends as the table says after %s', async (name, expected, requests, linked) => {
		const input = await twoFiles();
		const before = linkedFiles();
		const fault = faults[name as keyof typeof faults];
		answerAlways(kit, '/api/graphql', fault, once(name) ? 1 : undefined);
		const outcomes = await outcomesOf(kit, {
			type: 'sonarLinkFile',
			parameters: { ...parameters, options: { idleTimeout: idleTimeoutFor(name) } },
			input,
		});
		expectOutcomes(outcomes, expected);
		expect(outcomes).toHaveLength(2);
		expect(kit.calls).toHaveLength(requests);
		expect(linkedFiles()).toBe(before + linked);
	});

	const unsure = table.filter(([, outcome]) => String(outcome).includes(UNKNOWN));

	it.each(unsure)('asks what became of the links after %s', async (name, expected, _, linked) => {
		const input = await twoFiles();
		const fault = faults[name as keyof typeof faults];
		answerAlways(kit, '/api/graphql', fault, 1);
		const outcomes = await outcomesOf(kit, {
			type: 'sonarLinkFile',
			parameters: { ...parameters, options: { idleTimeout: idleTimeoutFor(name) } },
			input,
		});
		// A link that was made is found out. A link that was not made may yet be made.
		expectOutcomes(outcomes, linked > 0 ? 'done' : expected);
		expect(kit.calls.filter((call) => call === 'mutation').length).toBeLessThanOrEqual(1);
	});

	itFailsUnreachable(kit, { message: BROKE, connections: 5 }, async () => ({
		type: 'sonarLinkFile',
		parameters,
		input: await twoFiles(),
	}));
});
