import type { INodeParameters } from 'n8n-workflow';

import type { RawAnswer } from '../../sonar';
import { afterwards, answerWith, data, refusal, reshaped, status } from '../../sonar/answers';
import { textFile } from '../files';
import { byId } from '../kit';
import type { NodeRun } from '../nodeRun';
import { useKitWithNewSonars } from '../useKit';

const kit = useKitWithNewSonars();
beforeEach(() => void kit.sonar.addEntity('Account', { id: '1', name: 'Ada' }));

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
const toAda = { relatedTo: 'Account', relatedId: byId('1') };
const withFiles = async (...names: string[]) =>
	await kit.item(Object.fromEntries(names.map((name, index) => [`f${index}`, textFile(name)])));
const answers = (...list: Array<'as usual' | RawAnswer>) =>
	answerWith(kit.sonar, '/api/graphql', ...list);
/** Carries the mutation out, but answers nothing about it. */
const lost = reshaped(() => ({ data: { f0: null } }));

describe('A ticket, if Sonar’s answer lacks fields', () => {
	it.each([
		['is related to nothing', {}, null, null],
		['is related to an account', toAda, 'Account', '1'],
	])('comes out with the values sent, if it %s', async (_, related, type, id) => {
		answers('as usual', lost, 'as usual', status(403));
		const { items, error } = await create(related, { input: [await withFiles('a.txt')] });
		expect(error).toBeUndefined();
		expect(items[0]!.json).toEqual({
			ticket_id: '1',
			url: `${kit.sonar.url}/app#/tickets/show/1`,
			subject: 'No internet',
			status: 'OPEN',
			priority: 'MEDIUM',
			ticketable_type: type,
			ticketable_id: id,
			created_at: null,
			file_ids: kit.sonar.files.map((file) => file.id),
		});
	});

	it.each([
		['holds another one', { id: '9', subject: 'Other', status: 'CLOSED' }],
		['holds none', undefined],
	])('is not matched with an answer that %s', async (_, other) => {
		answers('as usual', lost, 'as usual', data({ entities: other ? [other] : [] }));
		const { items } = await create({}, { input: [await withFiles('a.txt')] });
		expect(items[0]!.json).toMatchObject({
			ticket_id: '1',
			subject: 'No internet',
			status: 'OPEN',
		});
	});

	it('is looked up by its ID', async () => {
		kit.sonar.addEntity('Ticket', { id: '7', subject: 'Other' });
		answers('as usual', lost);
		const { items } = await create({}, { input: [await withFiles('a.txt')] });
		expect(kit.asked('tickets')).toEqual([{ id: '8' }]);
		expect(items[0]!.json.ticket_id).toBe('8');
	});

	it('turns numbers into text, and leaves null as it is', async () => {
		answers(
			'as usual',
			reshaped(({ data: { f0 } }: { data: { f0: object } }) => ({
				data: { f0: { ...f0, ticketable_id: 1, subject: null, status: null, priority: null } },
			})),
		);
		const { items } = await create(toAda);
		expect(items[0]!.json).toMatchObject({
			ticketable_type: 'Account',
			ticketable_id: '1',
			subject: '',
			status: '',
			priority: '',
		});
	});
});

describe('The outcome of a ticket stays unknown', () => {
	const other = (id: string, type = 'Ticket') => ({ type, id });
	it.each([
		['to two tickets', [other('7'), other('8')]],
		['to a ticket and a reply of one id', [other('7'), other('7', 'TicketReply')]],
		['to a ticket and to nothing', [other('7')]],
	])('if its files are linked %s', async (_, links) => {
		for (const id of ['7', '8']) kit.sonar.addEntity('Ticket', { id });
		kit.sonar.addEntity('TicketReply', { id: '7', ticket_id: '8' });
		answers('as usual', (...call) => {
			const [...ids] = kit.sonar.files.map(({ id }) => id);
			for (const [index, entity] of links.entries()) kit.sonar.link(ids[index]!, entity);
			return status(502)(...call);
		});
		const { error } = await create({}, { input: [await withFiles('a.txt', 'b.txt')] });
		expect(error?.message).toContain('Whether Sonar created the ticket is unknown');
		expect(error?.message).not.toContain('linked to Ticket');
	});

	it('if Sonar says of a file to what type it is linked, but not to which entity', async () => {
		const halfLinked = reshaped((body: { data: { f0: { entities: object[] } } }) => {
			for (const file of body.data.f0.entities) Object.assign(file, { fileable_id: null });
			return body;
		});
		answers('as usual', lost, ...Array<RawAnswer>(6).fill(halfLinked));
		const { error } = await create({}, { input: [await withFiles('a.txt')] });
		expect(error?.message).toContain('Whether Sonar created the ticket is unknown');
	});
});

describe('With On Error: Stop', () => {
	const oneByOne = { options: { entitiesPerRequest: 1, parallelRequests: 1 } };
	const two = [{ json: { subject: 'First' } }, { json: { subject: 'x'.repeat(60) } }];

	it('the error names the tickets that were created', async () => {
		answers('as usual', 'as usual', refusal('No.'));
		const { error } = await create(oneByOne, { input: two });
		expect(error?.message).toBe('Sonar answered: No. [item 1]. Already created: ticket 1');
	});

	it('the context of the error describes the tickets that may exist', async () => {
		answers(
			'as usual',
			'as usual',
			afterwards(() => status(502)),
		);
		const { error } = await create(oneByOne, { input: two });
		expect((error as unknown as { context: object }).context).toMatchObject({
			effects: [
				{ verb: 'created', what: 'ticket 1', sure: true },
				{ verb: 'created', what: `ticket "${'x'.repeat(50)}"`, sure: false },
			],
		});
	});
});
