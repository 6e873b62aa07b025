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

/** Entries in another order than the files, with any names. */
const reversed = {
	description: 'The entries of an upload stand in the reverse order.',
	uploadEntries: <T>(entries: T[]) => [...entries].reverse(),
};

describe('Entries in another order under names that say nothing', () => {
	it('are told by the sizes of all files if no two are the same', async () => {
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

	it('are told by what is left of the names, and by sizes if that is not enough', async () => {
		await kit.renewSonar({ characters: ['slugs', reversed] });
		const { items } = await upload({ 'Ä a.txt': 'a', 'B b.txt': 'bb', 'C_c.txt': 'ccc' });
		const own = items.map(({ json }) => kit.sonar.content(json.id as string).toString());
		expect(own).toEqual(['a', 'bb', 'ccc']);
		const named = await upload({ 'D d.txt': 'd', 'E e.txt': 'e', 'F_f.txt': 'f' });
		const ids = named.items.map(({ json }) => json.id as string);
		expect(ids.map((id) => kit.sonar.content(id).toString())).toEqual(['d', 'e', 'f']);
	});
});
