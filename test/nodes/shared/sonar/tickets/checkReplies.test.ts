import { SonarClient } from '../../../../../nodes/shared/sonar/http/SonarClient';
import {
	checkReplies,
	type ReplyInput,
} from '../../../../../nodes/shared/sonar/tickets/checkReplies';
import { page } from '../files/pages';
import { answerFields, rootFields, useQuietServer } from '../http/quietServer';

const quiet = useQuietServer();

interface Known {
	tickets?: object[];
	ticket_replies?: object[];
	contacts?: object[];
}

const ticket = { id: 7, ticketable_type: 'Account', ticketable_id: 4 };
const contact = (email_address: string, type: string, id: number) => ({
	id: 1,
	name: 'Ada',
	email_address,
	contactable_type: type,
	contactable_id: id,
});

async function check(known: Known, more: Partial<ReplyInput> = {}) {
	quiet.answerGraphql(({ query }) => {
		return answerFields(rootFields(query).map((list) => page(known[list as keyof Known] ?? [])));
	});
	const input: ReplyInput = {
		ticketId: '7',
		kind: 'incoming',
		body: 'Hello',
		authorEmail: 'ada@example.com',
		fileIds: [],
		attachments: [],
		entitiesPerRequest: 25,
		onlyKnownSenders: true,
		...more,
	};
	return (await checkReplies(new SonarClient(quiet.host()), [input], true)).get(input)!;
}

describe('The sender of a reply', () => {
	it.each<[string, Known]>([
		['wrote before', { ticket_replies: [{ id: 1, author_email: 'ADA@example.com' }] }],
		['wrote before as author', { ticket_replies: [{ id: 1, author: 'ada@example.com ' }] }],
		['is a contact of its account', { contacts: [contact('Ada@example.com', 'Account', 4)] }],
	])('is known on a ticket if the address %s', async (_, known) => {
		expect((await check({ tickets: [ticket], ...known })).status).toBe('done');
	});

	it.each<[string, Known]>([
		['author', { ticket_replies: [{ id: 1, author_email: 'ada@bücher.example' }] }],
		['contact', { contacts: [contact('ada@xn--bcher-kva.example', 'Account', 4)] }],
	])('is known in both spellings of the domain: %s', async (_, known) => {
		for (const authorEmail of ['ada@bücher.example', 'ada@xn--bcher-kva.example']) {
			const reply = await check({ tickets: [ticket], ...known }, { authorEmail });
			expect(reply.status).toBe('done');
		}
	});

	it.each<[string, Known]>([
		['nobody', {}],
		['one whose address contains it', { ticket_replies: [{ id: 1, author: 'xada@example.com' }] }],
		[
			'an author with another address',
			{ ticket_replies: [{ id: 1, author: 'ada@example.com', author_email: 'eve@example.com' }] },
		],
		['a contact of another account', { contacts: [contact('ada@example.com', 'Account', 5)] }],
		['a contact of something else', { contacts: [contact('ada@example.com', 'Vendor', 4)] }],
		['another contact', { contacts: [contact('eve@example.com', 'Account', 4)] }],
	])('is not known by the address of %s', async (_, known) => {
		expect(await check({ tickets: [ticket], ...known })).toMatchObject({
			error: {
				code: 'unknownSender',
				message:
					'ada@example.com has not written on ticket 7 before, and is no contact of Account 4',
			},
		});
	});

	it('is no contact of a ticket without an account or network site', async () => {
		const known = {
			tickets: [{ id: 7, ticketable_type: null }],
			contacts: [contact('ada@example.com', 'Account', 4)],
		};
		expect(await check(known)).toMatchObject({
			error: { message: 'ada@example.com has not written on ticket 7 before' },
		});
	});

	it.each<[object[]]>([[[]], [[{ ...ticket, id: 8 }]]])(
		'is not known on a ticket that is not there: %j',
		async (tickets) => {
			expect(await check({ tickets })).toMatchObject({
				error: { code: 'missing', message: 'Sonar has no ticket with the ID 7' },
			});
		},
	);

	it.each<[Known, string]>([
		[{ tickets: [{ ...ticket, id: null }] }, 'without the ID of a ticket'],
		[{ tickets: [{ ...ticket, ticketable_id: null }] }, 'without what a ticket is related to'],
		[{ tickets: [ticket], ticket_replies: [{}] }, 'without the ID of a reply'],
	])('is unknown if Sonar answers %j', async (known, words) => {
		expect(await check(known)).toMatchObject({
			error: { code: 'incomplete', message: `Sonar answered ${words}` },
		});
	});

	it.each([{ onlyKnownSenders: false }, { authorEmail: undefined }])(
		'is not asked for with %j',
		async (more) => {
			expect((await check({}, more)).status).toBe('done');
			expect(quiet.calls).toBe(0);
		},
	);
});
