import { SonarClient } from '../../../../../nodes/shared/sonar/http/SonarClient';
import type { TicketChanges } from '../../../../../nodes/shared/sonar/tickets/ticketChanges';
import {
	updateTickets,
	type CheckedUpdate,
} from '../../../../../nodes/shared/sonar/tickets/updateTickets';
import { page } from '../files/pages';
import { answerFields, useQuietServer } from '../http/quietServer';

const quiet = useQuietServer();

const update = (ticketId: string, changes: TicketChanges, more: Partial<CheckedUpdate> = {}) => ({
	ticketId,
	changes,
	fileIds: [],
	entitiesPerRequest: 25,
	...more,
});

interface Answers {
	updated: (id: string, input: object) => unknown;
	/** What lists show of a ticket, or undefined if it is not there. */
	listed?: (id: string) => object | undefined;
	/** The ticket that each file is linked to. */
	owner?: string;
}

/** The IDs and inputs of each mutation, and the queries. */
function serve({ updated, listed = () => undefined, owner }: Answers) {
	const mutations: unknown[][] = [];
	const queries: string[] = [];
	quiet.answerGraphql(({ query, variables }) => {
		const values = Object.values<unknown>(variables);
		if (query.startsWith('mutation')) {
			mutations.push(values);
			return answerFields(
				values.flatMap((id, index) =>
					typeof id === 'string' ? [updated(id, values[index + 1] as object)] : [],
				),
			);
		}
		queries.push(query);
		return answerFields(
			(values as string[]).map((id) =>
				query.includes('files(')
					? page([{ id, filename: 'a', fileable_type: 'Ticket', fileable_id: owner }])
					: page([listed(id)].filter((row) => row !== undefined)),
			),
		);
	});
	return { mutations, queries };
}

async function run(...updates: CheckedUpdate[]) {
	const pool = { parallelRequests: 2, stopOnFailure: false };
	const outcomes = await updateTickets(new SonarClient(quiet.host()), updates, pool);
	return updates.map((one) => outcomes.get(one)!);
}

describe('Updates of tickets', () => {
	it.each<[TicketChanges, object]>([
		[
			{ subject: 'S', description: 'D', status: 'CLOSED', priority: 'LOW', isSpam: false },
			{ subject: 'S', description: 'D', status: 'CLOSED', priority: 'LOW', is_spam: false },
		],
		[
			{
				dueDate: '2026-01-31',
				relatedTo: { type: 'Account', id: '1' },
				ticketGroupId: '2',
				userId: '3',
				parentTicketId: '4',
				inboundMailboxId: '5',
			},
			{
				due_date: '2026-01-31',
				ticketable_type: 'Account',
				ticketable_id: '1',
				ticket_group_id: '2',
				user_id: '3',
				parent_ticket_id: '4',
				inbound_mailbox_id: '5',
			},
		],
		[
			{
				dueDate: null,
				relatedTo: null,
				ticketGroupId: null,
				userId: null,
				parentTicketId: null,
				inboundMailboxId: null,
			},
			{
				unset_due_date: true,
				unset_ticketable_type: true,
				unset_ticketable_id: true,
				unset_ticket_group_id: true,
				unset_user_id: true,
				unset_parent_ticket_id: true,
				unset_inbound_mailbox_id: true,
			},
		],
		[
			{
				ticketCategoryIds: ['8'],
				customFieldData: [{ custom_field_id: '1', value: '0' }],
				unsetCustomFields: ['2'],
			},
			{
				ticket_category_ids: ['8'],
				custom_field_data: [{ custom_field_id: '1', value: '0' }],
				unset_custom_field_data: ['2'],
			},
		],
		[{}, {}],
	])('send %p as %p', async (changes, input) => {
		const { mutations } = serve({ updated: (id) => ({ id }) });
		await run(update('7', changes));
		expect(mutations).toEqual([['7', input]]);
	});

	it('tell whether the ticket is as it was asked to be', async () => {
		const lists = {
			ticket_categories: { entities: [{ id: '9' }, { id: '8' }] },
			custom_field_data: { entities: [{ custom_field_id: '1', value: 'x' }] },
		};
		serve({
			updated: (id) => ({
				id,
				subject: 'S ',
				description: 'a\r\nb',
				due_date: '2026-01-31T00:00:00+00:00',
				ticketable_type: id === '2' ? 'Account' : null,
				user_id: '4',
				...lists,
			}),
		});
		const outcomes = await run(
			update('1', {
				subject: 'S',
				description: 'a\nb',
				dueDate: '2026-01-31',
				relatedTo: null,
				userId: '4',
				ticketCategoryIds: ['8', '9'],
				customFieldData: [{ custom_field_id: '1', value: 'x' }],
				unsetCustomFields: ['2'],
			}),
			update('2', { relatedTo: null }),
			update('3', { userId: null }),
			update('4', { ticketCategoryIds: ['8'] }),
			update('5', { unsetCustomFields: ['1'] }),
			update('6', { dueDate: null }),
		);
		expect(outcomes.map((one) => one.status === 'done' && one.value.isAsAsked)).toEqual([
			true,
			...[false, false, false, false, false],
		]);
	});

	it('of one ticket are carried out in order, never side by side', async () => {
		const { mutations } = serve({ updated: (id) => ({ id }) });
		const long = { description: 'x'.repeat(90_000) };
		await run(
			...Array.from({ length: 7 }, () => update('7', long)),
			update('8', { status: 'OPEN' }),
			update('7', { status: 'CLOSED' }),
		);
		expect(mutations.map((one) => one.filter((value) => typeof value === 'string'))).toEqual([
			['7', '7', '7', '7', '7', '8'],
			['7', '7', '7'],
		]);
		expect(mutations[1]!.at(-1)).toEqual({ status: 'CLOSED' });
	});
});

