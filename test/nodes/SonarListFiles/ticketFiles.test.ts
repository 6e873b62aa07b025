import type { INodeParameters } from 'n8n-workflow';

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
	sonar.addEntity('TicketReply', { id: '50', ticket_id: '7' });
	sonar.addEntity('TicketComment', { id: '49', ticket_id: '7' });
	sonar.addEntity('Ticket', { id: '8' });
	sonar.addEntity('Account', { id: '7' });
	await add('TicketReply', '49', 'first.pdf');
	await add('Ticket', '7', 'second.txt');
	await add('TicketComment', '49', 'third.pdf');
	await add('TicketReply', '50', 'fourth.txt');
	await add('Account', '7', 'other.pdf');
});

const list = async (parameters: INodeParameters, run: Omit<NodeRun, 'type'> = {}) =>
	await kit.run({
		type: 'sonarListFiles',
		parameters: { fileableType: 'Ticket', fileableId: byId('7'), ...parameters },
		...run,
	});
const namesOf = ({ items }: Pick<Awaited<ReturnType<typeof list>>, 'items'>) =>
	items.map(({ json: { filename } }) => filename);

describe('List Files of a ticket', () => {
	it('reaches replies and comments with one query, newest first, and names each owner', async () => {
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

	it('leaves them out if that is turned off, and for other types', async () => {
		expect(namesOf(await list({ includeReplies: false }))).toEqual(['second.txt']);
		expect(namesOf(await list({ fileableType: 'Account', includeReplies: true }))).toEqual([
			'other.pdf',
		]);
		expect(kit.asked('files')).toHaveLength(2);
		expect(kit.asked('tickets')).toEqual([]);
	});

	it('limits and sorts all of them together', async () => {
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

	it('filters every list', async () => {
		expect(namesOf(await list({ filters: { mimeType: 'pdf' } }))).toEqual([
			'third.pdf',
			'first.pdf',
		]);
		expect(namesOf(await list({ filters: { mimeType: 'pdf', filename: 'first' } }))).toEqual([
			'first.pdf',
		]);
	});

	it('outputs all fields without Simplify', async () => {
		const { items } = await list({ limit: 1, options: { simplify: false } });
		expect(items[0]!.json).toMatchObject({
			sonar_unique_id: expect.any(String) as string,
			_version: expect.any(String) as string,
			user_id: '1',
		});
	});

	it('fails only the item of a missing ticket', async () => {
		const input = ['7', '404'].map((ticket) => ({ json: { ticket } }));
		const { items } = await list(
			{ fileableId: byId('={{ $json.ticket }}'), limit: 1 },
			{ input, onError: 'continueRegularOutput' },
		);
		expect(items[0]!.json.filename).toBe('fourth.txt');
		expect(items[1]!.json.error).toBe('Sonar has no ticket with the ID 404 [item 1]');
		expect(items[1]!.error?.description).toBe(
			'Check the ID, and that the token’s user may read it in Sonar (READ_FILE, READ_TICKET). A private ticket group shows its tickets only to its members.',
		);
		expect(kit.fieldCounts).toEqual([2, 1, 1, 1]);
	});
});
