import { answerWith, status } from '../../sonar/answers';
import { numbered } from '../files';
import type { NodeRun } from '../nodeRun';
import { useKit } from '../useKit';

const kit = useKit();

const upload = async (run: Omit<NodeRun, 'type'>) =>
	await kit.run({ type: 'sonarUploadFile', ...run });

describe('Upload File, if a file is refused', () => {
	const three = async () => await kit.items('a.txt', 'virus.exe', 'c.txt');

	it('stops with the item, Sonar’s words and what is stored', async () => {
		const { error } = await upload({ input: await three() });
		expect(error?.message).toMatch(
			/^Sonar refused virus\.exe: The file type is not allowed\. \[item 1\]\. Already stored: \d+ \(a\.txt\), \d+ \(c\.txt\)$/,
		);
		expect(error?.context?.itemIndex).toBe(1);
	});

	it('names twenty files that are stored and counts the others; its context names all', async () => {
		const input = await kit.items(...numbered(60), 'virus.exe');
		const { error } = await upload({ input });
		const named = error?.message.match(/\(\d+\.txt\)/g);
		expect(named).toEqual(numbered(20).map((name) => `(${name})`));
		expect(error?.message).toMatch(/\(19\.txt\) and 40 more$/);
		expect(error?.context).toMatchObject({
			effects: numbered(60).map((name) => ({
				verb: 'stored',
				what: expect.stringContaining(`(${name})`) as string,
				sure: true,
			})),
		});
	});

	it('uploads the others with On Error: Continue', async () => {
		const { items } = await upload({
			input: (await three()).slice(1),
			onError: 'continueRegularOutput',
		});
		expect(kit.calls).toHaveLength(1);
		expect(items).toHaveLength(2);
		expect(items[0]).toEqual({
			json: {
				error: 'Sonar refused virus.exe: The file type is not allowed. [item 0]',
				filename: 'virus.exe',
				stored: false,
				failure_message: 'The file type is not allowed.',
				binary_field: 'data',
			},
			pairedItem: { item: 0 },
		});
		expect(items[1]!.json).toMatchObject({ filename: 'c.txt', stored: true });
	});

	it('sends the item to the error output', async () => {
		const { items, failed } = await upload({
			input: await three(),
			onError: 'continueErrorOutput',
		});
		expect(items.map(({ json }) => json.filename)).toEqual(['a.txt', 'c.txt']);
		expect(failed).toMatchObject([
			{
				json: {
					error: 'Sonar refused virus.exe: The file type is not allowed. [item 1]',
					filename: 'virus.exe',
					stored: false,
					failure_message: 'The file type is not allowed.',
				},
				pairedItem: { item: 1 },
			},
		]);
	});

	it('does not claim to know whether a file of unknown outcome is stored', async () => {
		answerWith(kit.sonar, '/api/files', status(502));
		const { failed } = await upload({
			input: await kit.items('unknown.txt'),
			onError: 'continueErrorOutput',
		});
		expect(failed[0]!.json).toMatchObject({
			filename: 'unknown.txt',
			stored: null,
			failure_message: expect.stringContaining('HTTP 502') as string,
		});
	});

	it('names the file that a later try did not store either', async () => {
		const { items } = await upload({
			input: await kit.items('virus.exe', 'later.txt'),
			onError: 'continueRegularOutput',
			retryOnFail: true,
		});
		expect(items.map(({ json }) => [json.filename, json.stored])).toEqual([
			['virus.exe', false],
			['later.txt', true],
		]);
		expect(kit.sonar.files.filter(({ filename }) => filename === 'later.txt')).toHaveLength(1);
	});
});

describe('Upload File, if a binary field is missing', () => {
	it('stops before it sends anything', async () => {
		const input = [
			await kit.item({ data: { name: 'a.txt', content: 'a' } }),
			await kit.item({ photo: { name: 'b.txt', content: 'b' } }),
		];
		const { error } = await upload({ input });
		expect(error?.message).toBe('The item has no binary field "data" [item 1]');
		expect(error?.description).toContain('photo');
		expect(kit.calls).toEqual([]);
	});

	it('uploads the others with On Error: Continue', async () => {
		const input = [{ json: {} }, ...(await kit.items('a.txt'))];
		const { items } = await upload({ input, onError: 'continueRegularOutput' });
		expect(items.map(({ json }) => json.error ?? json.stored)).toEqual([
			'The item has no binary field "data" [item 0]',
			true,
		]);
	});
});
