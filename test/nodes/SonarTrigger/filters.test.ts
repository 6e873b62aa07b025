import { byId } from '../kit';
import { useKitWithNewSonars } from '../useKit';
import { addFile, addFiles, askedBehind, askedRanges, startTrigger } from './startTrigger';

const HOUR = 60 * 60 * 1000;

const kit = useKitWithNewSonars({ recordsPerPageLimit: 100 });

describe('Sonar New File Trigger with filters', () => {
	it('outputs what matches, and moves on if nothing does', async () => {
		const trigger = startTrigger(kit, { filters: { filename: 'INVOICE', mimeType: 'pdf' } });
		await trigger.poll();
		await addFile(kit, 'Invoice 1.pdf', { mime_type: 'application/PDF' });
		await addFile(kit, 'invoice 2.txt', { mime_type: 'text/plain' });
		await addFile(kit, 'photo.pdf', { mime_type: 'application/pdf' });
		expect(await trigger.names()).toEqual(['Invoice 1.pdf']);
		await addFiles(kit, 3, 'other');
		expect(await trigger.poll()).toEqual({});
		expect(trigger.cursor().lastId).toBe(kit.sonar.files.at(-1)!.id);
		kit.sonar.clearLog();
		expect(await trigger.poll()).toEqual({});
		expect(kit.calls).toEqual(['query']);
		expect(askedBehind(kit)).toEqual([kit.sonar.files.at(-1)!.id]);
		await addFile(kit, 'my invoice.pdf', { mime_type: 'application/pdf' });
		expect(await trigger.names()).toEqual(['my invoice.pdf']);
	});

	it('outputs files of the chosen types', async () => {
		kit.sonar.addEntity('Account', { id: '1' });
		kit.sonar.addEntity('Ticket', { id: '1' });
		kit.sonar.addEntity('Job', { id: '1' });
		const trigger = startTrigger(kit, { fileableTypes: ['Ticket', 'Job'] });
		await trigger.poll();
		for (const fileable_type of ['Account', 'Job', 'Ticket']) {
			await addFile(kit, `${fileable_type}.txt`, { fileable_type, fileable_id: '1' });
		}
		expect(await trigger.names()).toEqual(['Job.txt', 'Ticket.txt']);
		expect(trigger.cursor()).toMatchObject({ unlinked: [] });
	});

	it('takes a type from an expression, and refuses an invalid one', async () => {
		kit.sonar.addEntity('Job', { id: '1' });
		const trigger = startTrigger(kit, { fileableTypes: '={{ "Job" }}' });
		await trigger.poll();
		await addFile(kit, 'job.txt', { fileable_type: 'Job', fileable_id: '1' });
		await addFile(kit, 'any.txt');
		expect(await trigger.names()).toEqual(['job.txt']);
		const wrong = startTrigger(kit, { fileableTypes: ['a b'] });
		expect((await wrong.poll()).error?.message).toBe(
			'Entity Type must be the name of a type, not "a b"',
		);
	});

	it('outputs a file once that was linked after it was seen, with one request a poll', async () => {
		kit.sonar.addEntity('Ticket', { id: '1' });
		kit.sonar.addEntity('Account', { id: '1' });
		const created_at = new Date(kit.time.now()).toISOString();
		const trigger = startTrigger(kit, { fileableTypes: ['Ticket'] });
		await trigger.poll();
		const [first, second, third] = [
			await addFile(kit, 'first.txt', { created_at }),
			await addFile(kit, 'second.txt', { created_at }),
			await addFile(kit, 'third.txt', { created_at }),
		];
		kit.sonar.clearLog();
		expect(await trigger.poll()).toEqual({});
		expect(trigger.cursor()).toMatchObject({ lastId: third, unlinked: [{ ids: '61-63' }] });
		await link(third, 'Ticket');
		await link(first, 'Ticket');
		await link(second, 'Account');
		await addFile(kit, 'fourth.txt', { fileable_type: 'Ticket', fileable_id: '1' });
		kit.sonar.clearLog();
		expect(await trigger.names()).toEqual(['first.txt', 'third.txt', 'fourth.txt']);
		expect(kit.calls).toEqual(['query']);
		expect(askedRanges(kit)).toEqual(['61-63']);
		expect(trigger.cursor()).toMatchObject({ unlinked: [] });
		expect(await trigger.poll()).toEqual({});
		expect(askedRanges(kit)).toEqual([]);
	});

	it('waits a day for a link, and looks once more when it is over', async () => {
		const start = kit.time.now();
		const ago = (hours: number) => new Date(start - hours * HOUR).toISOString();
		const trigger = startTrigger(kit, { fileableTypes: ['Ticket'] });
		await trigger.poll();
		await addFile(kit, 'old.txt', { created_at: ago(25) });
		const [first, second, third] = [
			await addFile(kit, '23 hours.txt', { created_at: ago(23) }),
			await addFile(kit, 'new.txt', { created_at: ago(0) }),
			await addFile(kit, 'newer.txt', { created_at: ago(0) }),
		];
		kit.sonar.addEntity('Ticket', { id: '1' });
		await trigger.poll();
		expect(trigger.cursor().unlinked).toMatchObject([{ ids: '62' }, { ids: '63-64' }]);
		await kit.time.pause(2 * HOUR);
		await trigger.poll();
		await link(first, 'Ticket');
		expect(await trigger.poll()).toEqual({});
		await kit.time.pause(21 * HOUR);
		await link(second, 'Ticket');
		await kit.time.pause(49 * HOUR);
		expect(await trigger.names()).toEqual(['new.txt']);
		expect(trigger.cursor().unlinked).toEqual([]);
		await link(third, 'Ticket');
		expect(await trigger.poll()).toEqual({});
	});

	it('stops looking for unlinked files once any type matches', async () => {
		const trigger = startTrigger(kit, { fileableTypes: ['Ticket'] });
		await trigger.poll();
		const id = await addFile(kit, 'a.txt', { created_at: new Date(kit.time.now()).toISOString() });
		await trigger.poll();
		await trigger.poll();
		expect(askedRanges(kit)).toEqual([`${id}-${id}`]);
		const changed = startTrigger(kit, {}, { staticData: trigger.staticData() });
		expect(await changed.poll()).toEqual({});
		expect(askedRanges(kit)).toEqual([]);
		expect(changed.cursor().unlinked).toEqual([]);
	});
});

async function link(id: string, type: string): Promise<void> {
	const { error } = await kit.run({
		type: 'sonarLinkFile',
		parameters: {
			fileId: id,
			fileableType: type,
			fileableId: byId('1'),
		},
	});
	expect(error).toBeUndefined();
}
