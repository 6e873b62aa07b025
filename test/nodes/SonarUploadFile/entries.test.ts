import { useKit } from '../useKit';

const kit = useKit();

const upload = async (contents: Record<string, string>) =>
	await kit.run({
		type: 'sonarUploadFile',
		input: await Promise.all(
			Object.entries(contents).map(
				async ([name, content]) => await kit.item({ data: { name, content } }),
			),
		),
		onError: 'continueRegularOutput',
	});

/** Answers with entries in another order than the files, under the given names. */
const reversed = {
	description: 'The entries of an upload stand in the reverse order.',
	uploadEntries: <T>(entries: T[]) => [...entries].reverse(),
};

describe('Entries in another order, under unrelated names', () => {
	it('are matched by size if all sizes differ', async () => {
		await kit.renewSonar({ characters: ['namesHashed', reversed] });
		const { items } = await upload({ 'a.txt': 'a', 'b.txt': 'bb', 'c.txt': 'ccc' });
		const own = items.map(({ json }) => kit.sonar.content(json.id as string).toString());
		expect(own).toEqual(['a', 'bb', 'ccc']);
	});

	it('are an unknown outcome if two files have the same size', async () => {
		await kit.renewSonar({ characters: ['namesHashed', reversed] });
		const { items } = await upload({ 'a.txt': 'a', 'b.txt': 'b', 'c.txt': 'ccc' });
		for (const { json } of items) {
			expect(json.error).toContain('Whether Sonar stored the files is unknown');
		}
	});

	it('are matched by what is left of the names, then by size', async () => {
		await kit.renewSonar({ characters: ['slugs', reversed] });
		const { items } = await upload({ 'Ä a.txt': 'a', 'B b.txt': 'bb', 'C_c.txt': 'ccc' });
		const own = items.map(({ json }) => kit.sonar.content(json.id as string).toString());
		expect(own).toEqual(['a', 'bb', 'ccc']);
		const named = await upload({ 'D d.txt': 'd', 'E e.txt': 'e', 'F_f.txt': 'f' });
		const ids = named.items.map(({ json }) => json.id as string);
		expect(ids.map((id) => kit.sonar.content(id).toString())).toEqual(['d', 'e', 'f']);
	});
});
