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
