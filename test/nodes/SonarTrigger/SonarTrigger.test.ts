import { Kit } from '../kit';
import { startTrigger } from './startTrigger';

let kit: Kit;
beforeEach(async () => (kit = await Kit.start({ recordsPerPageLimit: 100 })));
afterEach(async () => await kit.stop());

const add = async (
	filename: string,
	fields: Partial<Parameters<Kit['sonar']['addFile']>[0]> = {},
) => await kit.sonar.addFile({ filename, content: filename, ...fields });
const addMany = async (count: number, name: string) => {
	for (let index = 0; index < count; index += 1) await add(`${name} ${index}.txt`);
};

describe('Sonar Trigger', () => {
	it('starts from now, then gives each file once, in order', async () => {
		await add('old.txt');
		const trigger = startTrigger(kit);
		expect(await trigger.poll()).toEqual({});
		expect(await trigger.poll()).toEqual({});
		await add('a.txt');
		await add('b.txt');
		expect(await trigger.names()).toEqual(['a.txt', 'b.txt']);
		expect(await trigger.poll()).toEqual({});
		await add('c.txt');
		expect(await trigger.names()).toEqual(['c.txt']);
		expect(await trigger.poll()).toEqual({});
		expect(kit.calls).toEqual(Array(6).fill('query'));
	});

	it('gives what List Files gives', async () => {
		kit.sonar.addEntity('Account', { id: '1' });
		const trigger = startTrigger(kit);
		await trigger.poll();
		await add('a.pdf', {
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

	it('starts where Sonar has no file yet', async () => {
		const trigger = startTrigger(kit);
		expect(await trigger.poll()).toEqual({});
		expect(trigger.cursor()).toEqual({
			instance: kit.sonar.url,
			lastId: '0',
			unlinked: [],
			gaps: [],
		});
		await add('first.txt');
		expect(await trigger.names()).toEqual(['first.txt']);
	});

	it('gives all of more than a page, in one poll', async () => {
		const trigger = startTrigger(kit);
		await trigger.poll();
		await addMany(250, 'f');
		kit.sonar.clearLog();
		expect(await trigger.names()).toEqual(Array.from({ length: 250 }, (_, n) => `f ${n}.txt`));
		expect(kit.calls).toEqual(['query', 'query', 'query']);
		expect(await trigger.poll()).toEqual({});
		expect(kit.calls).toHaveLength(4);
	});

	it('obeys a smaller page of the server', async () => {
		await kit.stop();
		kit = await Kit.start({ recordsPerPageLimit: 3 });
		const trigger = startTrigger(kit);
		await trigger.poll();
		await addMany(7, 'f');
		expect(await trigger.names()).toHaveLength(7);
		expect(kit.calls).toHaveLength(4);
	});

	it('leaves what is beyond a thousand files to the next poll', async () => {
		const trigger = startTrigger(kit);
		await trigger.poll();
		await addMany(1005, 'f');
		expect(await trigger.names()).toHaveLength(1000);
		expect(await trigger.names()).toEqual([0, 1, 2, 3, 4].map((n) => `f ${1000 + n}.txt`));
		expect(await trigger.poll()).toEqual({});
	});

	it('gives files of the same second, and ids that a float would round', async () => {
		const created_at = '2026-06-01T00:00:00+00:00';
		await add('old.txt', { id: '9007199254740992', created_at });
		const trigger = startTrigger(kit);
		await trigger.poll();
		for (const end of ['993', '994', '995']) {
			await add(`${end}.txt`, { id: `9007199254740${end}`, created_at });
		}
		expect(await trigger.names()).toEqual(['993.txt', '994.txt', '995.txt']);
		await add('a.txt', { id: '10000000000000000', created_at });
		expect(await trigger.names()).toEqual(['a.txt']);
		expect(await trigger.poll()).toEqual({});
	});

	it('goes on after a restart of n8n where it stopped', async () => {
		const before = startTrigger(kit);
		await before.poll();
		await add('a.txt');
		expect(await before.names()).toEqual(['a.txt']);
		await add('while it was down.txt');
		const after = startTrigger(kit, {}, { staticData: before.staticData() });
		expect(await after.names()).toEqual(['while it was down.txt']);
		expect(await after.poll()).toEqual({});
	});

	it('starts anew where the credential is of another instance', async () => {
		const trigger = startTrigger(kit);
		await add('a.txt', { id: '9000' });
		await trigger.poll();
		const other = await Kit.start();
		try {
			await other.sonar.addFile({ filename: 'old there.txt', content: 'x' });
			const moved = startTrigger(other, {}, { staticData: trigger.staticData() });
			expect(await moved.poll()).toEqual({});
			expect(moved.cursor()).toEqual({
				instance: other.sonar.url,
				lastId: '61',
				unlinked: [],
				gaps: [],
			});
			await other.sonar.addFile({ filename: 'new there.txt', content: 'x' });
			expect(await moved.names()).toEqual(['new there.txt']);
		} finally {
			await other.stop();
		}
	});

	it('gives a file once where polls overlap', async () => {
		const trigger = startTrigger(kit);
		await trigger.poll();
		await add('a.txt');
		const results = await Promise.all([trigger.poll(), trigger.poll(), trigger.poll()]);
		expect(results.filter(({ items }) => items)).toHaveLength(1);
		expect(kit.calls).toHaveLength(2);
		await add('b.txt');
		expect(await trigger.names()).toEqual(['b.txt']);
	});

	it('polls beside another trigger', async () => {
		const [first, second] = [startTrigger(kit), startTrigger(kit, {}, { nodeId: 'another' })];
		await first.poll();
		await second.poll();
		await add('a.txt');
		expect(await Promise.all([first.names(), second.names()])).toEqual([['a.txt'], ['a.txt']]);
	});

	it('offers the instance’s types of entity', async () => {
		const types = await kit.engine.loadOptions('sonarTrigger', 'getFileableTypes', {
			credentials: { sonarApi: kit.credential },
		});
		expect(types).toContainEqual(expect.objectContaining({ value: 'Ticket' }));
	});

	it('starts a workflow with its items', async () => {
		const trigger = startTrigger(kit, {}, { withDownload: true });
		await trigger.poll();
		await add('a.txt', { mime_type: 'text/plain' });
		await add('b.txt', { mime_type: 'text/plain' });
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

	it('writes nothing into n8n’s storage when nothing is new', async () => {
		const trigger = startTrigger(kit);
		await trigger.poll();
		await add('a.txt');
		await trigger.poll();
		expect(trigger.hasChanged()).toBe(true);
		await trigger.poll();
		expect(trigger.hasChanged()).toBe(false);
		await add('b.txt');
		await trigger.poll();
		expect(trigger.hasChanged()).toBe(true);
	});
});

describe('Sonar Trigger with filters', () => {
	it('gives what matches, and moves on where nothing does', async () => {
		const trigger = startTrigger(kit, { filters: { filename: 'INVOICE', mimeType: 'pdf' } });
		await trigger.poll();
		await add('Invoice 1.pdf', { mime_type: 'application/PDF' });
		await add('invoice 2.txt', { mime_type: 'text/plain' });
		await add('photo.pdf', { mime_type: 'application/pdf' });
		expect(await trigger.names()).toEqual(['Invoice 1.pdf']);
		await addMany(3, 'other');
		expect(await trigger.poll()).toEqual({});
		expect(trigger.cursor().lastId).toBe(kit.sonar.files.at(-1)!.id);
		kit.sonar.clearLog();
		expect(await trigger.poll()).toEqual({});
		expect(kit.calls).toEqual(['query']);
		expect(kit.sonar.log[0]!.query).toContain(
			`search_value: ${kit.sonar.files.at(-1)!.id}, operator: GT`,
		);
		await add('my invoice.pdf', { mime_type: 'application/pdf' });
		expect(await trigger.names()).toEqual(['my invoice.pdf']);
	});

	it('gives files of the chosen types', async () => {
		kit.sonar.addEntity('Account', { id: '1' });
		kit.sonar.addEntity('Ticket', { id: '1' });
		kit.sonar.addEntity('Job', { id: '1' });
		const trigger = startTrigger(kit, { fileableTypes: ['Ticket', 'Job'] });
		await trigger.poll();
		for (const fileable_type of ['Account', 'Job', 'Ticket']) {
			await add(`${fileable_type}.txt`, { fileable_type, fileable_id: '1' });
		}
		expect(await trigger.names()).toEqual(['Job.txt', 'Ticket.txt']);
		expect(trigger.cursor()).toMatchObject({ unlinked: [] });
	});

	it('takes a type by an expression, and refuses what is none', async () => {
		kit.sonar.addEntity('Job', { id: '1' });
		const trigger = startTrigger(kit, { fileableTypes: '={{ "Job" }}' });
		await trigger.poll();
		await add('job.txt', { fileable_type: 'Job', fileable_id: '1' });
		await add('any.txt');
		expect(await trigger.names()).toEqual(['job.txt']);
		const wrong = startTrigger(kit, { fileableTypes: ['a b'] });
		expect((await wrong.poll()).error?.message).toBe('Entity Type is not the name of a type: a b');
	});

	it('gives a file that was linked after it was seen, once, with one request a poll', async () => {
		kit.sonar.addEntity('Ticket', { id: '1' });
		kit.sonar.addEntity('Account', { id: '1' });
		const created_at = new Date().toISOString();
		const trigger = startTrigger(kit, { fileableTypes: ['Ticket'] });
		await trigger.poll();
		const [first, second, third] = [
			await add('first.txt', { created_at }),
			await add('second.txt', { created_at }),
			await add('third.txt', { created_at }),
		];
		kit.sonar.clearLog();
		expect(await trigger.poll()).toEqual({});
		expect(trigger.cursor()).toMatchObject({ lastId: third, unlinked: [first, second, third] });
		await link(third, 'Ticket');
		await link(first, 'Ticket');
		await link(second, 'Account');
		await add('fourth.txt', { fileable_type: 'Ticket', fileable_id: '1' });
		kit.sonar.clearLog();
		expect(await trigger.names()).toEqual(['first.txt', 'third.txt', 'fourth.txt']);
		expect(kit.calls).toEqual(['query']);
		expect(trigger.cursor()).toMatchObject({ unlinked: [] });
		expect(await trigger.poll()).toEqual({});
		expect(kit.sonar.log.at(-1)!.query).not.toContain('files(id:');
	});

	it('waits no longer than a day for a link, and for no more than a hundred files', async () => {
		const trigger = startTrigger(kit, { fileableTypes: ['Ticket'] });
		await trigger.poll();
		const hour = 60 * 60 * 1000;
		await add('old.txt', { created_at: new Date(Date.now() - 25 * hour).toISOString() });
		const young = await add('young.txt', {
			created_at: new Date(Date.now() - 23 * hour).toISOString(),
		});
		await trigger.poll();
		expect(trigger.cursor().unlinked).toHaveLength(2);
		await trigger.poll();
		expect(trigger.cursor().unlinked).toEqual([young]);
		const created_at = new Date().toISOString();
		const ids: string[] = [];
		for (let index = 0; index < 103; index += 1) ids.push(await add('x.txt', { created_at }));
		await trigger.poll();
		expect(trigger.cursor().unlinked).toEqual(ids.slice(-100));
	});

	it('forgets who waits once every type will do', async () => {
		const trigger = startTrigger(kit, { fileableTypes: ['Ticket'] });
		await trigger.poll();
		await add('a.txt');
		await trigger.poll();
		const { unlinked } = trigger.cursor();
		expect(unlinked).toHaveLength(1);
		const changed = startTrigger(kit, {}, { staticData: trigger.staticData() });
		kit.sonar.clearLog();
		expect(await changed.poll()).toEqual({});
		expect(kit.sonar.log[0]!.query).not.toContain('files(id:');
		expect(changed.cursor().unlinked).toEqual([]);
	});
});

describe('Sonar Trigger, tested in the editor', () => {
	it('shows the newest file that matches, and moves nothing on', async () => {
		await add('a.pdf', { mime_type: 'application/pdf' });
		await add('b.txt');
		const test = startTrigger(kit, {}, { testsInEditor: true });
		expect(await test.names()).toEqual(['b.txt']);
		expect(await test.names()).toEqual(['b.txt']);
		expect(test.staticData()).toEqual({});
		const filters = { filename: 'a' };
		expect(await startTrigger(kit, { filters }, { testsInEditor: true }).names()).toEqual([
			'a.pdf',
		]);
		expect(kit.calls).toEqual(['query', 'query', 'query']);
	});

	it('says why there is nothing to show', async () => {
		const parameters = { filters: { filename: 'zzz' } };
		const test = startTrigger(kit, parameters, { testsInEditor: true });
		await expect(test.poll()).resolves.toMatchObject({
			error: {
				message: 'There are no files in Sonar yet',
				description: 'Change the filters, or upload such a file in Sonar, and test again.',
			},
		});
		await add('a.txt');
		await add('b.txt');
		expect((await test.poll()).error?.message).toBe(
			'None of the newest 2 files in Sonar matches the filters',
		);
	});
});

async function link(id: string, type: string): Promise<void> {
	const { error } = await kit.run({
		type: 'sonarLinkFile',
		parameters: {
			fileId: id,
			fileableType: type,
			fileableId: { __rl: true, mode: 'id', value: '1' },
		},
	});
	expect(error).toBeUndefined();
}
