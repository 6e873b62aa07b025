import { setTimeout } from 'node:timers/promises';

import type { RawAnswer } from '../../sonar';
import { answerWith, status } from '../../sonar/answers';
import { useKitWithNewSonars } from '../useKit';

const kit = useKitWithNewSonars();

/** Sonar stores the files, but a gateway loses the answer. */
const storedButLost: RawAnswer = async (_request, response, carryOut) => {
	await carryOut();
	response.writeHead(502).end();
};

const upload = async (...names: string[]) =>
	await kit.run({
		type: 'sonarUploadFile',
		input: await kit.items(...names),
		onError: 'continueRegularOutput',
	});

const outcomesOf = ({ items }: Awaited<ReturnType<typeof upload>>) =>
	items.map(({ json }) => json.id ?? (json.error as string).replace(/^.*\. (?=Whether)/, ''));

const UNKNOWN = expect.stringMatching(/^Whether Sonar stored the files is unknown/) as string;

const now = () => new Date(kit.time.now()).toISOString();
/** A file of somebody else, like the one that is uploaded. */
const addLike = async (fields: object) =>
	await kit.sonar.addFile({ filename: 'a.txt', content: 'a.txt', created_at: now(), ...fields });

describe('An upload whose answer is lost', () => {
	it('finds the IDs under which Sonar stored its files', async () => {
		answerWith(kit.sonar, '/api/files', storedButLost);
		const result = await upload('a.txt', 'b.txt');
		const ids = kit.sonar.files.map(({ id }) => id);
		expect(outcomesOf(result)).toEqual(ids);
		expect(result.items.map(({ json }) => json.filename)).toEqual(['a.txt', 'b.txt']);
		expect(kit.calls.filter((call) => call === 'POST /api/files')).toHaveLength(1);
	});

	it.each([
		['is older', { created_at: '2026-01-01T00:00:00Z' }],
		['is of another user', { user_id: '2' }],
		['is linked', { fileable_type: 'Account', fileable_id: '1' }],
		['has another name', { filename: 'b.txt' }],
		['has another size', { content: 'a' }],
		['has another content', { content: 'b.txt' }],
	])(
		'takes no file for its own that %s',
		async (_, fields) => {
			kit.sonar.addEntity('Account', { id: '1' });
			await addLike(fields);
			answerWith(kit.sonar, '/api/files', status(502));
			expect(outcomesOf(await upload('a.txt'))).toEqual([UNKNOWN]);
		},
		20_000,
	);

	it('does not claim a file of an earlier upload', async () => {
		await upload('a.txt');
		answerWith(kit.sonar, '/api/files', status(502));
		expect(outcomesOf(await upload('a.txt'))).toEqual([UNKNOWN]);
		expect(kit.sonar.files).toHaveLength(1);
	}, 20_000);

	it('claims neither of two candidates', async () => {
		await addLike({});
		answerWith(kit.sonar, '/api/files', storedButLost);
		expect(outcomesOf(await upload('a.txt'))).toEqual([UNKNOWN]);
	}, 20_000);

	it('finds an empty file', async () => {
		answerWith(kit.sonar, '/api/files', storedButLost);
		const { items } = await kit.run({
			type: 'sonarUploadFile',
			input: [await kit.item({ data: { name: 'a.txt', content: '', type: 'text/plain' } })],
		});
		expect(items.map(({ json }) => json.id)).toEqual(kit.sonar.files.map(({ id }) => id));
	});

	it('counts two equal files of one request as two', async () => {
		answerWith(kit.sonar, '/api/files', storedButLost);
		const ids = outcomesOf(await upload('a.txt', 'a.txt'));
		expect(ids).toEqual(kit.sonar.files.map(({ id }) => id));
		expect(new Set(ids).size).toBe(2);
	});

	it.each([
		['was given', false, 'BBBBB'],
		['is about to be given', true, 'BBBBB'],
		['is about to be given, though it is equal', true, 'AAAAA'],
	])('does not claim a file that another execution %s', async (_, isOpen, content) => {
		const { sonar } = kit;
		const isUpload = ({ method, path }: { method: string; path: string }) =>
			method === 'POST' && path === '/api/files';
		let release = (): void => undefined;
		const held = new Promise<void>((resolve) => (release = resolve));
		const item = async (text: string) =>
			await kit.item({ data: { name: 'a.txt', content: text, type: 'text/plain' } });
		// Holds back the answer to the other file, or to a second one behind it.
		if (!isOpen) sonar.answerNext(isUpload, 'as usual');
		sonar.answerNext(isUpload, async (_request, response, carryOut) => {
			const answer = await carryOut();
			const resume = kit.time.hold();
			await held;
			resume();
			response.writeHead(200, { 'content-type': 'application/json' }).end(answer);
		});
		const other = kit.run({
			type: 'sonarUploadFile',
			parameters: { options: { filesPerRequest: 1, parallelRequests: 1 } },
			input: isOpen ? [await item(content)] : [await item(content), ...(await kit.items('b.txt'))],
		});
		while (sonar.files.length < (isOpen ? 1 : 2)) await setTimeout(1);
		// This one is not stored.
		sonar.answerNext(isUpload, status(502));
		const own = await kit.run({
			type: 'sonarUploadFile',
			input: [await item('AAAAA')],
			onError: 'continueRegularOutput',
		});
		release();
		expect(outcomesOf(own)).toEqual([UNKNOWN]);
		expect((await other).items.map(({ json }) => json.id)).toEqual(sonar.files.map(({ id }) => id));
	});

	it('stays unknown if Sonar stores the file in another form', async () => {
		answerWith(kit.sonar, '/api/files', async (_request, response, carryOut) => {
			await carryOut();
			answerWith(kit.sonar, '/api/files', status(200, 'A.TXT'));
			response.writeHead(502).end();
		});
		expect(outcomesOf(await upload('a.txt'))).toEqual([UNKNOWN]);
	});

	it('stays unknown if Sonar does not say who the token’s user is', async () => {
		answerWith(kit.sonar, '/api/files', storedButLost);
		answerWith(kit.sonar, '/api/graphql', status(500));
		expect(outcomesOf(await upload('a.txt'))).toEqual([UNKNOWN]);
	});

	it('does not stop the requests behind it, even with On Error: Stop', async () => {
		answerWith(kit.sonar, '/api/files', storedButLost);
		const { items, error } = await kit.run({
			type: 'sonarUploadFile',
			parameters: { options: { filesPerRequest: 1, parallelRequests: 1 } },
			input: await kit.items('a.txt', 'b.txt', 'c.txt'),
		});
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.filename)).toEqual(['a.txt', 'b.txt', 'c.txt']);
		expect(kit.sonar.files).toHaveLength(3);
	});
});
