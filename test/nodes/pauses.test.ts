import { answerWith, status } from '../sonar/answers';
import { byId } from './kit';
import { useKit } from './useKit';

const kit = useKit();

describe('A query that fails', () => {
	it('is retried three times, after pauses that double from a second', async () => {
		jest.spyOn(Math, 'random').mockReturnValue(0.5);
		const asked: number[] = [];
		const refuse = status(503);
		const note: typeof refuse = async (...call) => {
			asked.push(kit.time.now());
			await refuse(...call);
		};
		answerWith(kit.sonar, '/api/graphql', note, note, note, note);
		const { error } = await kit.run({
			type: 'sonarListFiles',
			parameters: { fileableType: 'Account', fileableId: byId('1') },
		});
		expect(error?.message).toContain('HTTP 503');
		expect(asked.map((at) => at - asked[0]!)).toEqual([0, 1000, 3000, 7000]);
	});

	it('waits as long as a gateway asks, up to five minutes', async () => {
		const list = async () => {
			const before = kit.time.now();
			const { error } = await kit.run({
				type: 'sonarListFiles',
				parameters: { scope: 'all' },
			});
			return { error, waited: kit.time.now() - before };
		};
		answerWith(kit.sonar, '/api/graphql', status(503, '', { 'retry-after': '30' }));
		expect(await list()).toMatchObject({ error: undefined, waited: 30_000 });
		answerWith(kit.sonar, '/api/graphql', status(503, '', { 'retry-after': '86400' }));
		const { error, waited } = await list();
		expect(error?.message).toContain('HTTP 503');
		expect(waited).toBe(0);
	});
});
