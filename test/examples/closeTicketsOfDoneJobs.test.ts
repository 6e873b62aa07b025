import { useKitWithNewSonars } from '../nodes/useKit';
import { Example } from './example';

const kit = useKitWithNewSonars();
beforeEach(() => {
	for (const id of ['1', '2']) kit.sonar.addEntity('Account', { id });
	kit.sonar.addEntity('NetworkSite', { id: '1' });
	const add = (id: string, status: 'OPEN' | 'PENDING_INTERNAL', type: string, ofId: string) => {
		const details = { ticketable_type: type, ticketable_id: ofId };
		kit.sonar.addEntity('Ticket', { id, status, details });
	};
	add('71', 'PENDING_INTERNAL', 'Account', '1');
	add('72', 'PENDING_INTERNAL', 'Account', '1');
	add('73', 'OPEN', 'Account', '1');
	add('74', 'PENDING_INTERNAL', 'Account', '2');
	add('75', 'PENDING_INTERNAL', 'NetworkSite', '1');
});

const addJob = (id: string, complete: boolean, jobbable_type = 'Account', jobbable_id = '1') =>
	kit.sonar.addEntity('Job', { id, details: { complete, jobbable_type, jobbable_id } });

describe('The example close-tickets-of-done-jobs', () => {
	const run = async (...jobs: number[]) => {
		const example = new Example(kit, 'close-tickets-of-done-jobs.json').standIn('Wait');
		const body = (object_id: number) => ({
			json: { event: 'job.updated', object_id, current: {} },
		});
		const { error } = await example.run(jobs.map(body));
		expect(error).toBeUndefined();
		const closed = kit.sonar.entities('Ticket').filter(({ status }) => status === 'CLOSED');
		return closed.map(({ id }) => id);
	};

	it('closes the pending tickets of the account whose last job is done', async () => {
		addJob('1', true);
		addJob('2', true);
		addJob('3', false, 'Account', '2');
		addJob('4', false, 'NetworkSite');
		expect(await run(2)).toEqual(['71', '72']);
		expect(kit.asked('updateTicket').map(({ input }) => input)).toEqual([
			{ status: 'CLOSED' },
			{ status: 'CLOSED' },
		]);
	});

	it('closes those of a network site', async () => {
		addJob('1', true, 'NetworkSite');
		expect(await run(1)).toEqual(['75']);
	});

	it.each([
		['another job of the account is open', true, 'Account', false],
		['the job is not done', false, 'Account', true],
		['the job is of something else', true, 'InventoryItem', true],
	])('closes nothing if %s', async (_, isDone, type, isOtherDone) => {
		addJob('1', isDone, type);
		addJob('2', isOtherDone, type);
		expect(await run(1)).toEqual([]);
	});
});
