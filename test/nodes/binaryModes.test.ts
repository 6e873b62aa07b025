import { byId, Kit } from './kit';

describe.each([
	['in memory', 'default', undefined],
	['stored', 'filesystem', undefined],
	['combined', 'filesystem', 'combined'],
] as const)('Files of n8n that are %s', (_, binaryMode, setting) => {
	let kit: Kit;
	beforeAll(async () => {
		kit = await Kit.start({}, { binaryMode });
		kit.sonar.addEntity('Ticket', { id: '7', subject: 'No internet' });
		kit.sonar.addEntity('TicketReply', { id: '49', ticket_id: '7' });
	});
	afterAll(async () => await kit.stop());

	it('go up and come back as they were: eleven attachments, one upload, one mutation', async () => {
		const files = Object.fromEntries(
			Array.from({ length: 11 }, (_attachment, index) => [
				`attachment_${index}`,
				{
					name: `file ${index}.txt`,
					content: Buffer.alloc(index * 1000, index),
					type: 'text/plain',
				},
			]),
		);
		const email = await kit.item(files, { subject: 'Re: [#7]' });
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
		expect(downloaded.map(({ json }) => json.filename)).toEqual(
			Object.values(files).map(({ name }) => name),
		);
		for (const [index, item] of downloaded.entries()) {
			const content = await kit.engine.readBinary(kit.fileOf(item, 'file'));
			expect(content).toEqual(Buffer.alloc(index * 1000, index));
		}
	});
});
