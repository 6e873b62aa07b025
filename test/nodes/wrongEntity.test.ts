import { answerWith, json } from '../sonar/answers';
import { byId } from './kit';
import { useKitWithNewSonars } from './useKit';

const kit = useKitWithNewSonars();
beforeEach(async () => {
	for (const id of ['1', '2']) kit.sonar.addEntity('Account', { id });
	for (const name of ['a.txt', 'b.txt']) {
		const wrong = { fileable_type: 'Account', fileable_id: '1' };
		await kit.sonar.addFile({ filename: name, content: `The content of ${name}`, ...wrong });
	}
});

/** The recipe of docs/nodes.md. */
const move = async () =>
	await kit.runChain(
		[
			{ type: 'sonarDownloadFile' },
			{ type: 'sonarUploadFile' },
			{
				type: 'sonarLinkFile',
				parameters: { fileableType: 'Account', fileableId: byId('2') },
			},
			{
				type: 'sonarDeleteFile',
				parameters: {
					fileId: "={{ $('sonarDownloadFile').item.json.id }}",
					options: { deleteLinked: true },
				},
			},
		],
		[{ json: { id: '61' } }, { json: { id: '62' } }],
	);
const state = () =>
	kit.sonar.files.map(({ id, filename, fileable_id: account }) => [
		filename,
		account,
		String(kit.sonar.content(id)),
	]);

describe('A file on the wrong entity', () => {
	it('is on the right one after download, upload, link and delete', async () => {
		const { error, output } = await move();
		expect(error).toBeUndefined();
		expect(output('sonarDeleteFile').map(({ json: { id } }) => id)).toEqual(['61', '62']);
		expect(state()).toEqual([
			['a.txt', '2', 'The content of a.txt'],
			['b.txt', '2', 'The content of b.txt'],
		]);
	});

	it('stays where it is if the new file could not be linked', async () => {
		const refusal = { errors: [{ message: 'The selected fileable id is invalid.' }] };
		answerWith(kit.sonar, '/api/graphql', 'as usual', json(refusal), json(refusal), json(refusal));
		const { error } = await move();
		expect(error?.message).toContain('The selected fileable id is invalid');
		expect(state().slice(0, 2)).toEqual([
			['a.txt', '1', 'The content of a.txt'],
			['b.txt', '1', 'The content of b.txt'],
		]);
		expect(kit.asked('deleteFile')).toEqual([]);
	});
});
