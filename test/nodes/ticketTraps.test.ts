import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { chain } from '../engine';
import { startSonar } from '../sonar';
import { answerWith, reshaped, status } from '../sonar/answers';
import { attachments, textFile } from './files';
import { byId } from './kit';
import { useKitWithNewSonars } from './useKit';

const kit = useKitWithNewSonars();

const create = async (
	input: INodeExecutionData[],
	parameters: INodeParameters = {},
	settings: Partial<Parameters<typeof kit.run>[0]> = {},
) =>
	await kit.run({
		type: 'sonarCreateTicket',
		parameters: {
			relatedTo: 'none',
			subject: 'Same',
			description: 'Same',
			binaryPropertyName: '*',
			...parameters,
		},
		input,
		...settings,
	});
const same = async () => await kit.item(attachments([textFile('same.txt')]));

describe('Create Ticket gives each item its own ticket', () => {
	it('if items are identical, and the answer was lost', async () => {
		const lose = reshaped(() => ({ data: { f0: null, f1: null, f2: null } }));
		answerWith(kit.sonar, '/api/graphql', 'as usual', lose);
		const { items, error } = await create([await same(), await same(), await same()]);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.ticket_id)).toEqual(['1', '2', '3']);
		for (const { json } of items) {
			const files = kit.sonar.files.filter(({ fileable_id: id }) => id === json.ticket_id);
			expect(files.map(({ id }) => id)).toEqual(json.file_ids);
		}
	});

	it('if Sonar answers in another order, or leaves one out', async () => {
		const turned = reshaped(({ data: { f0, f2 } }: { data: Record<string, object> }) => ({
			data: { f2, f0 },
		}));
		answerWith(kit.sonar, '/api/graphql', 'as usual', turned);
		const input = ['a', 'b', 'c'].map((subject) => ({ json: { subject } }));
		const { items } = await create(
			input,
			{ subject: '={{ $json.subject }}' },
			{ onError: 'continueRegularOutput' },
		);
		expect(items.map(({ json }) => json.subject ?? json.error)).toEqual([
			'a',
			expect.stringContaining('Whether Sonar created the ticket is unknown'),
			'c',
		]);
	});

	it('if items go to two instances', async () => {
		const other = await startSonar();
		try {
			other.addEntity('Account', { id: '5' });
			other.addEntity('Contact', {
				details: { email_address: 'ada@example.com', contactable_id: '5' },
			});
			kit.sonar.addEntity('Account', { id: '6' });
			kit.sonar.addEntity('Contact', {
				details: { email_address: 'ada@example.com', contactable_id: '6' },
			});
			const sonars = [kit.sonar, other, kit.sonar];
			const input = await Promise.all(
				sonars.map(
					async ({ url, token }, index) =>
						await kit.item({ data: textFile(`${index}.txt`) }, { url, token }),
				),
			);
			const { items, error } = await create(
				input,
				{
					relatedTo: 'Account',
					relatedId: { __rl: true, mode: 'email', value: 'ada@example.com' },
				},
				{
					credential: { instanceUrl: '={{ $json.url }}', accessToken: '={{ $json.token }}' },
				},
			);
			expect(error).toBeUndefined();
			expect(items.map(({ json }) => json.ticketable_id)).toEqual(['6', '5', '6']);
			items.forEach(({ json }, index) => {
				const files = sonars[index]!.files.filter(({ fileable_id: id }) => id === json.ticket_id);
				expect(files.map(({ filename }) => filename)).toEqual([`${index}.txt`]);
			});
		} finally {
			await other.close();
		}
	});
});

describe('Create Ticket works with what it finds', () => {
	it('finds attachments in the combined binary mode', async () => {
		const { output, error } = await kit.runChain(
			[
				{
					type: 'sonarCreateTicket',
					parameters: {
						relatedTo: 'none',
						subject: 'S',
						description: 'D',
						binaryPropertyName: 'attachment_*',
					},
				},
			],
			[{ json: { _files: (await same()).binary } }],
			'combined',
		);
		expect(error).toBeUndefined();
		expect(output('sonarCreateTicket')[0]!.json.file_ids).toHaveLength(1);
	});

	it('keeps all digits of 64-bit IDs', async () => {
		const id = '9223372036854775807';
		kit.sonar.addEntity('Account', { id });
		const fileId = await kit.sonar.addFile({
			id: '9007199254740993',
			filename: 'a.txt',
			content: 'a',
		});
		const { items } = await create([{ json: {} }], {
			relatedTo: 'Account',
			relatedId: byId(id),
			additionalFields: { fileIds: fileId },
		});
		expect(items[0]!.json).toMatchObject({ ticketable_id: id, file_ids: [fileId] });
	});

	it('says so if somebody else has linked a file of an earlier try', async () => {
		kit.sonar.addEntity('Account', { id: '5' });
		answerWith(kit.sonar, '/api/graphql', 'as usual', (...call) => {
			kit.sonar.link(kit.sonar.files[0]!.id, { type: 'Account', id: '5' });
			return status(401)(...call);
		});
		const { error } = await create([await same()], {}, { retryOnFail: true });
		expect(error?.message).toContain('is already linked');
		expect(kit.sonar.entities('Ticket')).toEqual([]);
		expect(kit.sonar.files).toHaveLength(1);
	});

	it('creates nothing if the user stops it during the upload', async () => {
		let cancel = () => {};
		answerWith(kit.sonar, '/api/files', async (_request, _response, carryOut) => {
			await carryOut();
			cancel();
		});
		const workflow = chain([
			{
				name: 'Node',
				type: 'n8n-nodes-sonar-software.sonarCreateTicket',
				parameters: { relatedTo: 'none', subject: 'S', description: 'D', binaryPropertyName: '*' },
				credentials: ['sonarApi'],
			},
		]);
		await kit.engine.run({
			workflow,
			credentials: { sonarApi: kit.credential },
			input: [await same()],
			abortAfter: (stop) => (cancel = stop),
		});
		expect(kit.sonar.entities('Ticket')).toEqual([]);
		expect(kit.calls.filter((call) => call === 'mutation')).toEqual([]);
	});
});
