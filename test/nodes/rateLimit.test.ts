import { Kit } from './kit';
import { scaleTime, SPEED } from './scaledTime';

let kit: Kit;
beforeAll(async () => {
	kit = await Kit.start({ requestsPerMinute: 5, minuteInMilliseconds: 60_000 / SPEED });
});
beforeEach(scaleTime);
afterAll(async () => await kit.stop());

describe('The rate limit', () => {
	it.each([200, 429])('is waited out under status %p, by all calls', async () => {
		const input = Array.from({ length: 12 }, (_, index) => ({ json: { index } }));
		kit.sonar.clearLog();
		const { items, error } = await kit.run({
			type: 'sonarListFiles',
			parameters: { scope: 'all', options: { entitiesPerRequest: 1 } },
			input,
		});
		expect(error).toBeUndefined();
		expect(items).toEqual([]);
		expect(kit.sonar.log.filter(({ status }) => status === 200)).toHaveLength(12);
	});
});
