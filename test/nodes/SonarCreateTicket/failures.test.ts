import type { INodeParameters } from 'n8n-workflow';

import { REMEDIES } from '../../../nodes/shared/n8n/remedies';
import { answerWith, json, reshaped, resetAfterBody, status } from '../../sonar/answers';
import { textFile } from '../files';
import { byId } from '../kit';
import type { NodeRun } from '../nodeRun';
import { useKitWithNewSonars } from '../useKit';

const kit = useKitWithNewSonars();

const create = async (parameters: INodeParameters = {}, run: Omit<NodeRun, 'type'> = {}) =>
	await kit.run({
		type: 'sonarCreateTicket',
		parameters: {
			subject: '={{ $json.subject ?? "No internet" }}',
			description: 'Since noon.',
			relatedTo: 'none',
			binaryPropertyName: '*',
			...parameters,
		},
		...run,
	});
const useErrorOutput = { onError: 'continueErrorOutput' } as const;
const item = async (json: object = {}, ...names: string[]) =>
	await kit.item(
		Object.fromEntries(names.map((name, index) => [`f${index}`, textFile(name)])),
		json as never,
	);
const tickets = () => kit.sonar.entities('Ticket').map(({ subject }) => subject);
const unlinked = () =>
	kit.sonar.files.filter(({ fileable_id: id }) => id === null).map(({ id }) => id);

describe('An attachment that Sonar refuses', () => {
	it('fails its item, is named, and keeps the ticket from being created', async () => {
		const input = [
			await item({ subject: 'First' }, 'a.txt', 'virus.exe'),
			await item({ subject: 'Second' }, 'b.txt'),
		];
		const { items, failed } = await create({}, { input, ...useErrorOutput });
		expect(items.map(({ json }) => json.subject)).toEqual(['Second']);
		const [stored] = unlinked();
		expect(failed[0]!.json).toMatchObject({
			error: `Sonar refused virus.exe: The file type is not allowed. [item 0]. Already stored: ${stored} (a.txt)`,
			file_ids: [stored],
		});
		expect(tickets()).toEqual(['Second']);
	});

	it('creates no ticket at all with On Error: Stop, and names every stored file', async () => {
		const input = [await item({}, 'a.txt'), await item({}, 'virus.exe')];
		const { error } = await create({}, { input });
		expect(error?.message).toContain('Sonar refused virus.exe: The file type is not allowed.');
		expect(error?.message).toMatch(/\[item 1\]\. Already stored: \d+ \(a\.txt\)$/);
		expect(tickets()).toEqual([]);
	});
});

describe('An attachment of unknown outcome', () => {
	it('fails its item as unknown, and is not uploaded again', async () => {
		answerWith(kit.sonar, '/api/files', status(502));
		const input = [await item({}, 'a.txt')];
		const { items } = await create(
			{},
			{ input, retryOnFail: true, onError: 'continueRegularOutput' },
		);
		expect(items[0]!.json.error).toMatch(
			/^The attachment a\.txt: .* Whether Sonar stored the files is unknown: .* \[item 0\]$/,
		);
		expect(items[0]!.json).not.toHaveProperty('file_ids');
		expect(tickets()).toEqual([]);
		expect(kit.calls.filter((call) => call === 'POST /api/files')).toHaveLength(1);
	});
});

