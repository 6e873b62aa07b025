import type { INodeParameters } from 'n8n-workflow';

import type { RawAnswer } from '../../sonar';
import { answerWith, data, refusal, refusalOf } from '../../sonar/answers';
import { byId } from '../kit';
import type { NodeRun } from '../nodeRun';
import { useKitWithNewSonars } from '../useKit';

const kit = useKitWithNewSonars();
beforeEach(() => void kit.sonar.addEntity('InboundMailbox', { id: '2' }));

const create = async (parameters: INodeParameters = {}, run: Omit<NodeRun, 'type'> = {}) =>
	await kit.run({
		type: 'sonarCreateTicket',
		parameters: {
			relatedTo: 'none',
			subject: 'No internet',
			description: 'Since noon.',
			...parameters,
		},
		...run,
	});
const inMailbox = { ticketType: 'public', inboundMailboxId: byId('2') };
const tickets = () => kit.sonar.entities('Ticket');
const answers = (...list: RawAnswer[]) => answerWith(kit.sonar, '/api/graphql', ...list);

describe('A mailbox', () => {
	it.each([
		['may not be listed', refusalOf(1, 'You do not have permission.')],
		['is listed beside others', data({ entities: [] }, { entities: [{ id: '1' }, { id: '2' }] })],
	])('accepts a ticket if it %s', async (_, answer) => {
		answers(answer);
		const { items, error } = await create(inMailbox);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
	});

	it.each([
		['is another', { id: '1' }, 'Sonar has no inbound mailbox with the ID 2'],
		['has no ID', { id: null }, 'Sonar answered without the ID of an inbound mailbox'],
	])('accepts none if the mailbox in the answer %s', async (_, row, message) => {
		const page_info = { total_pages: 1 };
		const answer = data({ entities: [], page_info }, { entities: [row], page_info });
		answers(answer, answer, answer, answer);
		const { error } = await create(inMailbox);
		expect(error?.message).toContain(message);
		expect(tickets()).toEqual([]);
	});

	it('accepts none if Sonar fails to look it up', async () => {
		const message = 'Internal server error';
		// The mailbox is then looked up on its own.
		answers(refusalOf(1, message), ...Array<RawAnswer>(5).fill(refusal(message)));
		const { error } = await create(inMailbox);
		expect(error?.message).toContain(message);
		expect(tickets()).toEqual([]);
	});

	it('is looked up by its ID', async () => {
		kit.sonar.addEntity('InboundMailbox', { id: '3' });
		await create(inMailbox);
		expect(kit.asked('inbound_mailboxes')).toMatchObject([{ id: '2' }]);
	});
});

describe('Custom fields that Sonar does not list', () => {
	const field = { additionalFields: { customFields: { field: [{ id: '1', value: 'x' }] } } };
	const forbidden = refusal('You do not have permission.');

	it('do not fail a ticket without custom fields', async () => {
		answers(forbidden);
		const { items, error } = await create();
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
	});

	it('fail a ticket with custom fields', async () => {
		answers(forbidden);
		const { error } = await create(field);
		expect(error?.message).toContain('You do not have permission.');
		expect(tickets()).toEqual([]);
	});

	it('fail any ticket if a retry may list them', async () => {
		answers(...Array<RawAnswer>(6).fill(refusal('Internal server error')));
		const { error } = await create();
		expect(error?.message).toContain('Internal server error');
		expect(tickets()).toEqual([]);
	});

	it('are named if one has no ID', async () => {
		answers(data({ entities: [{ id: null }] }));
		const { error } = await create();
		expect(error?.message).toContain('Sonar answered without the ID of a custom field');
	});
});

describe('Files that were uploaded before', () => {
	it('are checked one by one, and the error says what to do', async () => {
		const [free, taken] = await Promise.all(
			['a', 'b'].map(async (filename) => await kit.sonar.addFile({ filename, content: 'x' })),
		);
		kit.sonar.addEntity('Ticket', { id: '7' });
		kit.sonar.link(taken!, { type: 'Ticket', id: '7' });
		const ids = { additionalFields: { fileIds: `${free},${taken}` } };
		const { error } = await create(ids);
		expect(error?.message).toContain(`The file ${taken} cannot be attached`);
		expect(error?.description).toContain('upload it again');
		expect(tickets()).toHaveLength(1);
	});

	it('are named as stored if the ticket is refused', async () => {
		const id = await kit.sonar.addFile({ filename: 'a.txt', content: 'x' });
		const { error, failed } = await create(
			{ additionalFields: { fileIds: id, userId: byId('99') } },
			{ onError: 'continueErrorOutput' },
		);
		expect(error).toBeUndefined();
		expect(failed[0]!.json).toMatchObject({
			error: expect.stringContaining(`Already stored: ${id} (a.txt)`) as string,
			file_ids: [id],
		});
	});
});
