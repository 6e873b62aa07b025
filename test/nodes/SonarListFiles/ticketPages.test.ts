import type { INodeParameters } from 'n8n-workflow';

import type { LoggedRequest } from '../../sonar';
import { byId } from '../kit';
import type { NodeRun } from '../nodeRun';
import { useKit } from '../useKit';
import { adderTo } from './ticket';

const kit = useKit({ recordsPerPageLimit: 10 });
beforeAll(async () => {
	const add = adderTo(kit);
	const { sonar } = kit;
	sonar.addEntity('Ticket', { id: '7' });
	sonar.addEntity('TicketReply', { id: '49', ticket_id: '7' });
	for (const name of ['first', 'second', 'third', 'fourth']) await add('TicketReply', '49', name);
	sonar.addEntity('Ticket', { id: '8' });
	sonar.addEntity('Ticket', { id: '9' });
	for (let id = 100; id < 123; id += 1) {
		sonar.addEntity('TicketReply', { id: `${id}`, ticket_id: '9' });
		await add('TicketReply', `${id}`, `reply ${id}.txt`);
	}
	for (let index = 0; index < 11; index += 1) await add('Ticket', '9', `own ${index}.txt`);
	for (let index = 0; index < 12; index += 1) await add('TicketReply', '122', `more ${index}.txt`);
	sonar.addEntity('TicketComment', { id: '200', ticket_id: '9' });
	for (let index = 0; index < 21; index += 1) await add('TicketComment', '200', `c ${index}.txt`);
});

const list = async (parameters: INodeParameters, run: Omit<NodeRun, 'type'> = {}) =>
	await kit.run({
		type: 'sonarListFiles',
		parameters: { fileableType: 'Ticket', fileableId: byId('9'), returnAll: true, ...parameters },
		...run,
	});
/** The fields that a request asked for, and the owner of the files that each lists. */
const ownersIn = ({ fields }: LoggedRequest) =>
	fields!.map(({ name, args }) =>
		[name, args.fileable_type, args.fileable_id].filter(Boolean).map(String),
	);

describe('List Files of a ticket with several pages of everything', () => {
	it('reads every page of every list', async () => {
		const { items, error } = await list({ sort: { attribute: 'id', direction: 'ASC' } });
		expect(error).toBeUndefined();
		const all = kit.sonar.files.filter(
			({ fileable_type: type, fileable_id: id }) =>
				(type === 'Ticket' && id === '9') ||
				(type === 'TicketReply' && Number(id) >= 100) ||
				(type === 'TicketComment' && id === '200'),
		);
		expect(all).toHaveLength(67);
		expect(items.map(({ json: { id } }) => id)).toEqual(all.map(({ id }) => id));
		// Replies 3 pages, files of the last reply's 13: its second page comes in the fourth round.
		expect(kit.calls).toHaveLength(4);
		const comment = ['files', 'TicketComment', '200'];
		expect(kit.sonar.log.map(ownersIn)).toEqual([
			[['tickets']],
			expect.arrayContaining([['tickets'], comment]),
			expect.arrayContaining([['tickets'], comment]),
			[['files', 'TicketReply', '122']],
		]);
		const pages = (name: string) =>
			kit.sonar.log.map(({ lists }) =>
				lists!
					.filter((nested) => nested.name === name)
					.map(({ args }) => (args.paginator as { page: number }).page),
			);
		expect(pages('ticket_replies')).toEqual([[1], [2], [3], []]);
		expect(pages('ticket_comments')).toEqual([[1], [], [], []]);
		for (const { args } of kit.lists('ticket_replies')) {
			expect(args.sorter).toEqual([{ attribute: 'id', direction: 'ASC' }]);
		}
	});

	it('reads no further pages of a list than the limit needs, but all replies', async () => {
		const { items } = await list({ returnAll: false, limit: 5 });
		expect(items.map(({ json: { filename } }) => filename)).toEqual(
			[20, 19, 18, 17, 16].map((index) => `c ${index}.txt`),
		);
		expect(kit.calls).toHaveLength(3);
		expect(kit.fieldCounts).toEqual([1, 1, 1]);
		expect(kit.lists('files')).not.toEqual([]);
		for (const { args } of kit.lists('files')) {
			// One more than the limit shows whether there are more.
			const { records_per_page } = args.paginator as { records_per_page: number };
			expect(records_per_page).toBeLessThanOrEqual(6);
		}
	});

	it('shares requests with other entities, and keeps to Entities per Request', async () => {
		const input = ['7', '8', '9', '7'].map((ticket) => ({ json: { ticket } }));
		const { items } = await list(
			{
				fileableId: byId('={{ $json.ticket }}'),
				options: { entitiesPerRequest: 2, parallelRequests: 1 },
			},
			{ input },
		);
		const counts = [0, 1, 2, 3].map(
			(item) =>
				items.filter(({ pairedItem }) => (pairedItem as { item: number }).item === item).length,
		);
		expect(counts).toEqual([4, 0, 67, 4]);
		expect(Math.max(...kit.fieldCounts)).toBe(2);
	});
});
