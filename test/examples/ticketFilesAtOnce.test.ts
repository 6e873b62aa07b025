import { startedBy, useEventTriggers } from '../nodes/SonarEventTrigger/eventTriggers';
import { Example } from './example';

const { kit, door } = useEventTriggers();

describe('The example ticket-files-to-s3-at-once', () => {
	it('copies what comes to tickets and their replies, and nothing else', async () => {
		kit.sonar.addEntity('Ticket', { id: '7', subject: 'No internet' });
		kit.sonar.addEntity('TicketReply', { id: '49', ticket_id: '7' });
		kit.sonar.addEntity('Account', { id: '1', name: 'Jane Example' });
		const example = new Example(kit, 'ticket-files-to-s3-at-once.json').standIn('AWS S3');
		const trigger = kit.engine.startWebhooks({
			workflow: example.workflow,
			nodeName: 'Sonar Event Trigger',
			credentials: { sonarApi: kit.credential },
			baseUrl: door.url,
		});
		door.lead(trigger);
		await trigger.activate();

		const add = async (id: string) =>
			await kit.sonar.addFile({
				id,
				filename: `${id}.txt`,
				content: `of ${id}`,
				mime_type: 'text/plain',
			});
		await add('418');
		await startedBy(trigger, 1);
		// Linked to nothing yet.
		expect((await example.run(trigger.started[0])).output('AWS S3')).toEqual([]);
		kit.sonar.link('418', { type: 'TicketReply', id: '49' });
		await startedBy(trigger, 2);
		await add('419');
		kit.sonar.link('419', { type: 'Account', id: '1' });
		await startedBy(trigger, 4);

		const copied = [];
		for (const items of trigger.started.slice(1)) {
			const { error, output } = await example.run(items);
			expect(error).toBeUndefined();
			copied.push(...output('AWS S3'));
		}
		expect(copied.map(({ json }) => json.fileName)).toEqual(['sonar/TicketReply/49/418 418.txt']);
		const { json, binary } = copied[0]!;
		const file = binary![json.binaryPropertyName as string]!;
		expect(String(await kit.engine.readBinary(file))).toBe('of 418');
	});
});
