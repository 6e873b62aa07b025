import type { INodeParameters } from 'n8n-workflow';

import { answerWith, status } from '../../sonar/answers';
import type { NodeRun } from '../nodeRun';
import { useKitWithNewSonars } from '../useKit';

const kit = useKitWithNewSonars();
beforeEach(() => void kit.sonar.addEntity('Ticket', { id: '7' }));

const list = async (parameters: INodeParameters = {}, run: Omit<NodeRun, 'type'> = {}) =>
	await kit.run({
		type: 'sonarListFiles',
		parameters: { scope: 'ids', ...parameters },
		...run,
	});
const addFiles = async (count: number) => {
	const ids: string[] = [];
	for (let index = 0; index < count; index += 1)
		ids.push(await kit.sonar.addFile({ filename: `${index}.txt`, content: 'a' }));
	return ids;
};
const itemsOf = (ids: string[]) => ids.map((id) => ({ json: { id } }));

describe('Given Files', () => {
	it('outputs a file as the other lists do', async () => {
		const [id] = (await addFiles(1)) as [string];
		kit.sonar.link(id, { type: 'Ticket', id: '7' });
		for (const simplify of [true, false]) {
			const options = { simplify };
			const all = await list({ scope: 'all', options });
			const { items, hints } = await list({ options }, { input: itemsOf([id]) });
			expect(items).toEqual(all.items);
			expect(Object.keys(items[0]!.json)).toEqual(Object.keys(all.items[0]!.json));
			expect(hints).toEqual([]);
		}
	});

	it('outputs the files in the given order, as often as they are named', async () => {
		const [a, b, c] = await addFiles(3);
		const { items } = await list(
			{ fileId: '={{ $json.ids }}' },
			{
				input: [{ json: { ids: `${c},${a}` } }, { json: { ids: [b, c] } }],
			},
		);
		expect(items.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual([
			[c, { item: 0 }],
			[a, { item: 0 }],
			[b, { item: 1 }],
			[c, { item: 1 }],
		]);
		expect(kit.calls).toEqual(['query']);
	});

	it('looks up 100 IDs per request, across items, without a limit', async () => {
		const ids = await addFiles(120);
		const { items } = await list({ limit: 1, filters: { filename: 'x' } }, { input: itemsOf(ids) });
		expect(items.map(({ json }) => json.id)).toEqual(ids);
		expect(kit.fieldCounts).toEqual([100, 20]);
	});

	it('reads the options of each item', async () => {
		const ids = await addFiles(3);
		const { items } = await list(
			{ options: { simplify: '={{ $itemIndex !== 1 }}' } },
			{ input: itemsOf(ids) },
		);
		expect(items.map(({ json }) => [json.id, 'user_id' in json])).toEqual([
			[ids[0], false],
			[ids[1], true],
			[ids[2], false],
		]);
	});

	it('fails only for a missing file, after looking again', async () => {
		const ids = await addFiles(2);
		const { items, failed } = await list(
			{},
			{ input: itemsOf([ids[0]!, '999', ids[1]!]), onError: 'continueErrorOutput' },
		);
		expect(items.map(({ json }) => json.id)).toEqual(ids);
		expect(failed.map(({ json }) => json.error)).toEqual([
			'Sonar has no file with the ID 999 [item 1]',
		]);
		expect(kit.fieldCounts).toEqual([3, 1, 1, 1]);
	});

	it.each([
		['={{ ["61", undefined] }}', 'File ID has a gap where an ID should be: [61, ]'],
		['={{ [] }}', 'File ID is empty'],
		['*', 'File ID must be a number such as 61, not "*"'],
	])('refuses %s as IDs', async (fileId, message) => {
		const { error } = await list({ fileId });
		expect(error?.message).toContain(message);
		expect(kit.calls).toEqual([]);
	});

	it('looks again if nothing was found', async () => {
		const ids = await addFiles(1);
		answerWith(kit.sonar, '/api/graphql', status(502));
		const { items } = await list({}, { input: itemsOf(ids) });
		expect(items).toHaveLength(1);
	});
});
