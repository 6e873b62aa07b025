import type { INodeExecutionData } from 'n8n-workflow';

import { byId } from './kit';
import { useKit } from './useKit';

const kit = useKit();
beforeAll(() => kit.sonar.addEntity('Account', { id: '1' }));

const link = async (input: INodeExecutionData[]) =>
	await kit.run({
		type: 'sonarLinkFile',
		parameters: { fileableType: 'Account', fileableId: byId('1') },
		input,
		onError: 'continueRegularOutput',
	});

describe('An item for which an earlier step failed', () => {
	it('says so behind an upload, instead of that File ID is empty', async () => {
		const { items: uploaded } = await kit.run({
			type: 'sonarUploadFile',
			input: await kit.items('a.txt', 'setup.exe'),
			onError: 'continueRegularOutput',
		});
		const { items } = await link(uploaded);
		expect(items[0]!.json).toMatchObject({ linked: true });
		expect(items[1]!.json.error).toBe(
			'An earlier step failed for this item: Sonar refused setup.exe: The file type is not allowed. [item 1]',
		);
		expect(items[1]!.error?.description).toMatch(
			/^File ID is empty because of that\. .* Continue \(using error output\)\.$/,
		);
	});

	it('says so if it has no file, because a download failed', async () => {
		const { items: downloaded } = await kit.run({
			type: 'sonarDownloadFile',
			parameters: { fileId: '999' },
			onError: 'continueRegularOutput',
		});
		const { error } = await kit.run({ type: 'sonarUploadFile', input: downloaded });
		expect(error?.message).toMatch(/^An earlier step failed for this item: .*999/);
		expect(error?.description).toMatch(/^The item has no binary field "data" because of that\. /);
	});

	it.each([
		['an error object', { error: { message: 'No route [item 3]' } }, 'No route'],
		['a text', { error: ' No route ' }, 'No route'],
	])('names its error by %s', async (_, json, words) => {
		const { items } = await link([{ json }]);
		expect(items[0]!.json.error).toBe(`An earlier step failed for this item: ${words} [item 0]`);
	});

	it.each<[string, INodeExecutionData['json'], string]>([
		['no words for it', { error: { code: 5 } }, 'File ID is empty'],
		['nothing but blanks', { error: '  ' }, 'File ID is empty'],
		['a wrong value', { error: 'No.', id: 'x' }, 'File ID must be a number such as 61, not "x"'],
	])('is judged by itself with %s', async (_, json, message) => {
		const { items } = await link([{ json }]);
		expect(items[0]!.json.error).toBe(`${message} [item 0]`);
	});
});
