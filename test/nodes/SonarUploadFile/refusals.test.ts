import { Kit, type NodeRun } from '../kit';

let kit: Kit;
beforeAll(async () => (kit = await Kit.start()));
afterAll(async () => await kit.stop());
beforeEach(() => kit.sonar.clearLog());

const upload = async (run: Omit<NodeRun, 'type'>) =>
	await kit.run({ type: 'sonarUploadFile', ...run });

describe('Upload File, where a file is refused', () => {
	const three = async () => [
		await kit.item({ data: { name: 'a.txt', content: 'a' } }),
		await kit.item({ data: { name: 'virus.exe', content: 'b' } }),
		await kit.item({ data: { name: 'c.txt', content: 'c' } }),
	];

	it('stops with its item, Sonar’s words and what is stored', async () => {
		const { error } = await upload({ input: await three() });
		expect(error?.message).toMatch(
			/^Sonar did not store the file: The file type is not allowed\. \[item 1\]\. Already stored: \d+ \(a\.txt\), \d+ \(c\.txt\)$/,
		);
		expect(error?.context?.itemIndex).toBe(1);
	});

	it('names every file that is stored, however many', async () => {
		const good = await Promise.all(
			Array.from(
				{ length: 60 },
				async (_, index) => await kit.item({ data: { name: `${index}.txt`, content: 'x' } }),
			),
		);
		const input = [...good, (await three())[1]!];
		const { error } = await upload({ input });
		for (let index = 0; index < 60; index += 1) {
			expect(error?.message).toContain(`(${index}.txt)`);
		}
	});

	it('goes on with the others', async () => {
		const { items } = await upload({
			input: (await three()).slice(1),
			onError: 'continueRegularOutput',
		});
		expect(kit.calls).toHaveLength(1);
		expect(items).toHaveLength(2);
		expect(items[0]).toMatchObject({
			json: { error: 'Sonar did not store the file: The file type is not allowed. [item 0]' },
			pairedItem: { item: 0 },
		});
		expect(items[1]!.json).toMatchObject({ filename: 'c.txt', stored: true });
	});

	it('sends it by the error output', async () => {
		const { items, failed } = await upload({
			input: await three(),
			onError: 'continueErrorOutput',
		});
		expect(items.map(({ json }) => json.filename)).toEqual(['a.txt', 'c.txt']);
		expect(failed).toMatchObject([
			{
				json: { error: expect.stringContaining('The file type is not allowed.') as string },
				pairedItem: { item: 1 },
			},
		]);
	});
});

describe('Upload File, where a binary field is missing', () => {
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

	it('uploads the others where the node goes on', async () => {
		const input = [{ json: {} }, await kit.item({ data: { name: 'a.txt', content: 'a' } })];
		const { items } = await upload({ input, onError: 'continueRegularOutput' });
		expect(items.map(({ json }) => json.error ?? json.stored)).toEqual([
			'The item has no binary field "data" [item 0]',
			true,
		]);
	});
});
