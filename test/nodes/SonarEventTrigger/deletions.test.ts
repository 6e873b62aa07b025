import { afterwards, answerWith, json, status, refusal } from '../../sonar/answers';
import type { Answer } from '../../sonar';
import { useEventTriggers } from './eventTriggers';

const triggers = useEventTriggers();
const { kit } = triggers;

const answers = (...list: Answer[]) => answerWith(kit.sonar, '/api/graphql', ...list);
/** The events and the list, which come before anything is changed. */
const ASKED = ['as usual', 'as usual'] as const;

describe('An endpoint that is to go', () => {
	it('fails the switch if Sonar does not let it go', async () => {
		await triggers.start(['File.DELETED']);
		const before = triggers.endpoint;
		const kept = json({ data: { f0: { success: false, message: 'It is in use.' } } });
		answers(...ASKED, kept);
		const trigger = triggers.build();
		await expect(trigger.activate()).rejects.toThrow(/did not delete.* It is in use\./);
		expect(triggers.endpoints.map(({ id }) => id)).not.toContain(before.id);
	});

	it('may be gone already', async () => {
		await triggers.start(['File.DELETED']);
		answers(
			...ASKED,
			afterwards(() => refusal('No query results for model [WebhookEndpoint] 1')),
		);
		await triggers.expectToWork(await triggers.start());
		expect(triggers.endpoints).toHaveLength(1);
	});

	it('is looked for after a deletion without an answer, and is not taken for another', async () => {
		await triggers.start(['File.DELETED']);
		kit.sonar.addEntity('WebhookEndpoint', { details: { endpoint: 'https://example.com/' } });
		answers(
			...ASKED,
			afterwards(() => status(502)),
		);
		await triggers.expectToWork(await triggers.start());
		expect(triggers.endpoints).toHaveLength(2);
	});

	it.each([
		['null', json({ data: { f0: null } }), 'Sonar did not answer'],
		[
			'no object',
			json({ data: { f0: 'yes' } }),
			'Sonar did not answer the deletion of the webhook',
		],
		['no', json({ data: { f0: { success: false, message: '' } } }), 'did not delete the webhook'],
	])('fails the switch if Sonar answers %s, and it stays', async (_, answer, message) => {
		await triggers.start(['File.DELETED']);
		kit.sonar.clearLog();
		answers(...ASKED, answer);
		await expect(triggers.build().activate()).rejects.toThrow(message);
		expect(triggers.mutations).not.toContain('createWebhookEndpoint');
	});

	it('is not looked for if the token may not delete it', async () => {
		await triggers.start(['File.DELETED']);
		kit.sonar.clearLog();
		answers(...ASKED, status(403, '{"message":"No."}'), ...Array<Answer>(9).fill(status(401)));
		await expect(triggers.build(undefined, { line: '1.x' }).activate()).rejects.toThrow('No.');
		// The last one comes when n8n takes down what it could not switch on.
		expect(kit.calls).toHaveLength(4);
	});
});
