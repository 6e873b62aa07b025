import { harmlessNames, type CharacterName } from '../sonar';
import { byId } from './kit';
import { useKit } from './useKit';

const kit = useKit();

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

/** Uploads files, links them, lists them and downloads them, and gives the outcome of each. */
async function doMainJob() {
	kit.sonar.addEntity('Ticket', { id: '7' });
	const input = await Promise.all(
		names.map(async (name) => await kit.item({ data: { name, content: contentOf(name) } })),
	);
	const run = async (type: string, parameters: object, items = input) => {
		const result = await kit.run({ type, parameters: parameters as never, input: items });
		if (result.error) throw result.error;
		return result;
	};
	const uploaded = await run('sonarUploadFile', {});
	const ticket = { fileableType: 'Ticket', fileableId: byId('7') };
	const linked = await run('sonarLinkFile', ticket, uploaded.items);
	kit.sonar.catchUp();
	const listed = await run('sonarListFiles', { ...ticket, returnAll: true }, [{ json: {} }]);
	const downloaded = await run('sonarDownloadFile', {}, uploaded.items);
	return { uploaded, linked, listed, downloaded };
}

describe('The main job', () => {
	it.each<CharacterName>(harmlessNames)('is done under %s', async (character) => {
		await kit.renewSonar({ characters: [character] });
		const { uploaded, linked, listed, downloaded } = await doMainJob();
		const own = uploaded.items.map(({ json }) => kit.sonar.content(json.id as string));
		expect(own.map(String)).toEqual(names.map(contentOf));
		expect(linked.items.map(({ json }) => json.linked)).toEqual(names.map(() => true));
		const all = kit.sonar.files.map(({ id, fileable_id }) => [id, fileable_id]);
		expect(all.every(([, ticket]) => ticket === '7')).toBe(true);
		expect(listed.items.map(({ json }) => json.id).sort()).toEqual(all.map(([id]) => id).sort());
		const bytes = await Promise.all(
			downloaded.items.map(async ({ binary }) => await kit.engine.readBinary(binary!.data!)),
		);
		expect(bytes.map(String)).toEqual(names.map(contentOf));
	});
});
