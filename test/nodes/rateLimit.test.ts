import { answerWith, json } from '../sonar/answers';
import { byId } from './kit';
import { useKit } from './useKit';

describe.each([200, 429])('The rate limit under status %p', (rateLimitStatus) => {
	const kit = useKit({ rateLimitStatus, requestsPerMinute: 5 });
	const refusals = () => kit.sonar.log.filter(({ fields }) => fields === undefined);

	it('is waited out by all calls', async () => {
		const before = kit.time.now();
		const input = Array.from({ length: 12 }, (_, index) => ({ json: { index } }));
		const { items, error } = await kit.run({
			type: 'sonarListFiles',
			parameters: { scope: 'all', options: { entitiesPerRequest: 1 } },
			input,
		});
		expect(error).toBeUndefined();
		expect(items).toEqual([]);
		expect(kit.asked('files')).toHaveLength(12);
		expect(kit.time.now() - before).toBeGreaterThan(2 * 60_000);
		expect(kit.time.now() - before).toBeLessThan(3 * 60_000);
		expect(refusals()).not.toEqual([]);
		expect(new Set(refusals().map(({ status }) => status))).toEqual(new Set([rateLimitStatus]));
	});
});

describe('The rate limit as an error of GraphQL', () => {
	const kit = useKit();
	const limit = json({ errors: [{ message: 'Too Many Attempts.' }] });

	it('is waited out, and neither a query nor a mutation is sent in halves', async () => {
		kit.sonar.addEntity('Account', { id: '1' });
		const ids = await Promise.all(
			['a.txt', 'b.txt', 'c.txt', 'd.txt'].map(
				async (filename) => await kit.sonar.addFile({ filename, content: filename }),
			),
		);
		const input = ids.map((id) => ({ json: { id } }));
		answerWith(kit.sonar, '/api/graphql', limit, 'as usual', limit);
		const listed = await kit.run({ type: 'sonarListFiles', parameters: { scope: 'ids' }, input });
		expect(listed.error).toBeUndefined();
		expect(listed.items).toHaveLength(4);
		const { items, error } = await kit.run({
			type: 'sonarLinkFile',
			parameters: { fileableType: 'Account', fileableId: byId('1') },
			input,
		});
		expect(error).toBeUndefined();
		expect(items).toHaveLength(4);
		expect(kit.calls).toHaveLength(4);
	});
});
