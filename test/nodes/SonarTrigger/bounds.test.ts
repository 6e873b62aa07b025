import { readdir } from 'node:fs/promises';

import type { RawAnswer } from '../../sonar';
import { answerWith, reshaped, reset, silence } from '../../sonar/answers';
import { watchLog } from '../log';
import { useKitWithNewSonars } from '../useKit';
import { addFile, startTrigger } from './startTrigger';

const kit = useKitWithNewSonars();
const download = { options: { download: true } };

/** Sends a file that never ends. */
const endless: RawAnswer = async (request, response) => {
	request.resume();
	response.writeHead(200, { 'content-type': 'text/plain' });
	response.on('close', kit.time.hold());
	while (!response.destroyed) {
		response.write('x');
		await kit.time.pause(1000);
	}
};

describe('A poll of Sonar New File Trigger', () => {
	it('ends although a download does not, and the next one continues', async () => {
		const trigger = startTrigger(kit, download, { budget: 4000 });
		await trigger.poll();
		await addFile(kit, 'a.txt');
		const slow = await kit.sonar.addFile({ filename: 'slow.txt', content: 'x'.repeat(100_000) });
		answerWith(kit.sonar, `/api/files/${slow}`, endless);
		const { warn } = watchLog();
		const polls = trigger.poll();
		expect(await trigger.poll()).toEqual({});
		expect(warn).toEqual(['Trigger: skips a poll, because the last one is still running']);
		const { items } = await polls;
		expect(items!.map(({ json }) => json.filename)).toEqual(['a.txt']);
		expect(warn.at(-1)).toContain('Sonar did not answer in the time that n8n gives to a poll');
		expect(await trigger.names()).toEqual(['slow.txt']);
	});

	it('ends although Sonar never answers, and says so', async () => {
		const trigger = startTrigger(kit, {}, { budget: 3000 });
		await trigger.poll();
		answerWith(kit.sonar, '/api/graphql', silence);
		const { error } = await trigger.poll();
		expect(error?.message).toContain('Sonar did not answer in the time');
	});

	it('stores no file that it does not output', async () => {
		const trigger = startTrigger(kit, download);
		await trigger.poll();
		for (let index = 0; index < 20; index += 1) await addFile(kit, `${index}.txt`);
		answerWith(kit.sonar, '/api/files/65', reset, reset, reset, reset);
		const before = await countStored();
		expect(await trigger.names()).toHaveLength(4);
		expect((await countStored()) - before).toBe(4);
	});

	it('outputs the files around one that Sonar lists without an ID', async () => {
		const trigger = startTrigger(kit);
		await trigger.poll();
		for (const name of ['a', 'b', 'c']) await addFile(kit, `${name}.txt`);
		const without = (id: unknown) =>
			reshaped((body: { data: Record<string, { entities?: Array<{ id: unknown }> }> }) => {
				for (const { entities } of Object.values(body.data)) {
					for (const file of entities ?? []) if (file.id === '62') file.id = id;
				}
				return body;
			});
		answerWith(kit.sonar, '/api/graphql', without(1.5));
		const { warn } = watchLog();
		expect(await trigger.names()).toEqual(['a.txt', 'c.txt']);
		expect(warn).toEqual([expect.stringContaining('skips 1 of the files that Sonar lists')]);
		// Its ID is a gap now, and is looked for.
		expect(await trigger.names()).toEqual(['b.txt']);
	});

	it.each(['9223372036854775808', '99999999999999999999', null, { id: '63' }, -1])(
		'never moves on to the ID %j',
		async (id) => {
			const trigger = startTrigger(kit);
			await trigger.poll();
			await addFile(kit, 'a.txt');
			const wrong = reshaped((body: { data: Record<string, { entities?: object[] }> }) => {
				for (const { entities } of Object.values(body.data)) {
					entities?.push({ ...entities[0], id });
				}
				return body;
			});
			answerWith(kit.sonar, '/api/graphql', wrong);
			expect(await trigger.names()).toEqual(['a.txt']);
			expect(trigger.cursor().lastId).toBe('61');
			await addFile(kit, 'b.txt');
			expect(await trigger.names()).toEqual(['b.txt']);
		},
	);
});

/** Counts the files in n8n's storage, of all executions. */
async function countStored(): Promise<number> {
	const entries = await readdir(kit.engine.binaryFolder, { recursive: true, withFileTypes: true });
	return entries.filter((entry) => entry.isFile() && !entry.name.endsWith('.metadata')).length;
}
