import type { INodeParameters } from 'n8n-workflow';

import { byId } from '../kit';
import type { NodeRun } from '../nodeRun';
import { useKit } from '../useKit';

const kit = useKit({ recordsPerPageLimit: 25 }, { timezone: 'America/New_York' });
beforeAll(async () => {
	const { sonar } = kit;
	sonar.addEntity('Ticket', { id: '7', subject: 'No internet' });
	sonar.addEntity('TicketReply', { id: '49', ticket_id: '7' });
	sonar.addEntity('Account', { id: '1', name: 'First' });
	sonar.addEntity('Account', { id: '2', name: 'Many' });
	await sonar.addFile({
		id: '418',
		filename: 'Wireless Landlord form.pdf',
		content: 'x'.repeat(31337),
		mime_type: 'application/pdf',
		fileable_type: 'TicketReply',
		fileable_id: '49',
		user_id: '9007199254740993',
		created_at: '2026-01-31T14:00:00+00:00',
	});
	for (let index = 0; index < 60; index += 1) {
		await sonar.addFile({
			filename: `photo ${index}.jpg`,
			content: 'x',
			mime_type: 'image/jpeg',
			fileable_type: 'Account',
			fileable_id: '2',
			created_at: new Date(Date.UTC(2026, 5, 1, 0, 0, index)).toISOString(),
		});
	}
	await sonar.addFile({ filename: 'orphan.txt', content: 'o' });
});

const list = async (parameters: INodeParameters, run: Omit<NodeRun, 'type'> = {}) =>
	await kit.run({ type: 'sonarListFiles', parameters, ...run });
const all = { scope: 'all', returnAll: true };

