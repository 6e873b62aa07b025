import type { INodeParameters } from 'n8n-workflow';

import type { NodeRun } from '../nodeRun';
import { useKitWithNewSonars } from '../useKit';

const kit = useKitWithNewSonars();
beforeEach(() => {
	kit.sonar.addEntity('Ticket', { id: '7', subject: 'No internet' });
	kit.sonar.addEntity('Account', { id: '1', name: 'First' });
});

const remove = async (parameters: INodeParameters, run: Omit<NodeRun, 'type'> = {}) =>
	await kit.run({ type: 'sonarDeleteFile', parameters, ...run });
const addFile = async (filename = 'a.txt', id?: string) =>
	await kit.sonar.addFile({ filename, content: 'a', id });
const addFiles = async (...names: string[]) => {
	const ids: string[] = [];
	for (const name of names) ids.push(await addFile(name));
	return ids;
};
const addLinkedFile = async () => {
	const id = await addFile('linked.txt');
	kit.sonar.link(id, { type: 'Ticket', id: '7' });
	return id;
};
const itemsOf = (ids: string[]) => ids.map((id) => ({ json: { id } }));
const left = () => kit.sonar.files.map(({ id }) => id);

describe('Delete File', () => {
	it('deletes a file that is linked to nothing', async () => {
		const id = await addFile('myFile.pdf');
		const other = await addFile();
		const { items, error, hints } = await remove({}, { input: itemsOf([id]) });
		expect(error).toBeUndefined();
		expect(items).toEqual([
			{ json: { id, filename: 'myFile.pdf', deleted: true }, pairedItem: { item: 0 } },
		]);
		expect(hints).toEqual([]);
		expect(left()).toEqual([other]);
		expect(kit.calls).toEqual(['query', 'mutation']);
	});

	it('deletes a hundred files with five requests', async () => {
		const ids = await addFiles(...Array.from({ length: 100 }, (_, index) => `${index}.txt`));
		const { items } = await remove({}, { input: itemsOf(ids) });
		expect(kit.calls).toEqual(['query', ...Array<string>(4).fill('mutation')]);
		expect(items.map(({ json }) => [json.id, json.deleted])).toEqual(ids.map((id) => [id, true]));
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			ids.map((_, index) => ({ item: index })),
		);
		expect(left()).toEqual([]);
	});

	it('takes several IDs from one item, and obeys Entities per Request', async () => {
		const ids = await addFiles('a', 'b', 'c', 'd');
		const { items } = await remove({
			fileId: `={{ ["${ids[0]}", ${ids[1]}, "${ids[2]}, ${ids[3]}"] }}`,
			options: { entitiesPerRequest: 2, parallelRequests: 1 },
		});
		expect(items.map(({ json }) => json.id)).toEqual(ids);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(Array(4).fill({ item: 0 }));
		expect(kit.fieldCounts).toEqual([4, 2, 2]);
	});

	it('deletes a file once if several items name it', async () => {
		const [id, other] = (await addFiles('a.txt', 'b.txt')) as [string, string];
		const { items, error } = await remove({}, { input: itemsOf([id, `${id},${other}`, `0${id}`]) });
		expect(error).toBeUndefined();
		expect(items.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual([
			[id, { item: 0 }],
			[id, { item: 1 }],
			[other, { item: 1 }],
			[id, { item: 2 }],
		]);
		expect(kit.asked('deleteFile')).toEqual([{ id }, { id: other }]);
	});

	it('keeps every digit of a 64-bit ID', async () => {
		const [near, id] = ['9007199254740992', '9007199254740993'];
		await addFile('near.txt', near);
		await addFile('a.txt', id);
		const { items } = await remove({ fileId: id });
		expect(items[0]!.json).toEqual({ id, filename: 'a.txt', deleted: true });
		expect(left()).toEqual([near]);
	});

	it('fails the item of a missing file, and deletes the others', async () => {
		const ids = await addFiles('a.txt', 'b.txt');
		const { items, failed } = await remove(
			{},
			{ input: itemsOf([ids[0]!, '999', ids[1]!]), onError: 'continueErrorOutput' },
		);
		expect(items.map(({ json }) => json.id)).toEqual(ids);
		expect(failed.map(({ json }) => json.error)).toEqual([
			'Sonar has no file with the ID 999 [item 1]',
		]);
		expect(kit.asked('deleteFile')).toHaveLength(2);
	});
});

