import { SonarClient } from '../../../../../nodes/shared/sonar/http/SonarClient';
import {
	checkTickets,
	type TicketInput,
} from '../../../../../nodes/shared/sonar/tickets/checkTickets';
import { page } from '../files/pages';
import { answerFields, rootFields, useQuietServer } from '../http/quietServer';

const quiet = useQuietServer();

const FORBIDDEN = 'You do not have permission.';
const region = { id: 3, name: 'Region', entity_type: 'Ticket', type: 'TEXT', required: false };

const input = (more: Partial<TicketInput> = {}): TicketInput => ({
	subject: 'No internet',
	description: 'Since noon.',
	status: 'OPEN',
	priority: 'LOW',
	ticketCategoryIds: [],
	customFields: [],
	fileIds: [],
	attachments: [],
	entitiesPerRequest: 25,
	...more,
});

/** Checks inputs against a Sonar with these lists. Text instead of a list is an error. */
async function check(known: Record<string, object[] | string>, ...inputs: TicketInput[]) {
	const asked: string[] = [];
	quiet.answerGraphql(({ query }) => {
		const lists = rootFields(query);
		asked.push(...lists);
		const answers = lists.map((list) => known[list] ?? []);
		return {
			...answerFields(answers.map((one) => (typeof one === 'string' ? null : page(one)))),
			errors: answers.flatMap((one, index) =>
				typeof one === 'string' ? [{ message: one, path: [`f${index}`] }] : [],
			),
		};
	});
	const outcomes = await checkTickets(new SonarClient(quiet.host()), inputs, false);
	return { asked, outcomes: inputs.map((one) => outcomes.get(one)!) };
}

describe('The check of a ticket', () => {
	it('covers custom fields, and no mailbox if the ticket is internal', async () => {
		const { asked, outcomes } = await check(
			{ custom_fields: [region] },
			input({ customFields: [{ id: '3', text: 'North' }] }),
			input(),
		);
		expect(asked).toEqual(['custom_fields']);
		expect(outcomes).toMatchObject([
			{ value: { customFieldData: [{ custom_field_id: '3', value: 'North' }], freeFiles: [] } },
			{ value: { customFieldData: [], relatedTo: undefined } },
		]);
	});

	it('looks up each mailbox once, and again if it is unknown', async () => {
		const public_ = (inboundMailboxId: string) => input({ inboundMailboxId });
		const { asked, outcomes } = await check(
			{ inbound_mailboxes: [{ id: 1 }] },
			public_('1'),
			public_('2'),
			public_('1'),
		);
		const again = ['custom_fields', 'inbound_mailboxes'];
		expect(asked).toEqual([...again, 'inbound_mailboxes', ...again, ...again, ...again]);
		expect(outcomes).toMatchObject([
			{ status: 'done' },
			{ error: { code: 'missing', message: 'Sonar has no inbound mailbox with the ID 2' } },
			{ status: 'done' },
		]);
	});

	it('passes a mailbox that the token may not read', async () => {
		const { outcomes } = await check(
			{ inbound_mailboxes: FORBIDDEN },
			input({ inboundMailboxId: '1' }),
		);
		expect(outcomes[0]!.status).toBe('done');
	});

	it.each([
		[{ inbound_mailboxes: [{ id: null }] }, 'without the ID of an inbound mailbox'],
		[{ custom_fields: [{ ...region, id: null }] }, 'without the ID of a custom field'],
	])('fails if Sonar answers with %j', async (known, words) => {
		const lists = { inbound_mailboxes: [{ id: 1 }], ...known };
		const { outcomes } = await check(lists, input({ inboundMailboxId: '1' }));
		expect(outcomes).toMatchObject([{ error: { message: `Sonar answered ${words}` } }]);
	});

	it('needs no custom fields that the token may not read, unless one is given', async () => {
		const { outcomes } = await check(
			{ custom_fields: FORBIDDEN },
			input(),
			input({ customFields: [{ id: '3', text: 'North' }] }),
		);
		expect(outcomes).toMatchObject([
			{ value: { customFieldData: [] } },
			{ error: { code: 'permission' } },
		]);
	});
});
