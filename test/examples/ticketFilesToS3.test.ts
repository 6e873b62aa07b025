import { useKit } from '../nodes/useKit';
import { Example } from './example';
import { HOSTILE_NAMES, useS3 } from './S3Server';

const kit = useKit();
const s3 = useS3();
beforeAll(() => {
	kit.sonar.addEntity('Ticket', { id: '7', subject: 'No internet' });
	kit.sonar.addEntity('TicketReply', { id: '49', ticket_id: '7' });
	kit.sonar.addEntity('Account', { id: '1', name: 'Jane Example' });
});

describe('The example ticket-files-to-s3', () => {
	const example = () => new Example(kit, 'ticket-files-to-s3.json').withS3(s3);

	it('copies what appears on tickets and their replies, and nothing else, into the folder of each', async () => {
		const poller = kit.engine.startPoller({
			workflow: example().workflow,
			nodeName: 'Sonar New File Trigger',
			credentials: { sonarApi: kit.credential },
		});
		await poller.poll();
		const add = async (fileable_type: string, fileable_id: string, filename: string) =>
			await kit.sonar.addFile({ filename, content: `of ${filename}`, fileable_type, fileable_id });
		await add('Account', '1', 'of no ticket.txt');
		await add('Ticket', '7', 'Wireless Landlord form.pdf');
		for (const name of Object.keys(HOSTILE_NAMES)) await add('TicketReply', '49', name);

		const { items } = await poller.poll();
		const { error } = await example().run(items);
		expect(error).toBeUndefined();
		expect(Object.fromEntries(s3.objects)).toEqual({
			'sonar/Ticket/7/62 Wireless Landlord form.pdf': 'of Wireless Landlord form.pdf',
			...Object.fromEntries(
				Object.entries(HOSTILE_NAMES).map(([name, cleaned], index) => [
					`sonar/TicketReply/49/${63 + index} ${cleaned}`,
					`of ${name}`,
				]),
			),
		});
	});

	it('fails for files without their content, and names each, after the others are copied', async () => {
		const onTicket = { fileable_type: 'Ticket', fileable_id: '7' };
		const { error } = await example().run([
			{ json: { id: '4', filename: 'canceled.pdf', error: 'Sonar has no such file.' } },
			await kit.item(
				{ data: { name: 'good.txt', content: 'good', type: 'text/plain' } },
				{ id: '6', filename: 'good.txt', ...onTicket },
			),
			{ json: { id: '5', filename: 'lost.pdf', error: 'Sonar answered 404.' } },
			await kit.item(
				{ data: { name: 'empty.txt', content: '', type: 'text/plain' } },
				{ id: '8', filename: 'empty.txt', ...onTicket },
			),
		]);
		expect(Object.fromEntries(s3.objects)).toEqual({ 'sonar/Ticket/7/6 good.txt': 'good' });
		// n8n would take the execution for one that was stopped, if "canceled" stood in the message.
		expect(error?.message).toBe(
			[
				'File 4 "cancelled.pdf" was not copied: Sonar has no such file.',
				'File 5 "lost.pdf" was not copied: Sonar answered 404.',
				'File 8 "empty.txt" was not copied: it is empty',
			].join('\n'),
		);
	});
});