describe('A list with an invalid ID', () => {
	const GAP = 'File ID has a gap where an ID should be';

	it.each([
		['={{ ["61", undefined] }}', GAP],
		['={{ ["61", null, "62"] }}', GAP],
		['={{ ["61", , "62"] }}', GAP],
		['={{ [61, $json.nowhere] }}', GAP],
		['={{ ["61", []] }}', GAP],
		['={{ ["61", ["62", ""]] }}', GAP],
		['={{ [] }}', 'File ID is empty'],
		['={{ $json.nowhere }}', 'File ID is empty'],
		['={{ "" }}', 'File ID is empty'],
		[' ', 'File ID is empty'],
		['61,', GAP],
		[',61', GAP],
		['61,,62', GAP],
		['61, {{ $json.nowhere }}', 'must be a number such as 61'],
		['=61,{{ $json.nowhere }}', GAP],
		['*', 'File ID must be a number such as 61, not "*"'],
		['61,*', 'File ID must be a number such as 61, not "*"'],
		['all', 'File ID must be a number such as 61, not "all"'],
		['61-62', 'File ID must be a number such as 61, not "61-62"'],
		['61 62', 'File ID must be a number such as 61, not "61 62"'],
		['-61', 'File ID must be a number such as 61, not "-61"'],
		['={{ 61.5 }}', 'File ID must be a number such as 61, not 61.5'],
		['={{ true }}', 'File ID must be a number such as 61, not true'],
		['={{ { id: "61" } }}', 'File ID must be a number such as 61, not an object'],
		['={{ [{ id: "61" }] }}', 'File ID must be a number such as 61, not an object'],
	])('deletes nothing: %s', async (fileId, message) => {
		const ids = await addFiles('a.txt', 'b.txt');
		expect(ids).toEqual(['61', '62']);
		const { error } = await remove({ fileId });
		expect(error?.message).toContain(message);
		expect(kit.calls).toEqual([]);
		expect(left()).toEqual(ids);
	});

	it('spares only the files of its own item', async () => {
		const ids = await addFiles('a.txt', 'b.txt', 'c.txt');
		const { items } = await remove(
			{ fileId: '={{ $json.ids }}' },
			{
				input: [{ json: { ids: [ids[0]!, null] } }, { json: { ids: [ids[1]!] } }],
				onError: 'continueRegularOutput',
			},
		);
		expect(items.map(({ json }) => json.error ?? json.id)).toEqual([
			expect.stringContaining(GAP),
			ids[1],
		]);
		expect(left()).toEqual([ids[0], ids[2]]);
	});
});

describe('A file that is linked to something', () => {
	it('stays, and the error says what it is linked to and what to do', async () => {
		const [linked, free] = [await addLinkedFile(), await addFile('free.txt')];
		const { items } = await remove(
			{},
			{ input: itemsOf([linked, free]), onError: 'continueRegularOutput' },
		);
		expect(items.map(({ json }) => json.error ?? json.deleted)).toEqual([
			`File ${linked} (linked.txt) is linked to Ticket 7, so it was not deleted [item 0]`,
			true,
		]);
		expect(items[0]!.error?.description).toContain('turn on Delete Linked Files');
		expect(left()).toEqual([linked]);
	});

	it('spares all others, too, with On Error: Stop', async () => {
		const [free, linked] = [await addFile(), await addLinkedFile()];
		const { error } = await remove({}, { input: itemsOf([free, linked]) });
		expect(error?.message).toBe(
			`File ${linked} (linked.txt) is linked to Ticket 7, so it was not deleted [item 1]`,
		);
		expect(kit.calls).toEqual(['query']);
		expect(left()).toEqual([free, linked]);
	});

	it.each([true, 'true', ' TRUE '])('is deleted if Delete Linked Files is %p', async (value) => {
		const id = await addLinkedFile();
		const { items } = await remove(
			{ fileId: id, options: { deleteLinked: '={{ $json.value }}' } },
			{ input: [{ json: { value } }] },
		);
		expect(items[0]!.json).toEqual({ id, filename: 'linked.txt', deleted: true });
	});

	it.each([
		[false, 'is linked to Ticket 7'],
		['false', 'is linked to Ticket 7'],
		['', 'is linked to Ticket 7'],
		[null, 'is linked to Ticket 7'],
		[undefined, 'is linked to Ticket 7'],
		[1, 'Delete Linked Files must be true or false, not 1'],
		['yes', 'Delete Linked Files must be true or false, not "yes"'],
		[[true], 'Delete Linked Files must be true or false, not a list'],
	])('stays if Delete Linked Files is %p', async (value, message) => {
		const id = await addLinkedFile();
		const { error } = await remove(
			{ fileId: id, options: { deleteLinked: '={{ $json.value }}' } },
			{ input: [{ json: { value: value } }] },
		);
		expect(error?.message).toContain(message);
		expect(left()).toEqual([id]);
	});

	it('is deleted only by items that allow it', async () => {
		const id = await addLinkedFile();
		const { items } = await remove(
			{ fileId: id, options: { deleteLinked: '={{ $itemIndex === 1 }}' } },
			{ input: itemsOf([id, id]), onError: 'continueRegularOutput' },
		);
		expect(items[0]!.json.error).toContain('is linked to Ticket 7');
		expect(items[1]!.json.deleted).toBe(true);
		expect(kit.asked('deleteFile')).toHaveLength(1);
	});
});
