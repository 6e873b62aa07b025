import type { INodeParameters } from 'n8n-workflow';

import type { LoggedRequest } from '../../sonar';
import { byId, Kit, type NodeRun } from '../kit';

let kit: Kit;
let clockOfFiles = Date.UTC(2026, 5, 1);

/** A file a second later than the one before. */
async function add(type: string, id: string, filename: string): Promise<void> {
	clockOfFiles += 1000;
	await kit.sonar.addFile({
		filename,
		content: 'x'.repeat(filename.length),
		mime_type: filename.endsWith('pdf') ? 'application/pdf' : 'text/plain',
		fileable_type: type,
		fileable_id: id,
		created_at: new Date(clockOfFiles).toISOString(),
	});
}

beforeAll(async () => {
	kit = await Kit.start({ recordsPerPageLimit: 10 });
	const { sonar } = kit;
	sonar.addEntity('Ticket', { id: '7' });
	sonar.addEntity('TicketReply', { id: '49', ticket_id: '7' });
	sonar.addEntity('TicketReply', { id: '50', ticket_id: '7' });
	sonar.addEntity('TicketComment', { id: '49', ticket_id: '7' });
	sonar.addEntity('Ticket', { id: '8' });
	sonar.addEntity('Account', { id: '7' });
	await add('TicketReply', '49', 'first.pdf');
	await add('Ticket', '7', 'second.txt');
	await add('TicketComment', '49', 'third.pdf');
	await add('TicketReply', '50', 'fourth.txt');
	await add('Account', '7', 'other.pdf');

	// A ticket with more of everything than a page holds.
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
afterAll(async () => await kit.stop());
beforeEach(() => kit.sonar.clearLog());

const list = async (parameters: INodeParameters, run: Omit<NodeRun, 'type'> = {}) =>
	await kit.run({
		type: 'sonarListFiles',
		parameters: { fileableType: 'Ticket', fileableId: byId('7'), ...parameters },
		...run,
	});
const namesOf = ({ items }: Pick<Awaited<ReturnType<typeof list>>, 'items'>) =>
	items.map(({ json: { filename } }) => filename);
/** What a request asked for: each field, and whose files it lists. */
const ownersIn = ({ fields }: LoggedRequest) =>
	fields!.map(({ name, args }) =>
		[name, args.fileable_type, args.fileable_id].filter(Boolean).map(String),
	);
const big = { fileableId: byId('9'), returnAll: true };

describe('List Files of a ticket', () => {
	it('reaches its replies and comments with one query, newest first, and tells whose each is', async () => {
		const { items, error } = await list({});
		expect(error).toBeUndefined();
		expect(
			items.map(({ json: { filename, fileable_type: type, fileable_id: id } }) => [
				filename,
				type,
				id,
			]),
		).toEqual([
			['fourth.txt', 'TicketReply', '50'],
			['third.pdf', 'TicketComment', '49'],
			['second.txt', 'Ticket', '7'],
			['first.pdf', 'TicketReply', '49'],
		]);
		expect(Object.keys(items[0]!.json).join(' ')).toBe(
			'id filename description mime_type file_size_in_bytes fileable_type fileable_id primary_image created_at updated_at',
		);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(Array(4).fill({ item: 0 }));
		expect(kit.calls).toEqual(['query']);
	});

	it('leaves them out where that is switched off, and for other types', async () => {
		expect(namesOf(await list({ includeReplies: false }))).toEqual(['second.txt']);
		expect(namesOf(await list({ fileableType: 'Account', includeReplies: true }))).toEqual([
			'other.pdf',
		]);
		expect(kit.asked('files')).toHaveLength(2);
		expect(kit.asked('tickets')).toEqual([]);
	});

	it('limits and sorts the whole', async () => {
		const sort = { attribute: 'filename', direction: 'ASC' };
		expect(namesOf(await list({ sort, limit: 3 }))).toEqual([
			'first.pdf',
			'fourth.txt',
			'second.txt',
		]);
		expect(namesOf(await list({ limit: 1 }))).toEqual(['fourth.txt']);
		expect(
			namesOf(await list({ sort: { attribute: 'file_size_in_bytes', direction: 'DESC' } })),
		).toEqual(['second.txt', 'fourth.txt', 'first.pdf', 'third.pdf']);
		expect(kit.calls).toHaveLength(3);
	});

	it('sorts by a field that is not in the output', async () => {
		const { items } = await list({ sort: { attribute: 'user_id', direction: 'ASC' } });
		expect(namesOf({ items })).toEqual(['first.pdf', 'second.txt', 'third.pdf', 'fourth.txt']);
		expect(items[0]!.json).not.toHaveProperty('user_id');
	});

	it('filters in every list', async () => {
		expect(namesOf(await list({ filters: { mimeType: 'pdf' } }))).toEqual([
			'third.pdf',
			'first.pdf',
		]);
		expect(namesOf(await list({ filters: { mimeType: 'pdf', filename: 'first' } }))).toEqual([
			'first.pdf',
		]);
	});

	it('gives what developers use without Simplify', async () => {
		const { items } = await list({ limit: 1, options: { simplify: false } });
		expect(items[0]!.json).toMatchObject({
			sonar_unique_id: expect.any(String) as string,
			_version: expect.any(String) as string,
			user_id: '1',
		});
	});

	it('obeys the paging of every list in it', async () => {
		const { items, error } = await list({ ...big, sort: { attribute: 'id', direction: 'ASC' } });
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
		const { items } = await list({ ...big, returnAll: false, limit: 5 });
		expect(namesOf({ items })).toEqual([20, 19, 18, 17, 16].map((index) => `c ${index}.txt`));
		expect(kit.calls).toHaveLength(3);
		expect(kit.fieldCounts).toEqual([1, 1, 1]);
		expect(kit.lists('files')).not.toEqual([]);
		for (const { args } of kit.lists('files')) {
			// One more than the limit would tell whether there is more.
			const { records_per_page } = args.paginator as { records_per_page: number };
			expect(records_per_page).toBeLessThanOrEqual(6);
		}
	});

	it('shares requests with other entities, and keeps to Entities per Request', async () => {
		const input = ['7', '8', '9', '7'].map((ticket) => ({ json: { ticket } }));
		const { items } = await list(
			{
				fileableId: byId('={{ $json.ticket }}'),
				returnAll: true,
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

	it('says that there is no such ticket, for its item alone', async () => {
		const input = ['7', '404'].map((ticket) => ({ json: { ticket } }));
		const { items } = await list(
			{ fileableId: byId('={{ $json.ticket }}'), limit: 1 },
			{ input, onError: 'continueRegularOutput' },
		);
		expect(items[0]!.json.filename).toBe('fourth.txt');
		expect(items[1]!.json.error).toBe('Sonar has no ticket with the id 404 [item 1]');
		expect(items[1]!.error?.description).toBe(
			'Check the id, and that the token’s user may read tickets in Sonar (READ_TICKET).',
		);
		expect(kit.calls).toEqual(['query']);
	});
});
