import { startedBy, useEventTriggers } from '../nodes/SonarEventTrigger/eventTriggers';
import { Example } from './example';
import { useS3 } from './S3Server';

const { kit, door } = useEventTriggers();
const s3 = useS3();

describe('The example ticket-files-to-s3-at-once', () => {
	it('copies what comes to tickets and their replies, and nothing else', async () => {
		kit.sonar.addEntity('Ticket', { id: '7', subject: 'No internet' });
		kit.sonar.addEntity('TicketReply', { id: '49', ticket_id: '7' });
		kit.sonar.addEntity('Account', { id: '1', name: 'Jane Example' });
		const example = new Example(kit, 'ticket-files-to-s3-at-once.json').withS3(s3);
		const trigger = kit.engine.startWebhooks({
			workflow: example.workflow,
			nodeName: 'Sonar Event Trigger',
			credentials: { sonarApi: kit.credential },
			baseUrl: door.url,
		});
		door.lead(trigger);
		await trigger.activate();

		const add = async (id: string) =>
			await kit.sonar.addFile({ id, filename: '../../#other/x.pdf', content: `of ${id}` });
		await add('418');
		await startedBy(trigger, 1);
		// Linked to nothing yet.
		await example.run(trigger.started[0]);
		expect(s3.objects.size).toBe(0);
		kit.sonar.link('418', { type: 'TicketReply', id: '49' });
		await startedBy(trigger, 2);
		await add('419');
		kit.sonar.link('419', { type: 'Account', id: '1' });
		await startedBy(trigger, 4);

		for (const items of trigger.started.slice(1)) {
			expect((await example.run(items)).error).toBeUndefined();
		}
		expect(Object.fromEntries(s3.objects)).toEqual({
			'sonar/TicketReply/49/418 .._.._other_x.pdf': 'of 418',
		});
	});
});
