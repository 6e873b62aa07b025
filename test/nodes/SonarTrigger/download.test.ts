import { rename, rm, writeFile } from 'node:fs/promises';

import type { INodeExecutionData } from 'n8n-workflow';

import { answerWith, reset, status } from '../../sonar/answers';
import { watchLog } from '../log';
import { useKitWithNewSonars } from '../useKit';
import { startTrigger } from './startTrigger';

const kit = useKitWithNewSonars();

const download = { options: { download: true } };
const add = async (filename: string, content: string | Buffer = filename) =>
	await kit.sonar.addFile({ filename, content, mime_type: 'text/plain' });
const contentOf = async (item: INodeExecutionData, field = 'data') =>
	String(await kit.engine.readBinary(kit.fileOf(item, field)));
const fail = (id: string, times: number) =>
	answerWith(kit.sonar, `/api/files/${id}`, ...Array<typeof reset>(times).fill(reset));

describe('Sonar New File Trigger with Download', () => {
	it('outputs the files with their content, in order', async () => {
		const trigger = startTrigger(kit, download);
		await trigger.poll();
		for (let index = 0; index < 12; index += 1) await add(`${index}.txt`);
		kit.sonar.clearLog();
		const { items } = await trigger.poll();
		expect(await Promise.all(items!.map(async (item) => await contentOf(item)))).toEqual(
			Array.from({ length: 12 }, (_, index) => `${index}.txt`),
		);
		expect(items![0]).toMatchObject({
			json: { id: '61', filename: '0.txt', fileable_type: null },
			binary: { data: { fileName: '0.txt', mimeType: 'text/plain' } },
		});
		expect(kit.calls).toHaveLength(13);
		expect(await trigger.poll()).toEqual({});
		expect(kit.calls).toHaveLength(14);
	});

	it('streams, so that the content is nowhere in the item', async () => {
		const trigger = startTrigger(kit, {
			options: { download: true, binaryPropertyName: 'attachment' },
		});
		await trigger.poll();
		const content = Buffer.alloc(3_000_000, 'sonar');
		await add('big.bin', content);
		const { items } = await trigger.poll();
		const { id, data, bytes } = kit.fileOf(items![0]!, 'attachment');
		expect({ id: typeof id, data, bytes }).toEqual({
			id: 'string',
			data: 'filesystem-v2',
			bytes: 3_000_000,
		});
		expect((await contentOf(items![0]!, 'attachment')) === String(content)).toBe(true);
	});

	it('downloads only what matches', async () => {
		const trigger = startTrigger(kit, { ...download, filters: { filename: 'a' } });
		await trigger.poll();
		await add('b.log');
		await add('a.log');
		kit.sonar.clearLog();
		expect(await trigger.names()).toEqual(['a.log']);
		expect(kit.calls).toEqual(['query', 'GET /api/files/62']);
	});

	it('outputs the files before a failed one, and that one at the next poll', async () => {
		const trigger = startTrigger(kit, download);
		await trigger.poll();
		for (const name of ['a', 'b', 'c', 'd']) await add(`${name}.txt`);
		fail('63', 4);
		expect(await trigger.names()).toEqual(['a.txt', 'b.txt']);
		expect(trigger.cursor()).toMatchObject({ lastId: '62', stuck: { id: '63', polls: 1 } });
		expect(await trigger.names()).toEqual(['c.txt', 'd.txt']);
		expect(trigger.cursor()).not.toHaveProperty('stuck');
	});

	it('leaves the pages behind a failed file to the next poll', async () => {
		await kit.renewSonar({ recordsPerPageLimit: 2 });
		const trigger = startTrigger(kit, download);
		await trigger.poll();
		for (const name of ['a', 'b', 'c', 'd']) await add(`${name}.txt`);
		fail('62', 4);
		expect(await trigger.names()).toEqual(['a.txt']);
		expect(trigger.cursor()).toMatchObject({ lastId: '61', stuck: { id: '62', polls: 1 } });
		expect(await trigger.names()).toEqual(['b.txt', 'c.txt', 'd.txt']);
	});

	it('outputs a file without its content after three failed polls, even across a restart', async () => {
		const trigger = startTrigger(kit, download);
		await trigger.poll();
		await add('a.txt');
		await add('b.txt');
		fail('61', 12);
		expect(await trigger.poll()).toEqual({});
		expect(await trigger.poll()).toEqual({});
		expect(trigger.cursor()).toMatchObject({ lastId: '0', stuck: { id: '61', polls: 2 } });
		const restarted = startTrigger(kit, download, { staticData: trigger.staticData() });
		const { items } = await restarted.poll();
		expect(items!.map(({ json }) => json.filename)).toEqual(['a.txt', 'b.txt']);
		expect(items![0]!.json.error).toMatch(/^The connection to Sonar broke/);
		expect(items![0]!.binary).toBeUndefined();
		expect(items![1]!.json).not.toHaveProperty('error');
		expect(await contentOf(items![1]!)).toBe('b.txt');
		expect(restarted.cursor()).not.toHaveProperty('stuck');
		expect(await restarted.poll()).toEqual({});
	});

	it('retries a late-linked file even after its day of waiting', async () => {
		kit.sonar.addEntity('Ticket', { id: '1' });
		const trigger = startTrigger(kit, { ...download, fileableTypes: ['Ticket'] });
		await trigger.poll();
		const created_at = new Date(kit.time.now()).toISOString();
		const id = await kit.sonar.addFile({ filename: 'late.txt', content: 'late', created_at });
		await trigger.poll();
		kit.sonar.link(id, { type: 'Ticket', id: '1' });
		await kit.time.pause(2 * 86_400_000);
		fail(id, 4);
		expect(await trigger.poll()).toEqual({});
		expect(await trigger.names()).toEqual(['late.txt']);
	});

	it('logs which file it retries, and why', async () => {
		const trigger = startTrigger(kit, download);
		await trigger.poll();
		const id = await add('a.txt');
		fail(id, 4);
		const { warn } = watchLog();
		await trigger.poll();
		expect(warn).toEqual([
			expect.stringMatching(new RegExp(`^Trigger: retries file ${id} at the next poll: .`)),
		]);
	});

	it('counts the polls of each file separately', async () => {
		const trigger = startTrigger(kit, download);
		await trigger.poll();
		await add('a.txt');
		await add('b.txt');
		fail('61', 8);
		await trigger.poll();
		await trigger.poll();
		fail('62', 4);
		expect(await trigger.names()).toEqual(['a.txt']);
		expect(trigger.cursor()).toMatchObject({ stuck: { id: '62', polls: 1 } });
		expect(await trigger.names()).toEqual(['b.txt']);
	});

	it('outputs a file without its content at once if the refusal is permanent', async () => {
		const trigger = startTrigger(kit, download);
		await trigger.poll();
		for (let index = 0; index < 9; index += 1) await add(`${index}.txt`);
		answerWith(kit.sonar, '/api/files/62', status(403));
		kit.sonar.clearLog();
		const { items } = await trigger.poll();
		expect(items!.map(({ json }) => json.filename)).toEqual(
			Array.from({ length: 9 }, (_, index) => `${index}.txt`),
		);
		expect(items!.map(({ json }) => typeof json.error)).toEqual(
			[0, 1, 2, 3, 4, 5, 6, 7, 8].map((index) => (index === 1 ? 'string' : 'undefined')),
		);
		expect(items![1]!.json.error).toBe(
			'The token’s user has no permission for this in Sonar (HTTP 403)',
		);
		expect(await trigger.poll()).toEqual({});
	});

	it('shows the newest file with its content in the editor, or why it cannot', async () => {
		await add('a.txt');
		const test = startTrigger(kit, download, { testsInEditor: true });
		expect(await contentOf((await test.poll()).items![0]!)).toBe('a.txt');
		fail('61', 4);
		expect((await test.poll()).error?.message).toMatch(/^The connection to Sonar broke/);
	});

	it('keeps a file for the next poll if n8n’s storage fails during one', async () => {
		const trigger = startTrigger(kit, download);
		await trigger.poll();
		await add('a.txt');
		const { binaryFolder } = kit.engine;
		// A file in place of the folder, so that nothing can be stored in it.
		await rename(binaryFolder, `${binaryFolder}.away`);
		await writeFile(binaryFolder, '');
		try {
			expect(await trigger.poll()).toEqual({});
			expect(trigger.cursor()).toMatchObject({ stuck: { id: '61', polls: 1 } });
		} finally {
			await rm(binaryFolder);
			await rename(`${binaryFolder}.away`, binaryFolder);
		}
		const { items } = await trigger.poll();
		expect(await contentOf(items![0]!)).toBe('a.txt');
		expect(items![0]!.json.error).toBeUndefined();
	});
});
