import { useKit } from '../nodes/useKit';
import { reshaped } from '../sonar/answers';
import { faultsOfJson, rateLimits } from './faults';
import { answerAlways, expectOutcomes, idleTimeoutFor, outcomesOf, type Row } from './runFault';
import { itFailsUnreachable } from './unreachable';

const kit = useKit();

interface Entry {
	id: unknown;
	filename: string;
}
interface Answer {
	files: Entry[];
}

const shapes = {
	'no files': reshaped(() => ({ file: {} })),
	'files that are no list': reshaped(({ files }: Answer) => ({ files: files[0] })),
	'fewer files': reshaped(({ files }: Answer) => ({ files: files.slice(0, 1) })),
	'more files': reshaped(({ files }: Answer) => ({ files: [{ id: 1, filename: 'x' }, ...files] })),
	'files in another order': reshaped(({ files }: Answer) => ({ files: files.reverse() })),
	'files of other names': reshaped(({ files }: Answer) => ({
		files: files.map((file) => ({ ...file, filename: `other-${file.filename}` })),
	})),
	'an id that is null': reshaped(({ files }: Answer) => ({
		files: files.map((file) => ({ ...file, id: null })),
	})),
	'ids as text': reshaped(({ files }: Answer) => ({
		files: files.map((file) => ({ ...file, id: String(file.id) })),
	})),
	'errors beside the files': reshaped((body: Answer) => ({ ...body, errors: ['Odd'] })),
};
const faults = { ...faultsOfJson, ...shapes };

const UNKNOWN = 'Whether Sonar stored the files is unknown: check with Sonar List Files';
const BROKE = `The connection to Sonar broke. ${UNKNOWN}`;
const SILENT = `Sonar sent nothing for 0.5 seconds. ${UNKNOWN}`;

/** Two files in one request. If it is asked what became of them, each that is found is downloaded. */
const table: Row[] = [
	['400', 'Sonar refused the request (HTTP 400): No.', 3, 0],
	['401', 'did not accept the access token (HTTP 401): Unauthenticated.', 1, 0],
	['403', 'has no permission for this in Sonar (HTTP 403): Not yours.', 1, 0],
	['404', 'Sonar found nothing there (HTTP 404)', 1, 0],
	['413', 'Sonar refused the request as too large (HTTP 413)', 3, 0],
	['422', 'Sonar refused the request as invalid (HTTP 422): Bad type.', 3, 0],
	['a dead token under 200', 'did not accept the access token: Unauthenticated.', 1, 0],
	['other words under 200', `Sonar answered: Busy. ${UNKNOWN}`, 6, 0],
	['429', 'done', 2, 2],
	['429 with Retry-After: 0', 'done', 2, 2],
	['429 with X-RateLimit-Reset', 'done', 2, 2],
	['Laravel’s rate limit under 200', 'done', 2, 2],
	['429 with Retry-After', 'done', 2, 2],
	['the rate limit under 200', 'done', 2, 2],
	['the rate limit under 400', 'done', 2, 2],
	['500', `Sonar’s server failed (HTTP 500): Server Error. ${UNKNOWN}`, 6, 0],
	['502', `Sonar’s server failed (HTTP 502). ${UNKNOWN}`, 6, 0],
	['503', `Sonar’s server failed (HTTP 503). ${UNKNOWN}`, 6, 0],
	['504', `Sonar’s server failed (HTTP 504). ${UNKNOWN}`, 6, 0],
	['a redirect on the same origin', 'redirects to http://127.0.0.1', 1, 0],
	['a redirect to another origin', 'redirects to https://elsewhere.invalid (HTTP 302)', 1, 0],
	['a redirect to http', 'redirects to http://elsewhere.invalid (HTTP 302)', 1, 0],
	['a redirect to itself', 'redirects to http://127.0.0.1', 1, 0],
	['a reset before the body', BROKE, 6, 0],
	['a reset in the body', BROKE, 6, 0],
	['a reset after the body', BROKE, 6, 0],
	['headers that never come', SILENT, 6, 0],
	['an empty body', 'done', 5, 2],
	['JSON that is cut', 'done', 5, 2],
	['a list', 'done', 5, 2],
	['a web page', 'done', 5, 2],
	['a 502 page after all was done', 'done', 5, 2],
	['a reset after all was done', 'done', 5, 2],
	['a body that stalls', 'done', 5, 2],
	['a body that breaks off', 'done', 5, 2],
	['a body without a length that just ends', 'done', 5, 2],
	['a body without a length', 'done', 1, 2],
	['a body in gzip', 'done', 1, 2],
	['a body in deflate', 'done', 1, 2],
	['a body in Brotli', 'done', 1, 2],
	['a body in gzip that is cut', 'done', 5, 2],
	['no files', 'done', 5, 2],
	['files that are no list', 'done', 5, 2],
	['fewer files', 'done', 4, 2],
	['more files', 'done', 1, 2],
	['files in another order', 'done', 1, 2],
	['files of other names', 'done', 2, 2],
	['an id that is null', 'done', 5, 2],
	['ids as text', 'done', 1, 2],
	['errors beside the files', 'done', 1, 2],
];

/** Of names that no other row has: scaled time does not tell new files from those of a row before. */
let rows = 0;
const twoFiles = async () => {
	rows += 1;
	return await kit.items(`a${rows}.txt`, `b${rows}.txt`);
};

describe('Upload', () => {
	it('has a row for every fault', () => {
		expect(table.map(([fault]) => fault).sort()).toEqual(Object.keys(faults).sort());
	});

	it.each(table)('ends as the table says after %s', async (name, expected, requests, stored) => {
		const before = kit.sonar.files.length;
		const times = name in rateLimits ? 1 : undefined;
		answerAlways(kit, '/api/files', faults[name as keyof typeof faults], times, 'POST');
		const outcomes = await outcomesOf(kit, {
			type: 'sonarUploadFile',
			parameters: { options: { idleTimeout: idleTimeoutFor(name) } },
			input: await twoFiles(),
		});
		expectOutcomes(outcomes, expected);
		expect(outcomes).toHaveLength(2);
		expect(kit.calls).toHaveLength(requests);
		expect(kit.sonar.files).toHaveLength(before + stored);
	});

	itFailsUnreachable(kit, { message: BROKE, connections: 5 }, async () => ({
		type: 'sonarUploadFile',
		input: await twoFiles(),
	}));
});
