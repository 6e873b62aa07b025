import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { answerWith, status } from '../../sonar/answers';
import { attachments, textFile } from '../files';
import { byId } from '../kit';
import type { NodeRun } from '../nodeRun';
import { useKitWithNewSonars } from '../useKit';
import { addOwners, filesOf, uploadAndLink } from './uploadAndLink';

const kit = useKitWithNewSonars();
beforeEach(() => addOwners(kit));

const upload = async (
	input: INodeExecutionData[],
	parameters: INodeParameters = {},
	run: Partial<NodeRun> = {},
) => await uploadAndLink(kit, input, parameters, run);
const stored = () => filesOf(kit);
const toAccounts = { fileableType: 'Account', fileableId: byId('={{ $itemIndex + 1 }}') };
const locator = (mode: string, value: string) => ({
	fileableType: 'Account',
	fileableId: { __rl: true, mode, value },
});
const onContinue = { onError: 'continueErrorOutput' } as const;

describe('Upload File, linking at once', () => {
	it('uploads and links several files with one request each', async () => {
		const item = await kit.item(attachments([textFile('a.txt'), textFile('b.txt')]));
		const { items, error } = await upload([item], { binaryPropertyName: '*' });
		expect(error).toBeUndefined();
		const ids = kit.sonar.files.map(({ id }) => id);
		expect(items.map(({ json }) => json)).toEqual(
			['a.txt', 'b.txt'].map((filename, index) => ({
				id: ids[index],
				filename,
				stored: true,
				failure_message: null,
				binary_field: `attachment_${index}`,
				file_id: ids[index],
				fileable_type: 'Ticket',
				fileable_id: '7',
				linked: true,
			})),
		);
		expect(stored()).toEqual(['a.txt on Ticket 7', 'b.txt on Ticket 7']);
		expect(kit.calls).toEqual(['POST /api/files', 'mutation']);
		expect(kit.asked('linkFileToEntity')).toHaveLength(1);
	});

	it('links the file of each item to the entity of that item', async () => {
		const { items } = await upload(await kit.items('a.txt', 'b.txt'), toAccounts);
		expect(items.map(({ json }) => json.fileable_id)).toEqual(['1', '2']);
		expect(stored()).toEqual(['a.txt on Account 1', 'b.txt on Account 2']);
		expect(kit.calls).toEqual(['POST /api/files', 'mutation']);
	});

	it('links only the files of items that ask for it', async () => {
		const input = await kit.items('a.txt', 'b.txt', 'c.txt');
		['Entity', 'none', ''].forEach((value, index) => (input[index]!.json = { value }));
		const { error } = await upload(input, { linkTo: '={{ $json.value }}' });
		expect(error).toBeUndefined();
		expect(stored()).toEqual(['a.txt on Ticket 7', 'b.txt', 'c.txt']);
	});

	it('links nothing by default, whatever entity was chosen before', async () => {
		const { items } = await upload(await kit.items('a.txt'), { linkTo: 'none' });
		expect(Object.keys(items[0]!.json)).not.toContain('linked');
		expect(stored()).toEqual(['a.txt']);
	});

	it.each([
		['email', 'Ada <ADA@example.com>'],
		['url', '/app#/accounts/show/1?tab=2'],
	])('finds the account by %s', async (mode, value) => {
		const given = mode === 'url' ? kit.sonar.url + value : value;
		const { error } = await upload(await kit.items('a.txt'), locator(mode, given));
		expect(error).toBeUndefined();
		expect(stored()).toEqual(['a.txt on Account 1']);
	});
});

describe('Upload File, before anything is stored', () => {
	it.each<[string, INodeParameters, string]>([
		[
			'an address that nobody has',
			locator('email', 'bob@example.com'),
			'No account in Sonar has a contact with the address bob@example.com',
		],
		[
			'a type that Sonar does not have',
			{ fileableType: 'Spaceship', fileableId: byId('1') },
			'Sonar has no entity type "Spaceship" [item 0]',
		],
		['no entity', { fileableId: byId('') }, 'Entity is empty'],
	])('fails because of %s', async (_, parameters, message) => {
		const { failed } = await upload(await kit.items('a.txt'), parameters, onContinue);
		expect(failed[0]!.json.error).toContain(message);
		expect(stored()).toEqual([]);
		expect(kit.calls).not.toContain('POST /api/files');
	});

	it('goes on without a type of one item that Sonar does not have', async () => {
		const parameters = {
			fileableType: '={{ $itemIndex ? "Spaceship" : "Account" }}',
			fileableId: byId('1'),
		};
		const { items, failed } = await upload(
			await kit.items('a.txt', 'b.txt'),
			parameters,
			onContinue,
		);
		expect(items.map(({ json }) => json.filename)).toEqual(['a.txt']);
		expect(failed.map(({ json }) => [json.filename, json.stored])).toEqual([['b.txt', false]]);
		expect(stored()).toEqual(['a.txt on Account 1']);
	});

	it('does not take another failure for an unknown type', async () => {
		answerWith(kit.sonar, '/api/graphql', status(403));
		const { failed } = await upload(
			await kit.items('a.txt'),
			{ fileableType: 'Spaceship', fileableId: byId('1') },
			onContinue,
		);
		expect(failed[0]!.json).toMatchObject({ id: kit.sonar.files[0]!.id, stored: true });
	});
});