describe('A ticket that Sonar refuses', () => {
	it('fails its item, with the files that are stored for it', async () => {
		const input = [
			await item({ subject: 'Bad', user: '99' }, 'a.txt', 'b.txt'),
			await item({ subject: 'Good', user: '' }, 'c.txt'),
		];
		const { items, failed } = await create(
			{ additionalFields: { userId: byId('={{ $json.user }}') } },
			{ input, ...useErrorOutput },
		);
		expect(items.map(({ json }) => json.subject)).toEqual(['Good']);
		expect(failed[0]!.json.error).toContain('Sonar answered: The selected user id is invalid.');
		expect(failed[0]!.json.file_ids).toEqual(unlinked());
		expect(unlinked()).toHaveLength(2);
		expect(kit.calls).toEqual(['query', 'POST /api/files', 'mutation']);
	});

	it.each(['The subject has already been taken.', 'Value "X" is not in the enum.'])(
		'gets no advice about links and entity types after %j',
		async (message) => {
			const refused = json({ data: { f0: null }, errors: [{ message, path: ['f0'] }] });
			answerWith(kit.sonar, '/api/graphql', 'as usual', refused);
			const { error } = await create();
			expect(error).toMatchObject({
				message: `Sonar answered: ${message} [item 0]`,
				description: REMEDIES.invalid,
			});
		},
	);

	it('leaves files that another node can attach', async () => {
		const { failed } = await create(
			{ additionalFields: { userId: byId('99') } },
			{ input: [await item({}, 'a.txt')], ...useErrorOutput },
		);
		const { items } = await create(
			{ binaryPropertyName: '', additionalFields: { fileIds: '={{ $json.file_ids }}' } },
			{ input: [{ json: failed[0]!.json }] },
		);
		expect(items[0]!.json.file_ids).toEqual(failed[0]!.json.file_ids);
		expect(unlinked()).toEqual([]);
	});

	it('does not fail the others in a request that is refused as a whole', async () => {
		// An enum of another instance: the whole document is refused.
		const input = [await item(), await item({ subject: 'Other' })];
		answerWith(kit.sonar, '/api/graphql', 'as usual', status(400, '{"message":"Bad."}'));
		const { items } = await create({}, { input, ...useErrorOutput });
		expect(items.map(({ json }) => json.subject)).toEqual(['No internet', 'Other']);
		expect(kit.calls.filter((call) => call === 'mutation')).toHaveLength(2);
	});
});

describe('Whatever needs no file', () => {
	it.each<[string, INodeParameters, string]>([
		['no subject', { subject: '={{ "" }}' }, 'Subject is empty'],
		['a subject that is false', { subject: '={{ false }}' }, 'Subject must be text, not false'],
		[
			'a description that is an object',
			{ description: '={{ {} }}' },
			'must be text, not an object',
		],
		['a description that is a list', { description: '={{ ["a"] }}' }, 'must be text, not a list'],
		['a description of blanks', { description: ' \n ' }, 'Description is empty'],
		[
			'a description that is too long',
			{ description: '={{ "é".repeat(100001) }}' },
			'Description has more than 100,000 characters',
		],
		[
			'a subject that is too long',
			{ subject: '={{ "x".repeat(100001) }}' },
			'Subject has more than',
		],
		['no date', { additionalFields: { dueDate: 'soon' } }, 'Due Date must be a date, not "soon"'],
		['no status', { status: '={{ "NEW" }}' }, 'Status must be one of'],
		[
			'a custom field that is not there',
			field('99', 'x'),
			'no custom field of tickets with the ID 99',
		],
		['a mailbox that is not there', mailbox('99'), 'no inbound mailbox with the ID 99'],
		[
			'a file that is not there',
			{ additionalFields: { fileIds: '99' } },
			'Sonar has no file with the ID 99',
		],
		['an address that nobody has', byEmail('eve@example.com'), 'No account in Sonar has a contact'],
	])('is checked before anything is stored: %s', async (_, parameters, message) => {
		const { error } = await create(parameters, { input: [await item({}, 'a.txt')] });
		expect(error?.message).toContain(message);
		expect(error?.description).toBeTruthy();
		expect(kit.sonar.files).toEqual([]);
		expect(tickets()).toEqual([]);
	});

	it('fails only its own item', async () => {
		kit.sonar.addEntity('CustomField', {
			id: '1',
			name: 'Since',
			details: { field_type: 'DATE' },
		});
		const input = [
			await item({ subject: 'Bad', value: 'x' }, 'a.txt'),
			await item({ subject: 'Good', value: '2026-01-31' }, 'b.txt'),
		];
		const { items, failed } = await create(field('1', '={{ $json.value }}'), {
			input,
			...useErrorOutput,
		});
		expect(items.map(({ json }) => json.subject)).toEqual(['Good']);
		expect(failed[0]!.json.error).toContain(
			'The custom field Since (#1) is not a date such as 2026-01-31: x',
		);
		expect(failed[0]!.json).not.toHaveProperty('file_ids');
		expect(kit.sonar.files.map(({ filename }) => filename)).toEqual(['b.txt']);
	});
});

