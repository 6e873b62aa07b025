import { scaleTime } from '../nodes/scaledTime';
import { useKit } from '../nodes/useKit';
import { data, json, reshaped } from '../sonar/answers';
import { faultsOfJson, rateLimits } from './faults';
import { answerAlways, expectOutcomes, idleTimeoutFor, outcomesOf, type Row } from './runFault';
import { itFailsUnreachable } from './unreachable';

const kit = useKit();
beforeEach(scaleTime);

interface Answer {
	data: Record<string, object>;
}
/** The name of the first file's result in the answer. */
const first = ({ data: named }: Answer) => Object.keys(named)[0]!;

const shapes = {
	'errors alone': json({ errors: [{ message: 'Bad.' }] }),
	'errors beside null': reshaped((answer: Answer) => ({
		data: { ...answer.data, [first(answer)]: null },
		errors: [{ message: 'Bad.', path: [first(answer)] }],
	})),
	'errors without a path beside data': reshaped((answer: Answer) => ({
		...answer,
		errors: [{ message: 'Bad.' }],
	})),
	'an error below the first file': reshaped((answer: Answer) => ({
		...answer,
		errors: [{ message: 'Bad.', path: [first(answer), 'message'] }],
	})),
	'a null answer': reshaped((answer: Answer) => ({
		data: { ...answer.data, [first(answer)]: null },
	})),
	'null answers where nothing was done': data(null, null),
	'no success': data(
		{ success: false, message: 'Not this one.' },
		{ success: false, message: 'Not this one.' },
	),
	'no data': reshaped(() => ({ status: 'ok' })),
	'data that is null': reshaped(() => ({ data: null })),
	'an empty list of errors': reshaped((answer: Answer) => ({ ...answer, errors: [] })),
};
const faults = { ...faultsOfJson, ...shapes };

const UNKNOWN = 'Whether Sonar deleted the files is unknown: look with Sonar List Files';
const NO_JSON = `it sent no JSON object. ${UNKNOWN}`;
const BROKE = `The connection to Sonar broke. ${UNKNOWN}`;
const SILENT = `Sonar sent nothing for 0.5 seconds. ${UNKNOWN}`;
const NEITHER = `Sonar answered neither data nor errors. ${UNKNOWN}`;

/**
 * Two files in one request. The question goes well, and from the deletion on the fault lasts. A third
 * request is the first look; a look that fails on its way is tried four times.
 */
const table: Row[] = [
	['400', 'Sonar refused the request (HTTP 400): No.', 4, 0],
	['401', 'did not accept the access token (HTTP 401): Unauthenticated.', 2, 0],
	['403', 'has no permission for this in Sonar (HTTP 403): Not yours.', 2, 0],
	['404', 'Sonar found nothing there (HTTP 404)', 2, 0],
	['413', 'Sonar refused the request as too large (HTTP 413)', 4, 0],
	['422', 'Sonar refused the request as invalid (HTTP 422): Bad type.', 4, 0],
	['429', 'done', 3, 2],
	['429 with Retry-After', 'done', 3, 2],
	['the rate limit under 200', 'done', 3, 2],
	['the rate limit under 400', 'done', 3, 2],
	['500', `Sonar’s server failed (HTTP 500): Server Error. ${UNKNOWN}`, 3, 0],
	['502', `Sonar’s server failed (HTTP 502). ${UNKNOWN}`, 6, 0],
	['503', `Sonar’s server failed (HTTP 503). ${UNKNOWN}`, 6, 0],
	['504', `Sonar’s server failed (HTTP 504). ${UNKNOWN}`, 6, 0],
	['a redirect on the same origin', 'redirects to http://127.0.0.1', 2, 0],
	['a redirect to another origin', 'redirects to https://elsewhere.invalid (HTTP 302)', 2, 0],
	['a redirect to http', 'redirects to http://elsewhere.invalid (HTTP 302)', 2, 0],
	['a redirect to itself', 'redirects to http://127.0.0.1', 2, 0],
	['a reset before the body', BROKE, 6, 0],
	['a reset in the body', BROKE, 6, 0],
	['a reset after the body', BROKE, 6, 0],
	['headers that never come', SILENT, 6, 0],
	['an empty body', `it sent nothing. ${UNKNOWN}`, 3, 2],
	['JSON that is cut', NO_JSON, 3, 2],
	['a list', NO_JSON, 3, 2],
	['a web page', `it sent a web page. ${UNKNOWN}`, 3, 2],
	['a 502 page after all was done', `Sonar’s server failed (HTTP 502). ${UNKNOWN}`, 6, 2],
	['a reset after all was done', BROKE, 6, 2],
	['a body that stalls', SILENT, 6, 2],
	['a body that breaks off', BROKE, 6, 2],
	['a body without a length that just ends', NO_JSON, 3, 2],
	['a body without a length', 'done', 2, 2],
	['a body in gzip', 'done', 2, 2],
	['a body in deflate', 'done', 2, 2],
	['a body in Brotli', 'done', 2, 2],
	['a body in gzip that is cut', NO_JSON, 3, 2],
	['errors alone', 'Sonar answered: Bad.', 4, 0],
	['errors beside null', ['Sonar answered: Bad.', 'done'], 2, 2],
	['errors without a path beside data', 'done', 2, 2],
	['an error below the first file', 'done', 3, 2],
	['a null answer', 'done', 3, 2],
	[
		'null answers where nothing was done',
		`Sonar’s answer says nothing about the deletion of file`,
		6,
		0,
	],
	['no success', 'Not this one.', 2, 0],
	['no data', NEITHER, 3, 2],
	['data that is null', NEITHER, 3, 2],
	['an empty list of errors', 'done', 2, 2],
];
/** After these the node asks Sonar for more, which must be answered as usual. */
const once = (name: string) =>
	name in rateLimits || /^(an error below|a null answer|null answers)/.test(name);

