import { attachments, numbered, textFile } from './files';
import { byId } from './kit';
import { useKit } from './useKit';

describe.each([
	['in memory', 'default', undefined],
	['stored', 'filesystem', undefined],
	['combined', 'filesystem', 'combined'],
] as const)('Files of n8n that are %s', (_, binaryMode, setting) => {
	const kit = useKit({}, { binaryMode });
	beforeAll(() => {
		kit.sonar.addEntity('Ticket', { id: '7', subject: 'No internet' });
		kit.sonar.addEntity('TicketReply', { id: '49', ticket_id: '7' });
	});

	it('go up and come back as they were: eleven attachments, one upload, one mutation', async () => {
		const files = numbered(11).map((name, index) => ({
			...textFile(name),
			content: Buffer.alloc(index * 1000, index),
		}));
		const email = await kit.item(attachments(files), { subject: 'Re: [#7]' });
		const { error, output } = await kit.runChain(
			[
				{ type: 'sonarUploadFile', parameters: { binaryPropertyName: 'attachment_*' } },
				{
					type: 'sonarLinkFile',
					parameters: { fileableType: 'TicketReply', fileableId: byId('49') },
				},
				{
					type: 'sonarListFiles',
					parameters: {
						fileableType: 'TicketReply',
						fileableId: byId('={{ $json.fileable_id }}'),
						returnAll: true,
						sort: { attribute: 'id', direction: 'ASC' },
					},
					executeOnce: true,
				},
				{ type: 'sonarDownloadFile', parameters: { binaryPropertyName: 'file' } },
			],
			[email],
			setting,
		);
		expect(error).toBeUndefined();
		expect(kit.calls.filter((call) => call === 'POST /api/files')).toHaveLength(1);
		expect(kit.calls.filter((call) => call === 'mutation')).toHaveLength(1);
		const downloaded = output('sonarDownloadFile');
		expect(downloaded.map(({ json }) => json.filename)).toEqual(files.map(({ name }) => name));
		for (const [index, item] of downloaded.entries()) {
			const content = await kit.engine.readBinary(kit.fileOf(item, 'file'));
			expect(content).toEqual(Buffer.alloc(index * 1000, index));
		}
	});

	it.each([false, true])(
		'stay beside those of two downloads (Keep Input Data: %p)',
		async (keepInput) => {
			const ids: string[] = [];
			for (const name of ['first.txt', 'second.txt']) {
				ids.push(
					await kit.sonar.addFile({ filename: name, content: name, mime_type: 'text/plain' }),
				);
			}
			const parametersOf = (index: number, binaryPropertyName: string) => ({
				fileId: ids[index]!,
				binaryPropertyName,
				options: { keepInput },
			});
			const files = { data: textFile('given.txt'), second: textFile('old.txt') };
			const { error, output } = await kit.runChain(
				[
					{ type: 'sonarDownloadFile', parameters: parametersOf(0, 'first'), name: 'First' },
					{ type: 'sonarDownloadFile', parameters: parametersOf(1, 'second'), name: 'Second' },
				],
				[await kit.item(files, { id: '7', subject: 'Re: [#7]' })],
				setting,
			);
			expect(error).toBeUndefined();
			const [item] = output('Second');
			for (const [field, content] of Object.entries({
				data: 'given.txt',
				first: 'first.txt',
				second: 'second.txt',
			})) {
				const stored = await kit.engine.readBinary(kit.fileOf(item!, field));
				expect([field, stored.toString()]).toEqual([field, content]);
			}
			const { _files, ...json } = item!.json;
			const file = {
				id: ids[1],
				filename: 'second.txt',
				mime_type: 'text/plain',
				file_size_in_bytes: '10',
			};
			expect(json).toEqual(keepInput ? { id: '7', subject: 'Re: [#7]', file } : file);
			expect(_files === undefined).toBe(setting === undefined);
		},
	);
});
