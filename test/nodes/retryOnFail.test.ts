import type { INodeExecutionData } from 'n8n-workflow';

import { answerWith, status } from '../sonar/answers';
import { byId } from './kit';
import { useKit } from './useKit';

const kit = useKit();
beforeAll(() => {
	for (const id of ['1', '2', '3']) kit.sonar.addEntity('Account', { id, name: id });
});

const oneByOne = { options: { filesPerRequest: 1, parallelRequests: 1 } };
const upload = async (input: INodeExecutionData[], settings = {}) =>
	await kit.run({
		type: 'sonarUploadFile',
		parameters: oneByOne,
		input,
		retryOnFail: true,
		...settings,
	});
/** The next upload succeeds, and the one after it gets this answer. */
const answerSecond = (code: number) =>
	answerWith(kit.sonar, '/api/files', 'as usual', status(code));
const namesOf = (from: number) => kit.sonar.files.slice(from).map(({ filename }) => filename);

describe('Retry On Fail', () => {
	it('uploads the rest, and outputs what the first try stored', async () => {
		const before = kit.sonar.files.length;
		answerSecond(401);
		const { items: output, error } = await upload(await kit.items('a.txt', 'b.txt', 'c.txt'));
		expect(error).toBeUndefined();
		expect(output.map(({ json: { filename } }) => filename)).toEqual(['a.txt', 'b.txt', 'c.txt']);
		expect(namesOf(before)).toEqual(['a.txt', 'b.txt', 'c.txt']);
		expect(kit.calls).toHaveLength(4);
	});

	it('does not upload a file again if its outcome is unknown', async () => {
		const before = kit.sonar.files.length;
		answerSecond(502);
		const { error } = await upload(await kit.items('a.txt', 'b.txt', 'c.txt'));
		expect(error?.message).toContain('Whether Sonar stored the files is unknown');
		expect(error?.message).toMatch(/\[item 1\]\. Already stored: \d+ \(a\.txt\)$/);
		expect(namesOf(before)).toEqual(['a.txt']);
		expect(kit.calls.filter((call) => call === 'POST /api/files')).toHaveLength(2);
	});

	it('retries only what failed, if the node continues', async () => {
		const before = kit.sonar.files.length;
		answerWith(kit.sonar, '/api/files', status(403));
		const { items: output } = await upload(await kit.items('a.txt', 'b.txt'), {
			onError: 'continueRegularOutput',
		});
		expect(output.map(({ json: { filename } }) => filename)).toEqual(['a.txt', 'b.txt']);
		expect(namesOf(before)).toEqual(['b.txt', 'a.txt']);
		expect(kit.calls).toHaveLength(3);
	});

	it('keeps the files of an item apart', async () => {
		const before = kit.sonar.files.length;
		answerSecond(401);
		const { items: output } = await upload(
			[await kit.item({ a: { name: 'a', content: 'a' }, b: { name: 'b', content: 'b' } })],
			{ parameters: { ...oneByOne, binaryPropertyName: '*' } },
		);
		expect(output.map(({ json: { filename } }) => filename)).toEqual(['a', 'b']);
		expect(namesOf(before)).toEqual(['a', 'b']);
	});

	it('links the rest', async () => {
		const ids = await Promise.all(
			['1', '2', '3'].map(async () => await kit.sonar.addFile({ filename: 'a', content: 'a' })),
		);
		answerWith(kit.sonar, '/api/graphql', 'as usual', status(401));
		const { items: output } = await kit.run({
			type: 'sonarLinkFile',
			parameters: {
				fileableType: 'Account',
				fileableId: byId('={{ $itemIndex + 1 }}'),
				options: { entitiesPerRequest: 1, parallelRequests: 1 },
			},
			input: ids.map((id) => ({ json: { id } })),
			retryOnFail: true,
		});
		expect(output.map(({ json }) => [json.file_id, json.linked])).toEqual(
			ids.map((id) => [id, true]),
		);
		expect(kit.calls).toHaveLength(4);
	});

	it('deletes the rest', async () => {
		const ids = await Promise.all(
			['a', 'b', 'c'].map(async (filename) => await kit.sonar.addFile({ filename, content: 'a' })),
		);
		answerWith(kit.sonar, '/api/graphql', 'as usual', 'as usual', status(403));
		const { items: output, error } = await kit.run({
			type: 'sonarDeleteFile',
			parameters: { options: { entitiesPerRequest: 1, parallelRequests: 1 } },
			input: [...ids, ids[0]!].map((id) => ({ json: { id } })),
			retryOnFail: true,
		});
		expect(error).toBeUndefined();
		expect(output.map(({ json }) => json.id)).toEqual([...ids, ids[0]]);
		expect(kit.asked('deleteFile').map(({ id }) => id)).toEqual(ids);
	});

	it('does not remember another execution with the same items', async () => {
		const input = await kit.items('a.txt');
		const before = kit.sonar.files.length;
		await upload(input);
		await upload(input);
		expect(namesOf(before)).toEqual(['a.txt', 'a.txt']);
	});

	it('lists and downloads everything again', async () => {
		answerWith(kit.sonar, '/api/graphql', status(401));
		const { error } = await kit.run({
			type: 'sonarListFiles',
			parameters: { scope: 'all' },
			retryOnFail: true,
		});
		expect(error).toBeUndefined();
		expect(kit.calls).toHaveLength(2);
	});
});

describe('An error that stops the node', () => {
	it('names the other items whose outcome is unknown', async () => {
		answerWith(kit.sonar, '/api/files', status(502), status(502), status(502));
		const { error } = await kit.run({
			type: 'sonarUploadFile',
			parameters: { options: { filesPerRequest: 1, parallelRequests: 3 } },
			input: await kit.items('a.txt', 'b.txt', 'c.txt'),
		});
		expect(error?.message).toMatch(
			/\[item 0\]\. The outcome is also unknown for: \[item 1\], \[item 2\]$/,
		);
	});
});

describe('n8n’s Retry button', () => {
	it('sends again what the failed execution stored and named in its error', async () => {
		const before = kit.sonar.files.length;
		const input = await kit.items('a.txt', 'b.txt');
		answerSecond(401);
		const { error } = await upload(input, { retryOnFail: false });
		expect(error?.message).toMatch(/Already stored: \d+ \(a\.txt\)$/);
		// n8n reads the items from its database.
		await upload(structuredClone(input));
		expect(namesOf(before)).toEqual(['a.txt', 'a.txt', 'b.txt']);
	});
});
