import type { INodeParameters } from 'n8n-workflow';

import { byId } from '../kit';
import type { NodeRun } from '../nodeRun';
import { useKitWithNewSonars } from '../useKit';

const kit = useKitWithNewSonars();
beforeEach(() => {
	for (let id = 1; id <= 30; id += 1)
		kit.sonar.addEntity('Account', { id: String(id), name: `${id}` });
	kit.sonar.addEntity('Ticket', { id: '7', subject: 'No internet' });
	kit.sonar.addEntity('TicketReply', { id: '49', ticket_id: '7' });
});

const link = async (parameters: INodeParameters, run: Omit<NodeRun, 'type'> = {}) =>
	await kit.run({ type: 'sonarLinkFile', parameters, ...run });
const addFile = async (filename = 'a.txt') =>
	await kit.sonar.addFile({
		filename,
		content: 'a',
		mime_type: filename.endsWith('.jpg') ? 'image/jpeg' : 'text/plain',
	});
const stored = (id: string) => kit.sonar.files.find((file) => file.id === id);

describe('Link File', () => {
	it('links file 61 to Account 1 as Sonar’s article does', async () => {
		expect(await addFile('myFile.pdf')).toBe('61');
		const { items, error } = await link(
			{ fileableType: 'Account', fileableId: byId('1') },
			{ input: [{ json: { id: 61 } }] },
		);
		expect(error).toBeUndefined();
		expect(items).toEqual([
			{
				json: { id: '61', file_id: '61', fileable_type: 'Account', fileable_id: '1', linked: true },
				pairedItem: { item: 0 },
			},
		]);
		expect(stored('61')).toMatchObject({ fileable_type: 'Account', fileable_id: '1' });
		expect(kit.asked('linkFileToEntity')).toMatchObject([
			{ input: { fileable_type: 'Account', fileable_id: '1', files: [{ file_id: '61' }] } },
		]);
	});

	it('links thirty files to thirty accounts in two mutations', async () => {
		const input = [];
		for (let index = 0; index < 30; index += 1) input.push({ json: { id: await addFile() } });
		const { items } = await link(
			{ fileableType: 'Account', fileableId: byId('={{ $itemIndex + 1 }}') },
			{ input },
		);
		expect(kit.calls).toEqual(['mutation', 'mutation']);
		expect(items.map(({ json }) => json.fileable_id)).toEqual(
			input.map((_, index) => String(index + 1)),
		);
		input.forEach(({ json }, index) =>
			expect(stored(json.id)!.fileable_id).toBe(String(index + 1)),
		);
	});

	it('links several files to one entity in one mutation, each with its own options', async () => {
		const input = [
			{ json: { id: await addFile('a.jpg'), note: 'front "door"\n' } },
			{ json: { id: await addFile('b.jpg'), note: '' } },
		];
		const { items } = await link(
			{
				fileableType: 'TicketReply',
				fileableId: byId('49'),
				options: { description: '={{ $json.note }}', primaryImage: '={{ $itemIndex === 0 }}' },
			},
			{ input },
		);
		expect(items).toHaveLength(2);
		expect(kit.calls).toEqual(['mutation']);
		expect(kit.asked('linkFileToEntity')).toHaveLength(1);
		expect(stored(input[0]!.json.id)).toMatchObject({
			description: 'front "door"',
			primary_image: true,
		});
		expect(stored(input[1]!.json.id)).toMatchObject({ description: null, primary_image: false });
	});

	it('takes several IDs from one item, as text and as a list', async () => {
		const ids = [await addFile(), await addFile(), await addFile(), await addFile()];
		const text = await link({
			fileId: `${ids[0]}, ${ids[1]}`,
			fileableType: 'Account',
			fileableId: byId('2'),
		});
		const list = await link({
			fileId: `={{ [${ids[2]}, "${ids[3]}"] }}`,
			fileableType: 'Account',
			fileableId: byId('2'),
		});
		expect([...text.items, ...list.items].map(({ json }) => json.file_id)).toEqual(ids);
		expect(text.items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }]);
	});

	it('keeps every digit of a 64-bit ID', async () => {
		const id = '9223372036854775807';
		kit.sonar.addEntity('Account', { id, name: 'Large' });
		const fileId = await kit.sonar.addFile({
			filename: 'a.txt',
			content: 'a',
			id: '9007199254740993',
		});
		const { items } = await link({ fileId, fileableType: 'Account', fileableId: byId(id) });
		expect(items[0]!.json).toMatchObject({ file_id: fileId, fileable_id: id });
		expect(stored(fileId)!.fileable_id).toBe(id);
	});

	describe('if one of several is wrong', () => {
		it('fails only a file that is linked already, even in a shared mutation', async () => {
			const ids = [await addFile(), await addFile(), await addFile()];
			await link({ fileId: ids[1]!, fileableType: 'Account', fileableId: byId('3') });
			kit.sonar.clearLog();
			const { items } = await link(
				{ fileableType: 'Account', fileableId: byId('4') },
				{ input: ids.map((id) => ({ json: { id } })), onError: 'continueRegularOutput' },
			);
			expect(items.map(({ json }) => json.linked ?? json.error)).toEqual([
				true,
				`Sonar answered: File ${ids[1]} is already linked. It is linked to Account 3 [item 1]`,
				true,
			]);
			expect(kit.calls).toEqual(['mutation', 'mutation', 'query']);
		});

		it.each([
			['fileableId', '999', 'The selected fileable id is invalid'],
			['fileId', '999', 'File 999 does not exist'],
			['fileableType', 'Spaceship', 'Sonar has no entity type "Spaceship" [item 1]'],
			['fileableType', 'Account) { id }', 'Entity Type must be the name of a type'],
			['fileableId', 'abc', 'Entity must be a number such as 61, not "abc"'],
			['fileableId', '', 'Entity is empty'],
			['fileId', '', 'File ID is empty'],
		])('fails only the item whose %s is %p', async (name, value, message) => {
			const good = [await addFile(), await addFile()];
			const rows = [
				{ fileId: good[0], fileableType: 'Account', fileableId: '5' },
				{ fileId: await addFile(), fileableType: 'Account', fileableId: '6', [name]: value },
				{ fileId: good[1], fileableType: 'Account', fileableId: '7' },
			];
			const { items, failed } = await link(
				{
					fileId: '={{ $json.fileId }}',
					fileableType: '={{ $json.fileableType }}',
					fileableId: byId('={{ $json.fileableId }}'),
				},
				{ input: rows.map((json) => ({ json })), onError: 'continueErrorOutput' },
			);
			expect(items.map(({ json }) => json.file_id)).toEqual(good);
			expect(failed).toHaveLength(1);
			expect(failed[0]!.json.error).toContain(message);
			expect(failed[0]!.json.error).toContain('[item 1]');
			good.forEach((id) => expect(stored(id)!.fileable_type).toBe('Account'));
		});

		it('fails only the item with a failing expression', async () => {
			const id = await addFile();
			const { items } = await link(
				{
					fileId: '={{ $json.id ?? $("Nowhere").item.json.id }}',
					fileableType: 'Account',
					fileableId: byId('9'),
				},
				{ input: [{ json: {} }, { json: { id } }], onError: 'continueRegularOutput' },
			);
			expect(items[0]!.json.error).toBe("Referenced node doesn't exist [item 0]");
			expect(items[1]!.json.linked).toBe(true);
		});

		it('stops with what was already linked', async () => {
			const ids = [await addFile(), await addFile()];
			const { error } = await link(
				{ fileId: '={{ $json.id }}', fileableType: 'Account', fileableId: byId('={{ $json.to }}') },
				{ input: [{ json: { id: ids[0], to: 8 } }, { json: { id: ids[1], to: 999 } }] },
			);
			expect(error?.message).toBe(
				`Sonar answered: The selected fileable id is invalid. [item 1]. Already linked: ${ids[0]} to Account 8`,
			);
			expect(error?.context?.itemIndex).toBe(1);
			expect(stored(ids[0]!)!.fileable_id).toBe('8');
		});
	});
});
