import { useKitWithNewSonars } from '../nodes/useKit';
import { Example } from './example';

const kit = useKitWithNewSonars();

const addJob = (days: number, details: object = {}) =>
	kit.sonar.addEntity('Job', {
		details: {
			scheduled_datetime: new Date(Date.now() - days * 86_400_000).toISOString(),
			jobbable_type: 'Account',
			jobbable_id: '1',
			job_type: { id: '1', name: 'Installation' },
			...details,
		},
	});

describe('The example overdue-jobs-to-chat', () => {
	const run = async () =>
		await new Example(kit, 'overdue-jobs-to-chat.json').standIn('Slack').run([{ json: {} }]);

	it('sends nothing if no job is overdue', async () => {
		addJob(-1);
		addJob(2, { complete: true });
		addJob(2, { scheduled_datetime: null });
		const { error, output } = await run();
		expect(error).toBeUndefined();
		expect(output('Slack')).toEqual([]);
	});

	it('sends all overdue jobs in one message, the oldest first', async () => {
		addJob(2);
		addJob(3, { job_type: null });
		addJob(2, { complete: true });
		const { error, output } = await run();
		expect(error).toBeUndefined();
		const messages = output('Slack').map(({ json }) => (json.text as string).split('\n'));
		expect(messages).toEqual([
			[
				'2 overdue jobs in Sonar:',
				expect.stringMatching(/^• \d{4}-\d\d-\d\d \d\d:\d\d Job #2 \(Account 1\)$/),
				expect.stringMatching(/^• \d{4}-\d\d-\d\d \d\d:\d\d Installation #1 \(Account 1\)$/),
			],
		]);
	});

	it('counts those that a message has no room for', async () => {
		for (let count = 0; count < 60; count += 1) addJob(2);
		const { output } = await run();
		const lines = (output('Slack')[0]!.json.text as string).split('\n');
		expect(lines[0]).toBe('60 overdue jobs in Sonar:');
		expect(lines).toHaveLength(52);
		expect(lines.at(-1)).toBe('and 10 more');
	});
});