describe('A file that was uploaded before', () => {
	it.each(['one', 'two'])('is attached once if %s of two items names it', async (count) => {
		const id = await kit.sonar.addFile({ filename: 'a.txt', content: 'a' });
		const ids = count === 'two' ? [id, id] : [id, ''];
		const { items, failed } = await create(
			{ additionalFields: { fileIds: '={{ $json.id }}' } },
			{ input: ids.map((one) => ({ json: { id: one } })), ...useErrorOutput },
		);
		expect(items[0]!.json.file_ids).toEqual([id]);
		expect(failed.map(({ json: { error } }) => error)).toEqual(
			count === 'two' ? [expect.stringContaining('cannot be attached twice')] : [],
		);
	});

	it('fails its item if it is linked already, and is not mistaken for a created ticket', async () => {
		const id = await kit.sonar.addFile({ filename: 'a.txt', content: 'a' });
		kit.sonar.addEntity('Ticket', { id: '7', subject: 'Other' });
		kit.sonar.link(id, { type: 'Ticket', id: '7' });
		const { error } = await create({ additionalFields: { fileIds: id } });
		expect(error?.message).toContain(`The file ${id} cannot be attached. It is linked to Ticket 7`);
		expect(kit.calls).toEqual(['query', 'query']);
	});
});

describe('A ticket of unknown outcome', () => {
	const lost = (times: number) =>
		answerWith(
			kit.sonar,
			'/api/graphql',
			'as usual',
			...Array.from({ length: times }, () => reshaped(() => ({ data: { f0: null, f1: null } }))),
		);

	it('is found by its files', async () => {
		lost(1);
		const input = [
			await item({ subject: 'First' }, 'a.txt', 'b.txt'),
			await item({ subject: 'Second' }, 'c.txt'),
		];
		const { items, error } = await create({}, { input });
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => [json.ticket_id, json.subject])).toEqual([
			['1', 'First'],
			['2', 'Second'],
		]);
		expect(items[0]!.json.created_at).toMatch(/^2025/);
		expect(kit.calls).toEqual(['query', 'POST /api/files', 'mutation', 'query', 'query']);
	});

	it('stays unknown without files, and is not created again', async () => {
		answerWith(kit.sonar, '/api/graphql', 'as usual', resetAfterBody);
		const { error } = await create({}, { retryOnFail: true });
		expect(error?.message).toBe(
			'The connection to Sonar broke. Whether Sonar created the ticket is unknown: do not create the ticket again, but look in Sonar first (Sonar List Files, No Entity Yet, shows files that are linked to nothing) [item 0]',
		);
		expect(kit.calls).toHaveLength(2);
	});

	it('tells what else its files are linked to', async () => {
		kit.sonar.addEntity('Ticket', { id: '7' });
		kit.sonar.addEntity('TicketReply', { id: '49', ticket_id: '7' });
		answerWith(kit.sonar, '/api/graphql', 'as usual', (...call) => {
			kit.sonar.link(unlinked()[0]!, { type: 'TicketReply', id: '49' });
			return status(502)(...call);
		});
		const { error } = await create({}, { input: [await item({}, 'a.txt')] });
		expect(error?.message).toContain(
			'The files are linked to TicketReply 49. Whether Sonar created',
		);
	});
});

describe('Retry On Fail', () => {
	it('creates no second ticket, and uploads no file twice', async () => {
		const input = [
			await item({ subject: 'First' }, 'a.txt'),
			await item({ subject: 'Second' }, 'b.txt'),
		];
		// The second of two mutations is refused once.
		answerWith(kit.sonar, '/api/graphql', 'as usual', 'as usual', status(401));
		const { items, error } = await create(
			{ options: { entitiesPerRequest: 1, parallelRequests: 1 } },
			{ input, retryOnFail: true },
		);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.subject)).toEqual(['First', 'Second']);
		expect(tickets()).toEqual(['First', 'Second']);
		expect(kit.sonar.files).toHaveLength(2);
		expect(kit.calls.filter((call) => call === 'POST /api/files')).toHaveLength(1);
	});

	it('still names the files of a ticket of unknown outcome', async () => {
		answerWith(
			kit.sonar,
			'/api/graphql',
			'as usual',
			...Array.from({ length: 20 }, () => status(502)),
		);
		const { items } = await create(
			{},
			{ input: [await item({}, 'a.txt')], retryOnFail: true, onError: 'continueRegularOutput' },
		);
		expect(items[0]!.json.error).toContain('Whether Sonar created the ticket is unknown');
		expect(items[0]!.json.file_ids).toEqual(unlinked());
		expect(tickets()).toEqual([]);
	});
});

function field(id: string, value: string): INodeParameters {
	return { additionalFields: { customFields: { field: [{ id, value }] } } };
}

function mailbox(id: string): INodeParameters {
	return { ticketType: 'public', inboundMailboxId: byId(id) };
}

function byEmail(value: string): INodeParameters {
	return { relatedTo: 'Account', relatedId: { __rl: true, mode: 'email', value } };
}
