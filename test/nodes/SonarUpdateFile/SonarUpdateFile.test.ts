import type { INodeParameters } from 'n8n-workflow';

import type { NodeRun } from '../nodeRun';
import { useKitWithNewSonars } from '../useKit';

const kit = useKitWithNewSonars();

const update = async (
	updateFields: INodeParameters | string,
	run: Omit<NodeRun, 'type'> = {},
	others: INodeParameters = {},
) => await kit.run({ type: 'sonarUpdateFile', parameters: { updateFields, ...others }, ...run });
const addFile = async (filename = 'a.jpg', id?: string) =>
	await kit.sonar.addFile({
		filename,
		content: 'a',
		id,
		mime_type: filename.endsWith('.jpg') ? 'image/jpeg' : 'text/plain',
		description: 'Before',
	});
const addFiles = async (count: number) => {
	const ids: string[] = [];
	for (let index = 0; index < count; index += 1) ids.push(await addFile(`${index}.jpg`));
	return ids;
};
const stored = (id: string) => kit.sonar.files.find((file) => file.id === id)!;
const given = (id: string, value: unknown) => ({ json: { id, value: value as string } });
const VALUE = '={{ $json.value }}';

describe('Update File', () => {
	it('outputs the file as List Files does', async () => {
		const id = await addFile();
		const { items, error, hints } = await update(
			{ description: 'Signed "contract"\n', primaryImage: true },
			{ input: [given(id, 1)] },
		);
		expect(error).toBeUndefined();
		expect(hints).toEqual([]);
		expect(kit.calls).toEqual(['mutation']);
		expect(stored(id)).toMatchObject({ description: 'Signed "contract"', primary_image: true });
		const listed = await kit.run({ type: 'sonarListFiles', parameters: { scope: 'all' } });
		expect(items).toEqual(listed.items);
		expect(Object.keys(items[0]!.json)).toEqual(Object.keys(listed.items[0]!.json));
	});

	it('updates a hundred files in four requests, each with the values of its item', async () => {
		const ids = await addFiles(100);
		const { items } = await update(
			{ description: '=No. {{ $json.id }}' },
			{ input: ids.map((id) => given(id, 1)) },
		);
		expect(kit.calls).toEqual(Array(4).fill('mutation'));
		expect(items.map(({ json, pairedItem }) => [json.id, json.description, pairedItem])).toEqual(
			ids.map((id, index) => [id, `No. ${id}`, { item: index }]),
		);
	});

	it('takes several IDs from one item, and obeys Entities per Request', async () => {
		const ids = await addFiles(4);
		const { items } = await update(
			{ primaryImage: false },
			{},
			{ fileId: ids.join(', '), options: { entitiesPerRequest: 3 } },
		);
		expect(items.map(({ json }) => json.id)).toEqual(ids);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(Array(4).fill({ item: 0 }));
		expect(kit.fieldCounts.sort()).toEqual([1, 3]);
	});

	it('changes only what is given', async () => {
		const id = await addFile();
		await update({ primaryImage: true }, { input: [given(id, 1)] });
		await update({ description: 'After' }, { input: [given(id, 1)] });
		expect(kit.asked('updateFile')).toEqual([
			{ id, input: { primary_image: true } },
			{ id, input: { description: 'After' } },
		]);
		expect(stored(id)).toMatchObject({ description: 'After', primary_image: true });
	});

	it.each(['', '={{ "" }}', '={{ $json.value }}'])(
		'removes the description where it is %p',
		async (description) => {
			const id = await addFile();
			const { items, error } = await update({ description }, { input: [given(id, '')] });
			expect(error).toBeUndefined();
			expect(kit.asked('updateFile')).toEqual([{ id, input: { unset_description: true } }]);
			expect(items[0]!.json.description).toBeNull();
		},
	);

	it.each<[string, INodeParameters | string, unknown, string]>([
		['nothing', {}, 1, 'Update Fields has nothing to update'],
		['an empty primary image', { primaryImage: VALUE }, '', 'Primary Image has no value'],
		['no primary image', { primaryImage: VALUE }, undefined, 'Primary Image has no value'],
		[
			'null as primary image beside a description',
			{ description: 'After', primaryImage: VALUE },
			null,
			'Primary Image has no value',
		],
		['no description', { description: VALUE }, undefined, 'Description has no value'],
		['null as description', { description: VALUE }, null, 'Description has no value'],
		['blanks', { description: `${VALUE} {{ $json.none }}` }, '', 'Description has no value'],
		['an object', { description: VALUE }, { a: 1 }, 'Description must be text, not an object'],
		['a list', { description: VALUE }, ['a'], 'Description must be text, not a list'],
		['yes', { description: VALUE }, true, 'Description must be text, not true'],
		[
			'perhaps',
			{ primaryImage: VALUE },
			'perhaps',
			'Primary Image must be true or false, not "perhaps"',
		],
		['one', { primaryImage: VALUE }, 1, 'Primary Image must be true or false, not 1'],
		['a text', VALUE, 'a text', 'Update Fields has nothing to update'],
	])('sends nothing for an item with %s', async (_, fields, value, message) => {
		const id = await addFile();
		const { error } = await update(fields, { input: [given(id, value)] });
		expect(error?.message).toContain(message);
		expect(error?.description).toBeTruthy();
		expect(kit.calls).toEqual([]);
		expect(stored(id).description).toBe('Before');
	});

	it('fails only the item without anything to update', async () => {
		const ids = await addFiles(2);
		const { items } = await update(
			{ primaryImage: VALUE },
			{ input: [given(ids[0]!, null), given(ids[1]!, true)], onError: 'continueRegularOutput' },
		);
		expect(items.map(({ json }) => json.error ?? json.primary_image)).toEqual([
			'Primary Image has no value [item 0]',
			true,
		]);
	});

	it('fails only the item of a missing file, or of one that is no image', async () => {
		const [image, text] = [await addFile(), await addFile('a.txt')];
		const { items } = await update(
			{ primaryImage: true },
			{
				input: [given('999', 1), given(text, 1), given(image, 1)],
				onError: 'continueRegularOutput',
			},
		);
		expect(items.map(({ json }) => json.error ?? json.id)).toEqual([
			'Sonar answered: File 999 does not exist. [item 0]',
			`Sonar answered: File ${text} is not an image. [item 1]`,
			image,
		]);
	});

	it('updates one file in the order of the items', async () => {
		const id = await addFile();
		const others = await addFiles(30);
		const input = others.map((other, index) => given(index % 10 === 0 ? id : other, index));
		const { items } = await update(
			{ description: VALUE },
			{ input },
			{ options: { entitiesPerRequest: 1 } },
		);
		expect(items.map(({ json }) => json.description)).toEqual(input.map((_, n) => String(n)));
		expect(stored(id).description).toBe('20');
	});

	it('keeps every digit of a 64-bit ID', async () => {
		const [near, id] = ['9007199254740992', '9007199254740993'];
		await addFile('near.jpg', near);
		await addFile('a.jpg', id);
		const { items } = await update({ description: 'After' }, {}, { fileId: id });
		expect(items[0]!.json.id).toBe(id);
		expect([stored(near).description, stored(id).description]).toEqual(['Before', 'After']);
	});

	it('stops with what was already updated', async () => {
		const id = await addFile('myFile.jpg');
		const { error } = await update(
			{ description: 'After' },
			{ input: [given(id, 1), given('999', 1)] },
			{ options: { entitiesPerRequest: 1, parallelRequests: 1 } },
		);
		expect(error?.message).toBe(
			`Sonar answered: File 999 does not exist. [item 1]. Already updated: ${id} (myFile.jpg)`,
		);
		expect(error?.context?.itemIndex).toBe(1);
	});
});
