import { useKitWithNewSonars } from '../useKit';
import { startTrigger } from './startTrigger';

const kit = useKitWithNewSonars();

const add = async (id: string, created_at: string) =>
	await kit.sonar.addFile({ id, filename: `${id}.txt`, content: 'x', created_at });

/** A trigger that has seen file 900. */
async function startBehind() {
	await add('900', '2026-03-01T00:00:00Z');
	const trigger = startTrigger(kit);
	await trigger.poll();
	expect(trigger.cursor()).toMatchObject({
		lastId: '900',
		lastCreatedAt: '2026-03-01T00:00:00Z',
	});
	return trigger;
}

/** As after the backup of an earlier day: file 900 is gone, and ids go on from 101. */
async function restore() {
	await kit.sonar.remove('900');
	await add('99', '2026-02-27T00:00:00Z');
	await add('100', '2026-02-28T00:00:00Z');
}

describe('Sonar Trigger, if Sonar’s ids went back', () => {
	it('says so once, and goes on with the files that are new', async () => {
		const trigger = await startBehind();
		await restore();
		expect(await trigger.poll()).toEqual({});
		await add('101', '2026-03-01T01:00:00Z');
		await add('102', '2026-03-01T02:00:00Z');
		expect((await trigger.poll()).error).toMatchObject({
			message: 'The IDs of Sonar’s files went back from 900 to 102, as after a restored database',
			description: expect.stringContaining('The next poll goes on') as string,
		});
		expect(await trigger.names()).toEqual(['101.txt', '102.txt']);
		await add('103', '2026-03-01T03:00:00Z');
		expect(await trigger.names()).toEqual(['103.txt']);
	});

	it('takes no deleted file for that', async () => {
		const trigger = await startBehind();
		await add('899', '2026-02-28T23:59:00Z');
		await kit.sonar.remove('900');
		expect(await trigger.poll()).toEqual({});
		await add('901', '2026-03-01T05:00:00Z');
		expect(await trigger.names()).toEqual(['901.txt']);
	});

	it('takes no upload for that which began earlier and ended later', async () => {
		const trigger = await startBehind();
		await add('899', '2026-03-01T00:05:00Z');
		await kit.sonar.remove('900');
		expect((await trigger.poll()).error).toBeUndefined();
	});
});
