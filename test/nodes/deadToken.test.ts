import { answerWith, json, status } from '../sonar/answers';
import { numbered } from './files';
import { byId } from './kit';
import type { NodeRun } from './nodeRun';
import { useKit } from './useKit';

const UNAUTHENTICATED = { error: 'Unauthenticated.' };
const MANY = 45;

const oneByOne = { filesPerRequest: 1 };
const entities = { entitiesPerRequest: 1 };
const runs: NodeRun[] = [
	{ type: 'sonarUploadFile', parameters: { options: oneByOne } },
	{ type: 'sonarDownloadFile' },
	{ type: 'sonarDeleteFile', parameters: { options: entities } },
	{
		type: 'sonarLinkFile',
		parameters: { fileableType: 'Account', fileableId: byId('1'), options: entities },
	},
	{
		type: 'sonarListFiles',
		parameters: { fileableType: 'Account', fileableId: byId('1'), options: entities },
	},
	{
		type: 'sonarUpdateFile',
		parameters: { updateFields: { description: 'x' }, options: entities },
	},
	{
		type: 'sonarGraphql',
		parameters: {
			query: 'query ($id: Int64Bit) { accounts(id: $id) { entities { id } } }',
			variables: '={{ { id: $json.id } }}',
		},
	},
	{
		type: 'sonarCreateTicket',
		parameters: {
			subject: 'S',
			description: 'D',
			binaryPropertyName: '*',
			relatedTo: 'Account',
			relatedId: byId('1'),
			options: entities,
		},
	},
	{
		type: 'sonarReplyToTicket',
		parameters: { ticketId: byId('7'), body: 'B', binaryPropertyName: '*', options: entities },
	},
	{
		type: 'sonarUpdateTicket',
		parameters: {
			ticketId: byId('={{ $json.id }}'),
			updateFields: { status: 'CLOSED' },
			options: entities,
		},
	},
];

