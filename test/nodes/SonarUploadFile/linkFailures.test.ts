import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { answerWith, status } from '../../sonar/answers';
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
const toAccount = { fileableType: 'Account', fileableId: byId('1') };
const ONE_BY_ONE = { options: { filesPerRequest: 1, parallelRequests: 1 } };
const onContinue = { onError: 'continueErrorOutput' } as const;

describe('Upload File, if linking fails', () => {
	const noTicket = { fileableId: byId('={{ $itemIndex ? 7 : 99 }}') };

	it('names the ID of the stored file', async () => {
		const { failed, items } = await upload(await kit.items('a.txt', 'b.txt'), noTicket, onContinue);
		const { id } = kit.sonar.files[0]!;
		expect(failed[0]!.json).toMatchObject({
			error: expect.stringMatching(
				new RegExp(`\\[item 0\\]\\. Already stored: ${id} \\(a\\.txt\\)$`),
			) as string,
			id,
			filename: 'a.txt',
			stored: true,
			binary_field: 'data',
		});
		expect(items.map(({ json }) => [json.filename, json.linked])).toEqual([['b.txt', true]]);
	});

	it('names everything done, with On Error: Stop', async () => {
		const { error } = await upload(await kit.items('a.txt', 'b.txt'), noTicket);
		expect(error?.message).toMatch(
			/\[item 0\]\. Already stored: \d+ \(a\.txt\), \d+ \(b\.txt\)\. Already linked: \d+ to Ticket 7$/,
		);
	});

	it('leaves open whether a file is linked, and never links it again', async () => {
		answerWith(kit.sonar, '/api/graphql', status(502));
		const { failed } = await upload(
			await kit.items('a.txt'),
			{},
			{ ...onContinue, retryOnFail: true },
		);
		expect(failed[0]!.json).toMatchObject({
			id: kit.sonar.files[0]!.id,
			stored: true,
			error: expect.stringContaining('Whether Sonar linked the files is unknown') as string,
		});
		expect(stored()).toEqual(['a.txt']);
		expect(kit.asked('linkFileToEntity')).toEqual([]);
	});
});

describe('Upload File, on Retry On Fail', () => {
	it('links what an earlier try stored', async () => {
		answerWith(kit.sonar, '/api/graphql', status(403));
		const { items, error } = await upload(
			await kit.items('a.txt', 'b.txt'),
			{},
			{ retryOnFail: true },
		);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.linked)).toEqual([true, true]);
		expect(stored()).toEqual(['a.txt on Ticket 7', 'b.txt on Ticket 7']);
		expect(kit.calls.filter((call) => call === 'POST /api/files')).toHaveLength(1);
	});

	it('neither uploads nor links again what an earlier try did', async () => {
		const { items } = await upload(
			await kit.items('a.txt', 'virus.exe', 'c.txt'),
			{ ...toAccount, ...ONE_BY_ONE },
			{ onError: 'continueRegularOutput', retryOnFail: true },
		);
		expect(items.map(({ json }) => json.linked ?? json.error)).toEqual([
			true,
			expect.stringContaining('Sonar refused virus.exe'),
			true,
		]);
		expect(stored()).toEqual(['a.txt on Account 1', 'c.txt on Account 1']);
	});

	it('uploads the rest and then links all, with On Error: Stop', async () => {
		answerWith(kit.sonar, '/api/files', 'as usual', status(401));
		const { items, error } = await upload(await kit.items('a.txt', 'b.txt', 'c.txt'), ONE_BY_ONE, {
			retryOnFail: true,
		});
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.linked)).toEqual([true, true, true]);
		expect(stored()).toEqual(['a.txt', 'b.txt', 'c.txt'].map((name) => `${name} on Ticket 7`));
		expect(kit.asked('linkFileToEntity')).toHaveLength(1);
	});
});