async function twoFiles() {
	const ids = [
		await kit.sonar.addFile({ filename: 'a.txt', content: 'a' }),
		await kit.sonar.addFile({ filename: 'b.txt', content: 'b' }),
	];
	return ids.map((id) => ({ json: { id } }));
}

async function run(name: string, times?: number) {
	const input = await twoFiles();
	answerAlways(kit, '/api/graphql', 'as usual', 1);
	answerAlways(kit, '/api/graphql', faults[name as keyof typeof faults], times);
	const options = { idleTimeout: idleTimeoutFor(name) };
	return await outcomesOf(kit, { type: 'sonarDeleteFile', parameters: { options }, input });
}

describe('Delete', () => {
	it('has a row for every fault', () => {
		expect(table.map(([fault]) => fault).sort()).toEqual(Object.keys(faults).sort());
	});

	it.each(table)('ends as the table says after %s', async (name, expected, requests, deleted) => {
		const before = kit.sonar.files.length + 2;
		const outcomes = await run(name, once(name) ? 1 : undefined);
		expectOutcomes(outcomes, expected);
		expect(outcomes).toHaveLength(2);
		expect(kit.calls).toHaveLength(requests);
		expect(kit.sonar.files).toHaveLength(before - deleted);
	});

	const unsure = table.filter(([, outcome]) => String(outcome).includes(UNKNOWN));

	it.each(unsure)(
		'asks what became of the deletions after %s',
		async (name, expected, _, deleted) => {
			const outcomes = await run(name, 1);
			// A file that is gone is deleted. A file that is still there may yet be deleted.
			expectOutcomes(outcomes, deleted > 0 ? 'done' : expected);
			expect(kit.calls.filter((call) => call === 'mutation').length).toBeLessThanOrEqual(1);
		},
	);

	it.each(Object.keys(faultsOfJson))('deletes nothing if the question meets %s', async (name) => {
		const input = await twoFiles();
		const before = kit.sonar.files.length;
		answerAlways(kit, '/api/graphql', faultsOfJson[name]!);
		const options = { idleTimeout: idleTimeoutFor(name) };
		const outcomes = await outcomesOf(kit, {
			type: 'sonarDeleteFile',
			parameters: { options },
			input,
		});
		if (outcomes.includes('done')) return;
		expect(kit.sonar.files).toHaveLength(before);
		for (const outcome of outcomes) expect(outcome).not.toContain('is unknown');
	});

	itFailsUnreachable(
		kit,
		{ message: 'The connection to Sonar broke', connections: 4 },
		async () => ({
			type: 'sonarDeleteFile',
			input: await twoFiles(),
		}),
	);
});
