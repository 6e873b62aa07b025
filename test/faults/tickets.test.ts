import { byId } from '../nodes/kit';
import { scaleTime } from '../nodes/scaledTime';
import { useKit } from '../nodes/useKit';
import { answerWith, data, json, reshaped } from '../sonar/answers';
import { faultsOfJson, rateLimits } from './faults';
import { answerAlways, expectOutcomes, idleTimeoutFor, outcomesOf, type Row } from './runFault';
import { itFailsUnreachable } from './unreachable';

const kit = useKit();
beforeAll(() => {
	kit.sonar.addEntity('Ticket', { id: '7' });
});
beforeEach(scaleTime);

interface Answer {
	data: Record<string, object>;
}
const first = ({ data: named }: Answer) => Object.keys(named)[0]!;

const shapes = {
	'errors alone': json({ errors: [{ message: 'Bad.' }] }),
	'errors that are no list': json({ errors: { message: 'Bad.' } }),
	'errors beside null': reshaped((answer: Answer) => ({
		data: { ...answer.data, [first(answer)]: null },
		errors: [{ message: 'Bad.', path: [first(answer)] }],
	})),
	'errors below the first': reshaped((answer: Answer) => ({
		data: { ...answer.data, [first(answer)]: null },
		errors: [{ message: 'Bad.', path: [first(answer), 'created_at'] }],
	})),
	'errors of what is there': reshaped((answer: Answer) => ({
		...answer,
		errors: [{ message: 'Bad.', path: [first(answer)] }],
	})),
	'an internal error of the first': reshaped((answer: Answer) => ({
		data: { ...answer.data, [first(answer)]: null },
		errors: [{ message: 'Internal server error', path: [first(answer)] }],
	})),
	'an internal error alone': reshaped(() => ({ errors: [{ message: 'Internal server error' }] })),
	'an internal error where nothing was done': json({
		errors: [{ message: 'No.', extensions: { category: 'internal' } }],
	}),
	'errors below, without data': reshaped((answer: Answer) => ({
		errors: [{ message: 'Bad.', path: [first(answer), 'created_at'] }],
	})),
	'errors without a path beside data': reshaped((answer: Answer) => ({
		...answer,
		errors: [{ message: 'Bad.' }],
	})),
	'a null ticket': reshaped((answer: Answer) => ({
		data: { ...answer.data, [first(answer)]: null },
	})),
	'a null ticket where nothing was done': data(null, null),
	'an id that is none': reshaped((answer: Answer) => ({
		data: { ...answer.data, [first(answer)]: { id: 'x' } },
	})),
	'no data': reshaped(() => ({ status: 'ok' })),
	'data that is null': reshaped(() => ({ data: null })),
	'an empty list of errors': reshaped((answer: Answer) => ({ ...answer, errors: [] })),
};
const faults = { ...faultsOfJson, ...shapes };

const UNKNOWN = 'Whether Sonar created';
const NO_JSON = `it sent no JSON object. ${UNKNOWN}`;
const BROKE = `The connection to Sonar broke. ${UNKNOWN}`;
const SILENT = `Sonar sent nothing for 0.5 seconds. ${UNKNOWN}`;
const NEITHER = `Sonar answered neither data nor errors. ${UNKNOWN}`;
const NO_ID = 'Sonar answered without the id of';

/** Two tickets, or replies, with a file each. Requests count from the mutation on. */
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
	['errors below the first', 'done', 3, 2],
	['errors of what is there', 'done', 3, 2],
	['an internal error of the first', 'done', 3, 2],
	['an internal error alone', 'done', 3, 2],
	['an internal error where nothing was done', `Sonar answered: No. ${UNKNOWN}`, 4, 0],
	['errors below, without data', 'done', 3, 2],
	['errors without a path beside data', 'done', 1, 2],
	['a null ticket', 'done', 3, 2],
	['a null ticket where nothing was done', NO_ID, 5, 0],
	['an id that is none', 'done', 3, 2],
	['no data', NEITHER, 2, 2],
	['data that is null', NEITHER, 2, 2],
	['an empty list of errors', 'done', 1, 2],
];

