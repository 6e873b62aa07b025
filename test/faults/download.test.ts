import { useKit } from '../nodes/useKit';
import type { RawAnswer } from '../sonar';
import { deliveries, json, status } from '../sonar/answers';
import { breaks, rateLimits, redirects, refusals, statuses, unusual } from './faults';
import { alike, answerAlways, expectOutcomes, messages, outcomesOf, type Row } from './runFault';
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

/** One file: a request for its name and size, the rest for its bytes. */
const table: Row[] = [
	{ fault: '400', outcome: messages[400], requests: 2, done: 0 },
	{ fault: '401', outcome: messages[401], requests: 2, done: 0 },
	{ fault: '403', outcome: messages[403], requests: 2, done: 0 },
	{ fault: '404', outcome: messages[404], requests: 2, done: 0 },
	{ fault: '413', outcome: messages[413], requests: 2, done: 0 },
	{ fault: '422', outcome: messages[422], requests: 2, done: 0 },
	{ fault: 'a dead token under 200', outcome: messages.deadToken, requests: 2, done: 0 },
	{
		fault: 'other words under 200',
		outcome: 'Sonar sent a message instead of the file: Busy.',
		requests: 5,
		done: 0,
	},
	...alike(Object.keys(rateLimits), { outcome: 'done', requests: 3, done: 1, isOnce: true }),
	{ fault: '500', outcome: messages[500], requests: 2, done: 0 },
	{ fault: '502', outcome: messages[502], requests: 5, done: 0 },
	{ fault: '503', outcome: messages[503], requests: 5, done: 0 },
	{ fault: '504', outcome: messages[504], requests: 5, done: 0 },
	{ fault: 'a redirect on the same origin', outcome: messages.redirect, requests: 7, done: 0 },
	{
		fault: 'a redirect to another origin',
		outcome: 'Sonar cannot be reached: its host name',
		requests: 5,
		done: 0,
	},
	{ fault: 'a redirect to http', outcome: messages.redirectToHttp, requests: 2, done: 0 },
	{ fault: 'a redirect to itself', outcome: messages.redirect, requests: 7, done: 0 },
	{ fault: 'a reset before the body', outcome: messages.broke, requests: 5, done: 0 },
	{ fault: 'a reset after the body', outcome: messages.broke, requests: 5, done: 0 },
	{ fault: 'headers that never come', outcome: messages.silent, requests: 5, done: 0 },
	{
		fault: 'an empty body',
		outcome: 'Sonar sent 0 of the 30 bytes of the file',
		requests: 5,
		done: 0,
	},
	{
		fault: 'a body that is too long',
		outcome: 'Sonar sent more than the 30 bytes of the file',
		requests: 5,
		done: 0,
	},
	{
		fault: 'a web page',
		outcome: 'Sonar sent a web page instead of the file',
		requests: 5,
		done: 0,
	},
	{
		fault: 'a JSON error under 200',
		outcome: 'Sonar sent a message instead of the file: Gone.',
		requests: 5,
		done: 0,
	},
	{ fault: 'a body that stalls', outcome: messages.silent, requests: 5, done: 0 },
	{
		fault: 'a body that breaks off',
		outcome: `${messages.broke} in the middle of the file`,
		requests: 5,
		done: 0,
	},
	{
		fault: 'a body without a length that just ends',
		outcome: 'Sonar sent 15 of the 30 bytes of the file',
		requests: 5,
		done: 0,
	},
	...alike(unusual, { outcome: 'done', requests: 2, done: 1 }),
	{
		fault: 'a body in gzip that is cut',
		outcome: 'of the 30 bytes of the file',
		requests: 5,
		done: 0,
	},
];

/** The question for the file's name and size may meet the fault, too, unless `path` is that of files. */
async function download(fault: string, path: string, times?: number) {
	answerAlways(kit, path, faults[fault as keyof typeof faults]!, times, 'GET');
	return await outcomesOf(kit, { type: 'sonarDownloadFile', parameters: { fileId: id } });
}

describe('Download', () => {
	it('has a row for every fault', () => {
		expect(table.map(({ fault }) => fault).sort()).toEqual(Object.keys(faults).sort());
	});

	it.each(table)('ends as the table says after $fault', async (row) => {
		const before = kit.keptFiles;
		const outcomes = await download(row.fault, '/', row.isOnce ? 1 : undefined);
		expectOutcomes(outcomes, row.outcome);
		expect(outcomes).toHaveLength(1);
		expect(kit.calls).toHaveLength(row.requests);
		expect(kit.keptFiles).toBe(before + row.done);
	});

	it.each(table.filter(({ requests }) => requests === 5))(
		'succeeds at the second try after $fault',
		async ({ fault }) => {
			const before = kit.keptFiles;
			expect(await download(fault, '/api/files', 1)).toEqual(['done']);
			expect(kit.calls).toHaveLength(3);
			expect(kit.keptFiles).toBe(before + 1);
		},
	);

	itFailsUnreachable(kit, { message: messages.broke, connections: 4 }, () => ({
		type: 'sonarDownloadFile',
		parameters: { fileId: id },
	}));
});
