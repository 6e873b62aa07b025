import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { harmlessNames, type CharacterName } from '../sonar';
import { tickets } from '../sonar/characters/tickets';
import { webhooks } from '../sonar/characters/webhooks';
import { byId } from './kit';
import { useKit } from './useKit';

const kit = useKit();

/** Characters that a file never meets. A wrong token is in `deadToken.test.ts`. */
const isElsewhere = (name: CharacterName) =>
	name in tickets || name in webhooks || name.startsWith('wrongToken');

const names = [
	'a b.pdf',
	'ä.txt',
	'photo.png',
	'日本.txt',
	'Rechnung 01.02.2026',
	'A B.PDF',
	'a.txt',
];

const contentOf = (name: string) => `The content of ${name}`;

async function run(type: string, input: INodeExecutionData[], parameters: INodeParameters = {}) {
	const { items, failed, error } = await kit.run({
		type,
		parameters,
		input,
		onError: type === 'sonarDeleteFile' ? 'continueErrorOutput' : 'stopWorkflow',
	});
	if (error) throw error;
	return { items, failed };
}

const idsOf = (items: INodeExecutionData[]) => items.map(({ json }) => json.id);

describe('The whole life of files', () => {
	it.each<CharacterName>([
		...harmlessNames.filter((name) => !isElsewhere(name)),
		'lagsOneQuery',
		'lagsTwoQueries',
		'lagsTenMilliseconds',
	])('goes well under %s', async (character) => {
		await kit.renewSonar({ characters: [character] });
		kit.sonar.addEntity('Ticket', { id: '7' });
		const ticket = { fileableType: 'Ticket', fileableId: byId('7') };

		const { items: uploaded } = await run(
			'sonarUploadFile',
			await Promise.all(
				names.map(async (name) => await kit.item({ data: { name, content: contentOf(name) } })),
			),
		);
		const ids = idsOf(uploaded);
		const stored = ids.map((id) => String(kit.sonar.content(id as string)));
		expect(stored).toEqual(names.map(contentOf));

		const { items: updated } = await run('sonarUpdateFile', uploaded, {
			updateFields: { description: '=No. {{ $itemIndex }}' },
		});
		const described = ids.map((id, index) => [id, `No. ${index}`]);
		expect(updated.map(({ json }) => [json.id, json.description])).toEqual(described);

		const { items: linked } = await run('sonarLinkFile', uploaded.slice(1), ticket);
		expect(linked.map(({ json }) => json.linked)).toEqual(linked.map(() => true));
		expect(kit.sonar.files.map((file) => file.fileable_id).sort()).toEqual(
			[...linked.map(() => '7'), null].sort(),
		);

		kit.sonar.catchUp();
		const { items: listed } = await run('sonarListFiles', [{ json: {} }], {
			...ticket,
			returnAll: true,
		});
		expect(idsOf(listed).sort()).toEqual(ids.slice(1).sort());
		const { items: byIds } = await run('sonarListFiles', uploaded, { scope: 'ids' });
		expect(byIds.map(({ json }) => [json.id, json.description])).toEqual(described);

		const { items: downloaded } = await run('sonarDownloadFile', uploaded);
		const bytes = await Promise.all(
			downloaded.map(async ({ binary }) => await kit.engine.readBinary(binary!.data!)),
		);
		expect(bytes.map(String)).toEqual(names.map(contentOf));

		const { items: deleted, failed } = await run('sonarDeleteFile', uploaded);
		expect(deleted.map(({ json }) => [json.id, json.deleted])).toEqual([[ids[0], true]]);
		expect(failed).toHaveLength(linked.length);
		for (const { json } of failed) {
			expect(json.error).toContain('is linked to Ticket 7, so it was not deleted');
		}
		expect(kit.sonar.files.map(({ id }) => id).sort()).toEqual(ids.slice(1).sort());
	});
});