/** After these the node asks Sonar for more, which must be answered as usual. */
const once = (name: string) =>
	name in rateLimits ||
	/^(a null ticket|errors below|errors of|an id|an internal error (of|alone))/.test(name);

const nodes = {
	sonarCreateTicket: {
		parameters: { subject: '={{ $json.text }}', description: 'D' },
		before: ['query', 'POST /api/files'],
		made: () => kit.sonar.entities('Ticket'),
	},
	sonarReplyToTicket: {
		parameters: { ticketId: byId('7'), kind: 'reply', body: '={{ $json.text }}' },
		before: ['POST /api/files'],
		made: () => kit.sonar.entities('TicketReply'),
	},
};

describe.each(Object.entries(nodes))('%s', (type, { parameters, before, made }) => {
	const input = async (withFiles = true) =>
		await Promise.all(
			['one', 'two'].map(async (text) =>
				withFiles
					? await kit.item({ data: { name: `${text}.txt`, content: text } }, { text })
					: { json: { text } },
			),
		);
	const queryFirst = () => {
		if (before[0] === 'query') answerWith(kit.sonar, '/api/graphql', 'as usual');
	};
	const run = async (name: string, withFiles = true) => {
		const start = { made: made().length, files: kit.sonar.files.length };
		const outcomes = await outcomesOf(kit, {
			type,
			parameters: {
				...parameters,
				binaryPropertyName: withFiles ? 'data' : '',
				options: { idleTimeout: idleTimeoutFor(name) },
			},
			input: await input(withFiles),
		});
		expect(outcomes).toHaveLength(2);
		return {
			outcomes,
			made: made().length - start.made,
			files: kit.sonar.files.slice(start.files),
		};
	};
	const mutations = () => kit.sonar.log.filter(({ query }) => query?.startsWith('mutation'));

	it('has a row for every fault', () => {
		expect(table.map(([fault]) => fault).sort()).toEqual(Object.keys(faults).sort());
	});

	it.each(table)('ends as the table says after %s', async (name, expected, requests, done) => {
		queryFirst();
		const fault = faults[name as keyof typeof faults];
		answerAlways(kit, '/api/graphql', fault, once(name) ? 1 : undefined);
		const end = await run(name);
		expectOutcomes(end.outcomes, expected);
		expect(kit.calls.slice(0, before.length)).toEqual(before);
		expect(kit.calls).toHaveLength(before.length + requests);
		expect(end.made).toBe(done);
		// Each file is on the entity that was made of its item, or is named by the item's error.
		end.files.forEach(({ id, fileable_id }, index) => {
			if (fileable_id === null) expect(end.outcomes[index]).toContain(`Already stored: ${id} (`);
		});
	});

	const unsure = table.filter(([, outcome]) => String(outcome).includes(UNKNOWN));

	it.each(unsure)('asks what became of it after %s', async (name, expected, _, done) => {
		queryFirst();
		answerAlways(kit, '/api/graphql', faults[name as keyof typeof faults], 1);
		const end = await run(name);
		expectOutcomes(end.outcomes, done > 0 ? 'done' : expected);
		expect(mutations().length).toBeLessThanOrEqual(1);
	});

	it.each(unsure)('stays unknown without files after %s', async (name, expected, _, done) => {
		queryFirst();
		answerAlways(kit, '/api/graphql', faults[name as keyof typeof faults], 1);
		const end = await run(name, false);
		expectOutcomes(end.outcomes, expected);
		expect(end.made).toBe(done);
		expect(kit.calls).toHaveLength(before.length);
	});
});

describe('Reply to Ticket', () => {
	itFailsUnreachable(
		kit,
		{ message: 'The connection to Sonar broke', connections: 5 },
		async () => ({
			type: 'sonarReplyToTicket',
			parameters: { ticketId: byId('7'), body: 'Hi', binaryPropertyName: 'data' },
			input: await kit.items('a.txt', 'b.txt'),
		}),
	);
});
