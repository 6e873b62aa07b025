import { useKit } from '../nodes/useKit';
import { Example } from './example';

const kit = useKit();
beforeAll(() => {
	kit.sonar.addEntity('Ticket', { id: '7', subject: 'No internet' });
	kit.sonar.addEntity('TicketReply', { id: '49', ticket_id: '7' });
	kit.sonar.addEntity('Account', { id: '1', name: 'Jane Example' });
});

const addFile = async (id: string, fileable_type: string, fileable_id: string) =>
	await kit.sonar.addFile({
		id,
		filename: `${id}.txt`,
		content: `of ${id}`,
		mime_type: 'text/plain',
		fileable_type,
		fileable_id,
	});

describe('The example ticket-files-to-s3', () => {
	it('copies what appears on tickets and their replies, and nothing else', async () => {
		const example = new Example(kit, 'ticket-files-to-s3.json').standIn('AWS S3');
		const poller = kit.engine.startPoller({
			workflow: example.workflow,
			nodeName: 'Sonar Trigger',
			credentials: { sonarApi: kit.credential },
		});
		await poller.poll();
		await addFile('418', 'TicketReply', '49');
		await addFile('419', 'Account', '1');
		await addFile('420', 'Ticket', '7');

		const { items } = await poller.poll();
		const { error, output } = await example.run(items);
		expect(error).toBeUndefined();
		const copied = output('AWS S3');
		expect(copied.map(({ json }) => [json.operation, json.bucketName, json.fileName])).toEqual([
			['upload', 'sonar-files', 'sonar/TicketReply/49/418 418.txt'],
			['upload', 'sonar-files', 'sonar/Ticket/7/420 420.txt'],
		]);
		for (const [index, content] of ['of 418', 'of 420'].entries()) {
			const { json, binary } = copied[index]!;
			const file = binary![json.binaryPropertyName as string]!;
			expect(String(await kit.engine.readBinary(file))).toBe(content);
		}
	});

	it('fails for a file without its content, after the others are copied', async () => {
		const example = new Example(kit, 'ticket-files-to-s3.json').standIn('AWS S3');
		const { error, output } = await example.run([
			{ json: { id: '5', filename: 'lost.pdf', error: 'Sonar answered 404.' } },
			await kit.item(
				{ data: { name: 'good.txt', content: 'good', type: 'text/plain' } },
				{ id: '6' },
			),
		]);
		expect(error?.message).toBe('File 5 "lost.pdf" was not copied: Sonar answered 404.');
		expect(output('AWS S3')).toHaveLength(1);
	});
});