describe.each([
	['200', []],
	['200, and 401 for files', ['wrongTokenOfFilesUnder401'] as const],
	['401', ['wrongTokenUnder401'] as const],
])('A dead token under %s', (_, characters) => {
	const kit = useKit({ characters: [...characters] });

	it.each(runs.map((run) => [run.type, run] as const))(
		'ends a run of %s, and leaves nothing open',
		async (...[, run]) => {
			const files = await kit.items(...numbered(MANY));
			const { items, error } = await kit.run({
				...run,
				input: files.map((file, index) => ({ ...file, json: { id: `${index + 1}` } })),
				credential: { ...kit.credential, accessToken: 'eyDead' },
				onError: 'continueRegularOutput',
			});
			expect(error).toBeUndefined();
			expect(items).toHaveLength(MANY);
			for (const item of items) {
				expect(item.json.error).toMatch(
					/^(The attachment .*: )?Sonar did not accept the access token.*: Unauthenticated\. \[item/,
				);
			}
			// Ten requests run in parallel, and each may have begun when the first is refused.
			expect(kit.calls.length).toBeLessThanOrEqual(10);
			expect(kit.sonar.files).toEqual([]);
		},
	);
});

describe('A token that dies in the middle of a run', () => {
	const kit = useKit();
	const options = { filesPerRequest: 1, entitiesPerRequest: 1, parallelRequests: 1 };

	it('keeps what is stored, and Retry On Fail uploads the rest', async () => {
		const before = kit.sonar.files.length;
		answerWith(kit.sonar, '/api/files', 'as usual', json(UNAUTHENTICATED));
		const { items, error } = await kit.run({
			type: 'sonarUploadFile',
			parameters: { options },
			input: await kit.items('a.txt', 'b.txt', 'c.txt'),
			retryOnFail: true,
		});
		expect(error).toBeUndefined();
		expect(items.map(({ json: { filename } }) => filename)).toEqual(['a.txt', 'b.txt', 'c.txt']);
		const stored = kit.sonar.files.slice(before);
		expect(stored.map(({ filename }) => filename)).toEqual(['a.txt', 'b.txt', 'c.txt']);
	});

	it('says what is stored if the node stops', async () => {
		answerWith(kit.sonar, '/api/files', 'as usual', json(UNAUTHENTICATED));
		const { error } = await kit.run({
			type: 'sonarUploadFile',
			parameters: { options },
			input: await kit.items('d.txt', 'e.txt', 'f.txt'),
		});
		expect(error?.message).toMatch(
			/^Sonar did not accept .*: Unauthenticated\. \[item 1\]\. Already stored: \d+ \(d\.txt\)$/,
		);
		expect(kit.calls).toHaveLength(2);
	});
});

describe('A file of JSON', () => {
	const kit = useKit();
	const add = async (content: string, mime_type = 'application/json') =>
		await kit.sonar.addFile({ filename: 'a.json', content, mime_type });
	const download = async (fileId: string) => {
		const { items, error } = await kit.run({ type: 'sonarDownloadFile', parameters: { fileId } });
		const file = items[0]?.binary?.data;
		return error?.message ?? (file && (await kit.engine.readBinary(file)).toString());
	};
	const REFUSAL = JSON.stringify(UNAUTHENTICATED);
	const TOKEN = 'Sonar did not accept the access token: Unauthenticated. [item 0]';

	it.each(['application/json', 'text/plain', 'application/octet-stream'])(
		'is not taken for a refused token, as %s',
		async (type) => {
			const id = await add('{"a":1}', type);
			const before = kit.keptFiles;
			answerWith(kit.sonar, '/api/files', json(UNAUTHENTICATED));
			expect(await download(id)).toBe(TOKEN);
			expect(kit.keptFiles).toBe(before);
		},
	);

	it.each([
		'{"error":"Unauthenticated."}',
		'{"error":"Unauthenticated.","level":"warn"}',
		'{"message":"Too Many Attempts."}',
		'{"error":{"message":"Request limit of 400/min reached."}}',
		'{"error":"No such account","message":"x"}',
	])('may hold %s itself', async (content) => {
		expect(await download(await add(content))).toBe(content);
		expect(await download(await add(content, 'text/plain'))).toBe(content);
	});

	it('is not taken for a refusal of exactly its size', async () => {
		const id = await add('x'.repeat(REFUSAL.length));
		// The query that checks is refused as well.
		answerWith(kit.sonar, '/api/', 'as usual', json(UNAUTHENTICATED), json(UNAUTHENTICATED));
		expect(await download(id)).toBe(TOKEN);
		expect(kit.calls).toHaveLength(3);
	});

	it('is not taken for a rate limit of exactly its size', async () => {
		const limit = '{"message":"Too Many Attempts."}';
		const content = 'x'.repeat(limit.length);
		answerWith(kit.sonar, '/api/files', status(200, limit));
		expect(await download(await add(content))).toBe(content);
	});

	it('that reads like a refusal and has another size than listed is an error', async () => {
		const answer = json({ error: 'No such account' });
		answerWith(kit.sonar, '/api/files', answer, answer, answer, answer);
		expect(await download(await add('{"a":1}'))).toContain(
			'Sonar sent a message instead of the file: No such',
		);
	});
});

describe('A file that comes in another size than listed', () => {
	const kit = useKit();
	const PAGE = '<!doctype html><html>Log in</html>';

	it.each([
		['text/html', PAGE],
		['text/plain', 'Unauthenticated.'],
	])('may be a refusal, as %s: the token is asked for again', async (mime_type, instead) => {
		const content = '<html>Report</html>';
		const fileId = await kit.sonar.addFile({ filename: 'report', content, mime_type });
		const run = async () => await kit.run({ type: 'sonarDownloadFile', parameters: { fileId } });
		const answer = status(200, instead, { 'content-length': `${instead.length}` });
		answerWith(kit.sonar, '/api/', 'as usual', answer, json(UNAUTHENTICATED));
		expect((await run()).error?.message).toBe(
			'Sonar did not accept the access token: Unauthenticated. [item 0]',
		);
		// If the token is fine, Sonar's list is wrong.
		answerWith(kit.sonar, '/api/files', answer, answer);
		const { items, hints } = await run();
		expect((await kit.engine.readBinary(items[0]!.binary!.data!)).toString()).toBe(instead);
		expect(hints).toHaveLength(1);
	});
});
