import type { OnError } from 'n8n-workflow';

import { useKit } from '../useKit';

const kit = useKit();

const upload = async (
	contents: Record<string, string>,
	onError: OnError = 'continueRegularOutput',
) =>
	await kit.run({
		type: 'sonarUploadFile',
		input: await Promise.all(
			Object.entries(contents).map(
				async ([name, content]) => await kit.item({ data: { name, content } }),
			),
		),
		onError,
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

	it('are matched by content if two files have the same size', async () => {
		await kit.renewSonar({ characters: ['namesHashed', reversed] });
		const { items } = await upload({ 'a.txt': 'a', 'b.txt': 'b', 'c.txt': 'ccc' });
		const own = items.map(({ json }) => kit.sonar.content(json.id as string).toString());
		expect(own).toEqual(['a', 'b', 'ccc']);
	});

	it('are an unknown outcome if two files have the same content', async () => {
		await kit.renewSonar({ characters: ['namesHashed', reversed] });
		const { error } = await upload({ 'a.txt': 'a', 'b.txt': 'a', 'c.txt': 'ccc' }, 'stopWorkflow');
		expect(error?.message).toContain('Whether Sonar stored the files is unknown');
		expect(error?.description).toContain('set Files per Request to 1');
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

describe('Entries in order, under unrelated names', () => {
	it.each([
		// Listed with 1, 3 and 7 bytes.
		['of every sent file', { 'a.txt': 'a', 'b.png': 'b', 'c.png': 'ccc' }],
		// Listed with 3, 3 and 1 bytes.
		['of some, and files of equal content', { 'a.png': 'a', 'b.txt': 'bbb', 'c.txt': 'a' }],
	])('keep it by content if Sonar lists sizes %s', async (_, contents) => {
		await kit.renewSonar({ characters: ['namesHashed', 'pictureSizesDiffer'] });
		const { items } = await upload(contents);
		const own = items.map(({ json }) => kit.sonar.content(json.id as string).toString());
		expect(own).toEqual(Object.values(contents));
	});
});