describe('List Files', () => {
	it('lists the files of TicketReply 49 as Sonar’s article does', async () => {
		const { items, error } = await list({ fileableType: 'TicketReply', fileableId: byId('49') });
		expect(error).toBeUndefined();
		expect(items).toEqual([
			{
				json: {
					id: '418',
					filename: 'Wireless Landlord form.pdf',
					description: null,
					mime_type: 'application/pdf',
					file_size_in_bytes: '31337',
					fileable_type: 'TicketReply',
					fileable_id: '49',
					primary_image: false,
					created_at: expect.any(String) as string,
					updated_at: expect.any(String) as string,
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(kit.calls).toEqual(['query']);
	});

	it('outputs all fields without Simplify', async () => {
		const { items } = await list({
			fileableType: 'TicketReply',
			fileableId: byId('49'),
			options: { simplify: false },
		});
		expect(items[0]!.json).toMatchObject({ user_id: '9007199254740993' });
		expect(Object.keys(items[0]!.json)).toEqual(
			expect.arrayContaining(['sonar_unique_id', '_version', 'user_id']),
		);
	});

	it('obeys the page size of the server', async () => {
		const { items } = await list({
			fileableType: 'Account',
			fileableId: byId('2'),
			returnAll: true,
			sort: { attribute: 'id', direction: 'ASC' },
		});
		expect(items.map(({ json }) => json.filename)).toEqual(
			Array.from({ length: 60 }, (_, index) => `photo ${index}.jpg`),
		);
		expect(kit.calls).toHaveLength(3);
	});

	it('counts the limit for each item, and reads no more pages than it needs', async () => {
		const { items } = await list(
			{
				fileableType: 'Account',
				fileableId: byId('={{ $json.account }}'),
				limit: '={{ $json.limit }}',
			},
			{
				input: [
					{ json: { account: 2, limit: 30 } },
					{ json: { account: 2, limit: 3 } },
					{ json: { account: 1, limit: 5 } },
				],
			},
		);
		expect(items.map(({ pairedItem }) => (pairedItem as { item: number }).item)).toEqual([
			...Array.from({ length: 30 }, () => 0),
			1,
			1,
			1,
		]);
		expect(kit.calls).toHaveLength(2);
		expect(kit.fieldCounts[1]).toBe(1);
	});

	it('lists the newest first', async () => {
		const { items } = await list({ fileableType: 'Account', fileableId: byId('2'), limit: 2 });
		expect(items.map(({ json }) => json.filename)).toEqual(['photo 59.jpg', 'photo 58.jpg']);
	});

	it('lists the entities of many items in one request', async () => {
		const input = Array.from({ length: 50 }, (_, index) => ({ json: { to: (index % 2) + 1 } }));
		await list(
			{ fileableType: 'Account', fileableId: byId('={{ $json.to }}'), limit: 1 },
			{ input },
		);
		expect(kit.calls).toHaveLength(2);
	});

	it('lists files that are not linked yet', async () => {
		const { items } = await list({ scope: 'unlinked', returnAll: true });
		expect(items.map(({ json }) => json.filename)).toEqual(['orphan.txt']);
		expect(items[0]!.json).toMatchObject({ fileable_type: null, fileable_id: null });
	});

	it('outputs no item if there is no file', async () => {
		const { items, error } = await list({ fileableType: 'Account', fileableId: byId('1') });
		expect(error).toBeUndefined();
		expect(items).toEqual([]);
	});

	it.each<[INodeParameters, number]>([
		[{ filename: 'LANDLORD' }, 1],
		[{ filename: 'photo 1' }, 11],
		[{ filename: 'photo 1', mimeType: 'image/' }, 11],
		[{ filename: 'photo 1', mimeType: 'pdf' }, 0],
		[{ mimeType: 'pdf' }, 1],
		[{ uploadedByUserId: '9007199254740993' }, 1],
		[{ createdAfter: '2026-01-31T14:00:00Z', createdBefore: '2026-01-31T14:00:00Z' }, 1],
		// Without an offset: in the workflow's time zone, five hours behind.
		[{ createdAfter: '2026-01-31T09:00:00', createdBefore: '2026-01-31T09:00:00' }, 1],
		[{ createdAfter: '2026-01-31T09:00:01', createdBefore: '2026-02-01T09:00:00' }, 0],
		[{ createdAfter: "={{ DateTime.fromISO('2026-06-01T00:00:30Z') }}", filename: 'photo' }, 30],
		[{ createdAfter: '', createdBefore: '', filename: '', mimeType: '', uploadedByUserId: '' }, 62],
	])('filters by %p', async (filters, count) => {
		const { items, error } = await list({ ...all, filters });
		expect(error).toBeUndefined();
		expect(items).toHaveLength(count);
	});

	it.each<[INodeParameters, string]>([
		[{ filters: { createdAfter: 'soon' } }, 'Created After must be a date, not "soon"'],
		[
			{ filters: { uploadedByUserId: 'me' } },
			'Uploaded by User ID must be a number such as 61, not "me"',
		],
		[
			{ scope: 'entity', fileableType: 'Account', fileableId: byId('={{ "" }}') },
			'Entity is empty',
		],
	])('refuses %p', async (parameters, message) => {
		const { error } = await list({ ...all, ...parameters });
		expect(error?.message).toContain(message);
		expect(kit.calls).toEqual([]);
	});

	it.each(['id', 'list', 'url', 'email'])(
		'says why the field Entity may be empty, in the mode %s',
		async (mode) => {
			const fileableId = { __rl: true, mode, value: '' };
			const { error } = await list({ fileableType: '={{ "Account" }}', fileableId });
			expect(error?.message).toBe('Entity is empty [item 0]');
			expect(error?.description).toContain(
				'n8n’s editor empties this field when an expression in Entity Type gives another value',
			);
		},
	);

	it('fails only the item whose entity type Sonar does not know', async () => {
		const input = [{ json: { type: 'TicketReply' } }, { json: { type: 'Spaceship' } }];
		const { items } = await list(
			{ fileableType: '={{ $json.type }}', fileableId: byId('49') },
			{ input, onError: 'continueRegularOutput' },
		);
		expect(items[0]!.json.id).toBe('418');
		expect(items[1]!.json.error).toBe('Sonar has no entity type "Spaceship" [item 1]');
		expect(items[1]!.error?.description).toContain('entity type');
	});
});
