import { answerWith, data, json, reset } from '../../sonar/answers';
import { useKit, useKitWithNewSonars } from '../useKit';
import { addFile, askedIds, startTrigger, type FileFields } from './startTrigger';

const MINUTE = 60_000;

const kit = useKitWithNewSonars();
beforeEach(async () => {
	await add('100');
});

const add = async (id: string, fields: FileFields = {}) =>
	await addFile(kit, `${id}.txt`, { id, ...fields });
const asked = () => askedIds(kit);

describe('A file that Sonar shows after one with a larger ID', () => {
	it('is output once, with one request a poll', async () => {
		const trigger = startTrigger(kit);
		await trigger.poll();
		await add('103');
		expect(await trigger.names()).toEqual(['103.txt']);
		expect(await trigger.poll()).toEqual({});
		await add('102');
		await add('104');
		kit.sonar.clearLog();
		expect(await trigger.names()).toEqual(['102.txt', '104.txt']);
		expect(kit.calls).toEqual(['query']);
		await add('101');
		expect(await trigger.names()).toEqual(['101.txt']);
		expect(await trigger.poll()).toEqual({});
		expect(asked()).toEqual([]);
	});

	it('is output even without Sonar’s counts', async () => {
		await kit.renewSonar({ characters: ['pageInfoRefused'] });
		await add('100');
		const trigger = startTrigger(kit);
		await trigger.poll();
		await add('103');
		expect(await trigger.names()).toEqual(['103.txt']);
		await add('102');
		expect(await trigger.names()).toEqual(['102.txt']);
		expect(await trigger.poll()).toEqual({});
	});

	it('is waited for across a restart, for ten minutes and at least one poll', async () => {
		const before = startTrigger(kit);
		await before.poll();
		await add('103');
		await before.poll();
		const trigger = startTrigger(kit, {}, { staticData: before.staticData() });
		await kit.time.pause(60 * MINUTE);
		await add('102');
		expect(await trigger.names()).toEqual(['102.txt']);
		expect(asked()).toEqual(['101', '102']);
		await trigger.poll();
		expect(asked()).toEqual([]);
		await add('105');
		await trigger.poll();
		await kit.time.pause(10 * MINUTE - 1);
		await trigger.poll();
		await trigger.poll();
		expect(asked()).toEqual(['104']);
		await kit.time.pause(1);
		await trigger.poll();
		await trigger.poll();
		expect(asked()).toEqual([]);
	});

	it('is retried if its download fails, even after its time is over', async () => {
		const trigger = startTrigger(kit, { options: { download: true } });
		await trigger.poll();
		await add('102');
		await trigger.poll();
		await add('101');
		await kit.time.pause(60 * MINUTE);
		answerWith(kit.sonar, '/api/files/101', reset, reset, reset, reset);
		expect(await trigger.names()).toEqual([]);
		expect(await trigger.names()).toEqual(['101.txt']);
		expect(await trigger.poll()).toEqual({});
	});

	it('holds up no poll if Sonar refuses to look for it, and is given up in time', async () => {
		const trigger = startTrigger(kit);
		await trigger.poll();
		await add('103');
		await trigger.poll();
		await add('104');
		const refused = json({ errors: [{ message: 'Too complex.' }] });
		const page = { entities: [{ id: '104', filename: '104.txt', mime_type: 'text/plain' }] };
		const whole = data({ ...page, page_info: { total_pages: 1 } });
		answerWith(kit.sonar, '/api/graphql', refused, whole, refused);
		expect(await trigger.names()).toEqual(['104.txt']);
		await kit.time.pause(60 * MINUTE);
		const none = data({ entities: [], page_info: { total_pages: 1 } });
		answerWith(kit.sonar, '/api/graphql', refused, none, refused);
		expect(await trigger.poll()).toEqual({});
		expect(trigger.cursor().gaps).toEqual([]);
	});

	it('is looked for among the fifty highest IDs', async () => {
		const trigger = startTrigger(kit);
		await trigger.poll();
		await add('9007199254740992');
		await add('9007199254740995');
		await trigger.poll();
		await trigger.poll();
		expect(asked()).toHaveLength(50);
		expect(asked().slice(-3)).toEqual(['9007199254740991', '9007199254740993', '9007199254740994']);
	});

	it('is output when it is linked, if the trigger waits for a type', async () => {
		kit.sonar.addEntity('Ticket', { id: '1' });
		const ticket = { fileable_type: 'Ticket', fileable_id: '1' };
		const created_at = new Date(kit.time.now()).toISOString();
		const trigger = startTrigger(kit, { fileableTypes: ['Ticket'] });
		await trigger.poll();
		await add('103', ticket);
		expect(await trigger.names()).toEqual(['103.txt']);
		await add('101', { created_at });
		await add('102', ticket);
		expect(await trigger.names()).toEqual(['102.txt']);
		expect(trigger.cursor()).toMatchObject({ unlinked: [{ ids: '101' }], gaps: [] });
		kit.sonar.link('101', { type: 'Ticket', id: '1' });
		expect(await trigger.names()).toEqual(['101.txt']);
		expect(await trigger.poll()).toEqual({});
	});
});

describe('A late file, if a page holds two files', () => {
	const small = useKit({ recordsPerPageLimit: 2 });
	const addSmall = async (...ids: string[]) => {
		for (const id of ids) await addFile(small, `${id}.txt`, { id });
	};

	it('is still waited for if it is on a later page', async () => {
		await addSmall('100');
		const trigger = startTrigger(small);
		await trigger.poll();
		await addSmall('104');
		await trigger.poll();
		await small.time.pause(60 * MINUTE);
		await addSmall('101', '102', '103');
		expect(await trigger.names()).toEqual(['101.txt', '102.txt']);
		expect(await trigger.names()).toEqual(['103.txt']);
		expect(await trigger.poll()).toEqual({});
	});
});
