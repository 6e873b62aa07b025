import { clock } from '../../../nodes/shared/sonar/clock';
import { answerWith, status } from '../../faults/answers';
import { byId, Kit } from '../kit';

let kit: Kit;
beforeAll(async () => (kit = await Kit.start()));
afterAll(async () => await kit.stop());

describe('A query that fails', () => {
	it('is tried three times more, after pauses that double from a second', async () => {
		let time = 1_000_000;
		jest.spyOn(clock, 'now').mockImplementation(() => time);
		jest.spyOn(clock, 'sleep').mockImplementation(async (milliseconds) => {
			time += milliseconds;
			await Promise.resolve();
		});
		const asked: number[] = [];
		const refuse = status(503);
		const note: typeof refuse = async (...call) => {
			asked.push(time);
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
});
