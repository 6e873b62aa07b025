import { useKit, useKitWithNewSonars } from '../useKit';
import { addFile, addFiles, startTrigger } from './startTrigger';

describe('Sonar New File Trigger', () => {
	const kit = useKitWithNewSonars({ recordsPerPageLimit: 100 });

	it('starts from now, then outputs each file once, in order', async () => {
		await addFile(kit, 'old.txt');
		const trigger = startTrigger(kit);
		expect(await trigger.poll()).toEqual({});
		expect(await trigger.poll()).toEqual({});
		await addFile(kit, 'a.txt');
		await addFile(kit, 'b.txt');
		expect(await trigger.names()).toEqual(['a.txt', 'b.txt']);
		expect(await trigger.poll()).toEqual({});
		await addFile(kit, 'c.txt');
		expect(await trigger.names()).toEqual(['c.txt']);
		expect(await trigger.poll()).toEqual({});
		expect(kit.calls).toEqual(Array(6).fill('query'));
	});

	it('outputs what List Files outputs', async () => {
		kit.sonar.addEntity('Account', { id: '1' });
		const trigger = startTrigger(kit);
		await trigger.poll();
		await addFile(kit, 'a.pdf', {
			id: '418',
			mime_type: 'application/pdf',
			fileable_type: 'Account',
			fileable_id: '1',
			description: 'signed',
		});
		const { items } = await trigger.poll();
		const listed = await kit.run({ type: 'sonarListFiles', parameters: { scope: 'all' } });
		expect(items).toEqual(listed.items.map(({ json }) => ({ json })));
		expect(Object.keys(items![0]!.json)).toEqual(Object.keys(listed.items[0]!.json));
	});

	it('starts with a Sonar that has no files yet', async () => {
		const trigger = startTrigger(kit);
		expect(await trigger.poll()).toEqual({});
		expect(trigger.cursor()).toEqual({
			instance: kit.sonar.url,
			lastId: '0',
			unlinked: [],
			gaps: [],
		});
		await addFile(kit, 'first.txt');
		expect(await trigger.names()).toEqual(['first.txt']);
	});

	it('outputs several pages in one poll', async () => {
		const trigger = startTrigger(kit);
		await trigger.poll();
		await addFiles(kit, 250, 'f');
		kit.sonar.clearLog();
		expect(await trigger.names()).toEqual(Array.from({ length: 250 }, (_, n) => `f ${n}.txt`));
		expect(kit.calls).toEqual(['query', 'query', 'query']);
		expect(await trigger.poll()).toEqual({});
		expect(kit.calls).toHaveLength(4);
	});

	it('leaves everything beyond a thousand files to the next poll', async () => {
		const trigger = startTrigger(kit);
		await trigger.poll();
		await addFiles(kit, 1005, 'f');
		expect(await trigger.names()).toHaveLength(1000);
		expect(await trigger.names()).toEqual([0, 1, 2, 3, 4].map((n) => `f ${1000 + n}.txt`));
		expect(await trigger.poll()).toEqual({});
	});

	it('outputs files of the same second, and IDs that a float would round', async () => {
		const created_at = '2026-06-01T00:00:00+00:00';
		await addFile(kit, 'old.txt', { id: '9007199254740992', created_at });
		const trigger = startTrigger(kit);
		await trigger.poll();
		for (const end of ['993', '994', '995']) {
			await addFile(kit, `${end}.txt`, { id: `9007199254740${end}`, created_at });
		}
		expect(await trigger.names()).toEqual(['993.txt', '994.txt', '995.txt']);
		await addFile(kit, 'a.txt', { id: '10000000000000000', created_at });
		expect(await trigger.names()).toEqual(['a.txt']);
		expect(await trigger.poll()).toEqual({});
	});

	it('continues where it stopped after a restart of n8n', async () => {
		const before = startTrigger(kit);
		await before.poll();
		await addFile(kit, 'a.txt');
		expect(await before.names()).toEqual(['a.txt']);
		await addFile(kit, 'while it was down.txt');
		const after = startTrigger(kit, {}, { staticData: before.staticData() });
		expect(await after.names()).toEqual(['while it was down.txt']);
		expect(await after.poll()).toEqual({});
	});

	it('starts over if the credential is of another instance', async () => {
		const trigger = startTrigger(kit);
		await addFile(kit, 'a.txt', { id: '9000' });
		await trigger.poll();
		await kit.renewSonar();
		await addFile(kit, 'old there.txt');
		const moved = startTrigger(kit, {}, { staticData: trigger.staticData() });
		expect(await moved.poll()).toEqual({});
		expect(moved.cursor()).toEqual({
			instance: kit.sonar.url,
			lastId: '61',
			lastCreatedAt: '2025-01-01T00:00:01+00:00',
			unlinked: [],
			gaps: [],
		});
		await addFile(kit, 'new there.txt');
		expect(await moved.names()).toEqual(['new there.txt']);
	});

	it('outputs a file once if polls overlap', async () => {
		const trigger = startTrigger(kit);
		await trigger.poll();
		await addFile(kit, 'a.txt');
		const results = await Promise.all([trigger.poll(), trigger.poll(), trigger.poll()]);
		expect(results.filter(({ items }) => items)).toHaveLength(1);
		expect(kit.calls).toHaveLength(2);
		await addFile(kit, 'b.txt');
		expect(await trigger.names()).toEqual(['b.txt']);
	});

	it('polls beside another trigger', async () => {
		const [first, second] = [startTrigger(kit), startTrigger(kit, {}, { nodeId: 'another' })];
		await first.poll();
		await second.poll();
		await addFile(kit, 'a.txt');
		expect(await Promise.all([first.names(), second.names()])).toEqual([['a.txt'], ['a.txt']]);
	});

	it('offers the entity types of the instance', async () => {
		const types = await kit.engine.loadOptions('sonarTrigger', 'getFileableTypes', {
			credentials: { sonarApi: kit.credential },
		});
		expect(types).toContainEqual(expect.objectContaining({ value: 'Ticket' }));
	});

	it('starts a workflow with its items', async () => {
		const trigger = startTrigger(kit, {}, { withDownload: true });
		await trigger.poll();
		await addFile(kit, 'a.txt', { mime_type: 'text/plain' });
		await addFile(kit, 'b.txt', { mime_type: 'text/plain' });
		const { items } = await trigger.poll();
		const { output, error } = await kit.engine.run({
			workflow: trigger.workflow,
			credentials: { sonarApi: kit.credential },
			input: items,
		});
		expect(error).toBeUndefined();
		const files = output('Download').map((item) => kit.fileOf(item, 'data'));
		const contents = await Promise.all(
			files.map(async (file) => await kit.engine.readBinary(file)),
		);
		expect(contents.map(String)).toEqual(['a.txt', 'b.txt']);
	});

	it('does not touch n8n’s static data if nothing is new', async () => {
		const trigger = startTrigger(kit);
		await trigger.poll();
		await addFile(kit, 'a.txt');
		await trigger.poll();
		expect(trigger.hasChanged()).toBe(true);
		await trigger.poll();
		expect(trigger.hasChanged()).toBe(false);
		await addFile(kit, 'b.txt');
		await trigger.poll();
		expect(trigger.hasChanged()).toBe(true);
	});
});

describe('Sonar New File Trigger, if a page holds three files', () => {
	const kit = useKit({ recordsPerPageLimit: 3 });

	it('outputs all files, page by page', async () => {
		const trigger = startTrigger(kit);
		await trigger.poll();
		await addFiles(kit, 7, 'f');
		expect(await trigger.names()).toHaveLength(7);
		expect(kit.calls).toHaveLength(4);
	});
});
