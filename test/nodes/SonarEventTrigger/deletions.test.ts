import { afterwards, answerWith, json, status, refusal } from '../../sonar/answers';
import type { Answer } from '../../sonar';
import { useEventTriggers } from './eventTriggers';

const triggers = useEventTriggers();
const { kit } = triggers;

const answers = (...list: Answer[]) => answerWith(kit.sonar, '/api/graphql', ...list);
/** The answers to the two queries before the first mutation: the events and the endpoints. */
const ASKED = ['as usual', 'as usual'] as const;

describe('Deleting an endpoint', () => {
	it('fails publishing if Sonar refuses', async () => {
		await triggers.start(['File.DELETED']);
		const before = triggers.endpoint;
		const kept = json({ data: { f0: { success: false, message: 'It is in use.' } } });
		answers(...ASKED, kept);
		const trigger = triggers.build();
		await expect(trigger.activate()).rejects.toThrow(/did not delete.* It is in use\./);
		expect(triggers.endpoints.map(({ id }) => id)).not.toContain(before.id);
	});

	it('succeeds if it is gone already', async () => {
		await triggers.start(['File.DELETED']);
		answers(
			...ASKED,
			afterwards(() => refusal('No query results for model [WebhookEndpoint] 1')),
		);
		await triggers.expectToWork(await triggers.start());
		expect(triggers.endpoints).toHaveLength(1);
	});

	it('is verified if the answer is lost, without mistaking another endpoint for it', async () => {
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
	])('fails publishing if Sonar answers %s and keeps it', async (_, answer, message) => {
		await triggers.start(['File.DELETED']);
		kit.sonar.clearLog();
		answers(...ASKED, answer);
		await expect(triggers.build().activate()).rejects.toThrow(message);
		expect(triggers.mutations).not.toContain('createWebhookEndpoint');
	});

	it('is not verified if the token lacks permission', async () => {
		await triggers.start(['File.DELETED']);
		kit.sonar.clearLog();
		answers(...ASKED, status(403, '{"message":"No."}'), ...Array<Answer>(9).fill(status(401)));
		await expect(triggers.build(undefined, { line: '1.x' }).activate()).rejects.toThrow('No.');
		// The last one is sent when n8n deactivates what it could not activate.
		expect(kit.calls).toHaveLength(4);
	});
});
