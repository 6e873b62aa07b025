import { answerWith, data } from '../../sonar/answers';
import { watchLog } from '../log';
import { useKitWithNewSonars } from '../useKit';
import { startTrigger } from './startTrigger';

const kit = useKitWithNewSonars();

const add = async (id: string, created_at: string) =>
	await kit.sonar.addFile({ id, filename: `${id}.txt`, content: 'x', created_at });

/** A trigger that has seen file 900. */
async function startBehind(parameters = {}, options = {}) {
	await add('900', '2026-03-01T00:00:00Z');
	const trigger = startTrigger(kit, parameters, options);
	await trigger.poll();
	expect(trigger.cursor()).toMatchObject({
		lastId: '900',
		lastCreatedAt: '2026-03-01T00:00:00Z',
	});
	return trigger;
}

/** As after restoring an earlier backup: file 900 is gone, and IDs continue from 101. */
async function restore() {
	await kit.sonar.remove('900');
	await add('99', '2026-02-27T00:00:00Z');
	await add('100', '2026-02-28T00:00:00Z');
}

describe('Sonar New File Trigger, if Sonar’s IDs went back', () => {
	const WORDS = 'The IDs of Sonar’s files went back from 900 to 102, as after a restored database';

	it.each([false, true])(
		'says so once, and goes on with the files that are new; durable cursors: %p',
		async (durableCursors) => {
			const { warn } = watchLog();
			const trigger = await startBehind({}, { durableCursors });
			await restore();
			expect(await trigger.poll()).toEqual({});
			await add('101', '2026-03-01T01:00:00Z');
			await add('102', '2026-03-01T02:00:00Z');
			const { items, error } = await trigger.poll();
			expect(error).toBeUndefined();
			expect(items!.map(({ json }) => [json.filename, json.hint])).toEqual([
				['101.txt', expect.stringContaining(WORDS)],
				['102.txt', undefined],
			]);
			expect(warn).toEqual([expect.stringContaining(WORDS)]);
			await add('103', '2026-03-01T03:00:00Z');
			const next = await trigger.poll();
			expect(next.items!.map(({ json }) => [json.filename, json.hint])).toEqual([
				['103.txt', undefined],
			]);
			expect(warn).toHaveLength(1);
		},
	);

	it('says so with the first items, if none matches at once', async () => {
		const trigger = await startBehind({ filters: { filename: '105' } });
		await restore();
		await add('102', '2026-03-01T02:00:00Z');
		expect(await trigger.poll()).toEqual({});
		await add('105', '2026-03-01T05:00:00Z');
		const { items } = await trigger.poll();
		expect(items![0]!.json.hint).toContain(WORDS);
		await add('1050', '2026-03-01T06:00:00Z');
		expect((await trigger.poll()).items![0]!.json).not.toHaveProperty('hint');
	});

	it('still waits for the link of files in the backup', async () => {
		kit.sonar.addEntity('Ticket', { id: '1' });
		const recently = (hours: number) => new Date(kit.time.now() - hours * 3_600_000).toISOString();
		await add('50', recently(9));
		const trigger = startTrigger(kit, { fileableTypes: ['Ticket'] });
		await trigger.poll();
		for (const id of ['100', '101']) await add(id, recently(5));
		await add('900', recently(4));
		await trigger.poll();
		await kit.sonar.remove('101');
		await kit.sonar.remove('900');
		await add('101', recently(1));
		expect(await trigger.poll()).toEqual({});
		for (const id of ['100', '101']) kit.sonar.link(id, { type: 'Ticket', id: '1' });
		expect(await trigger.names()).toEqual(['100.txt', '101.txt']);
		expect(await trigger.poll()).toEqual({});
	});

	it('continues with the newest file, if Sonar finds none created since', async () => {
		const trigger = await startBehind();
		await restore();
		await add('101', '2026-03-01T01:00:00Z');
		answerWith(kit.sonar, '/api/graphql', 'as usual', data({ entities: [] }));
		expect(await trigger.names()).toEqual(['101.txt']);
		expect(await trigger.poll()).toEqual({});
	});

	it('does not mistake a deleted file for that', async () => {
		const trigger = await startBehind();
		await add('899', '2026-02-28T23:59:00Z');
		await kit.sonar.remove('900');
		expect(await trigger.poll()).toEqual({});
		await add('901', '2026-03-01T05:00:00Z');
		expect(await trigger.names()).toEqual(['901.txt']);
	});

	it('does not mistake a slow upload for that', async () => {
		const trigger = await startBehind();
		await add('899', '2026-03-01T00:05:00Z');
		await kit.sonar.remove('900');
		expect((await trigger.poll()).error).toBeUndefined();
	});
});