describe('An update of unknown outcome', () => {
	it('is settled by its ticket and its files', async () => {
		const { mutations, queries } = serve({
			updated: () => null,
			listed: (id) => ({ id, status: 'CLOSED', user_id: '4' }),
			owner: '7',
		});
		const [files, others, values] = await run(
			update('7', { status: 'CLOSED' }, { fileIds: ['61'] }),
			update('8', { status: 'CLOSED' }, { fileIds: ['61'] }),
			update('9', { status: 'CLOSED', userId: null }),
		);
		expect(files).toMatchObject({
			status: 'done',
			value: { ticket: { ticket_id: '7', status: 'CLOSED', file_ids: ['61'] }, isAsAsked: true },
			effects: [{ verb: 'updated', what: 'ticket 7', sure: true }],
		});
		for (const unknown of [others, values]) {
			expect(unknown).toMatchObject({
				status: 'failed',
				error: { unknownOutcome: 'Whether Sonar updated the ticket is unknown' },
				effects: [{ verb: 'updated', sure: false }],
			});
		}
		expect(mutations).toHaveLength(1);
		// Four looks, the later ones for what is open.
		expect(queries).toHaveLength(8);
	});

	it('has failed if there is no such ticket', async () => {
		serve({ updated: () => null });
		const [outcome] = await run(update('7', { status: 'CLOSED' }));
		expect(outcome).toMatchObject({ status: 'failed', error: { code: 'missing' }, effects: [] });
	});

	it('is settled without the names that the token may not read', async () => {
		quiet.answerGraphql(({ query }) => {
			const row = { id: '7', status: 'CLOSED' };
			const isMutation = query.startsWith('mutation');
			if (!/ticket_group\s*{/.test(query)) return answerFields([page([row])]);
			return {
				data: { f0: isMutation ? row : page([row]) },
				errors: [
					{
						message: 'You are not authorized.',
						path: isMutation ? ['f0', 'ticket_group'] : ['f0', 'entities', 0, 'ticket_group'],
					},
				],
			};
		});
		const [outcome] = await run(update('7', { status: 'CLOSED' }));
		expect(outcome).toMatchObject({
			status: 'done',
			value: { ticket: { status: 'CLOSED', ticket_group_name: null } },
		});
	});
});
