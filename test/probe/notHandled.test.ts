import { GraphQLError } from 'graphql';

import { isGood } from '../../probe/report';
import type { Character } from '../sonar';
import { json, page } from '../sonar/respond';
import { ACCOUNT } from './books';
import { probe, rowOf, startFull } from './probing';

const description = 'A Sonar that the nodes cannot do with.';

const READ: Array<[string, Character, Record<string, string>]> = [
	[
		'searches that are ignored',
		{
			description,
			listArguments: (args) => ({ ...args, search: undefined }),
			options: { recordsPerPageLimit: 1000 },
			page: (plain, { asked }) => asked ?? { ...plain, records_per_page: 1000 },
		},
		{
			contains: 'not handled: It finds what does not have it, too',
			filters: 'not handled: larger ids is not right',
			ticketFilters: 'not handled: several statuses is not right',
		},
	],
	[
		'searches for what exists that find nothing',
		{
			description,
			listArguments: (args) =>
				args.search?.some(({ exists }) => exists) ? { ...args, id: '0' } : args,
		},
		{ filters: 'not handled: linked ones in ranges of ids is not right' },
	],
	[
		'searches for whole words only',
		{
			description,
			listArguments: ({ search, ...others }) => {
				const isPart = search?.some(({ string_fields: fields = [] }) =>
					fields.some(
						({ search_value: value }) => !/^(Lease|Contract|Wobbling|Rooftop)$/i.test(value),
					),
				);
				return isPart ? { ...others, id: '0' } : { ...others, search };
			},
		},
		{ contains: 'not handled: Only whole words are found' },
	],
	[
		'lists that ignore the id',
		{ description, listArguments: (args) => ({ ...args, id: undefined }) },
		{
			wrongId: 'not handled: 25 rows',
			ticketsById: 'not handled: 25 answered, not with their own IDs',
		},
	],
	[
		'lists that ignore their order',
		{
			description,
			listArguments: (args) => ({ ...args, sorter: undefined }),
			unsorted: (rows, { asked }) => (asked?.page === 2 ? [...rows].reverse() : rows),
		},
		{
			idLast: 'not handled: Not kept',
			sorts: 'taken, but not obeyed: created_at, id, file_size_in_bytes',
			ticketSorts: 'not handled: taken, but not obeyed: created_at, id, updated_at',
			ticketPages: 'not handled: 5 and 5 rows: ',
			variables: 'not handled: Taken, but not obeyed',
		},
	],
	[
		'lists inside of a ticket that never turn their page',
		{
			description,
			page: (plain, { nested }) => (nested ? { page: 1, records_per_page: 1 } : plain),
		},
		{ nestedPages: 'not handled: Page 1 has 1, page 2 has 1 rows' },
	],
	[
		'pages with fewer rows than counted',
		{ description, entities: (rows) => rows.slice(1) },
		{
			pageSizes: 'not handled: 100: 29 rows',
			tickets: 'not handled: 11 rows',
			ticketLists: 'fewer rows than counted: ticket_recipients',
		},
	],
	[
		'page_info that fails in words that nobody knows',
		{
			description,
			pageInfo() {
				throw new GraphQLError('Something went wrong.');
			},
		},
		{ pageInfo: 'not handled: They fail if page_info is asked for: “Something went wrong.”' },
	],
	[
		'a wrong token that is accepted',
		{ description, wrongToken: () => json(200, { data: { me: { id: '1' } } }) },
		{ wrongToken: 'not handled: GraphQL: HTTP 200, { data: { me: { id: text } } }' },
	],
	[
		'a page instead of a file for a wrong token',
		{
			description,
			wrongToken: (plain, { path }) => (path === '/api/graphql' ? plain : page(200, 'Log in')),
		},
		{
			wrongToken: 'not handled: GraphQL: HTTP 200, { error: text }; download: HTTP 200, a web page',
		},
	],
	[
		'a file that comes to a wrong token',
		{
			description,
			// As many bytes as the smallest file has.
			wrongToken: (plain, { path }) =>
				path === '/api/graphql' ? plain : { ...page(200, ''), body: 'a report' },
		},
		{ wrongToken: 'not handled: A download gives the file' },
	],
	[
		'other words for a wrong token',
		{ description, wrongToken: () => json(200, { error: 'Session expired.' }) },
		{ wrongToken: 'not handled: GraphQL: HTTP 200, { error: text }; download: HTTP 200' },
	],
	[
		'searches of headers and addresses that find nothing',
		{
			description,
			listArguments: (args) =>
				/"attribute":"(headers|email_address)"/.test(JSON.stringify(args))
					? { ...args, id: '0' }
					: args,
		},
		{ headerSearch: 'not handled: Not found', addresses: 'not handled: contacts: not found' },
	],
	[
		'headers without a Message-ID',
		{ description, storedHeaders: () => 'Subject: Wobble' },
		{
			headers: 'not handled: 3 of 3 replies have them, 0 with a Message-ID',
			headerSearch: 'not seen: No recent reply has a Message-ID',
		},
	],
	[
		'headers in a form of its own',
		{ description, storedHeaders: () => '{"mail":{"message-id":"<wobble@hapsburg.example>"}}' },
		{ headers: 'not handled: 3 of 3 replies have them, 3 with a Message-ID: JSON of another form' },
	],
	[
		'a setting in words',
		{
			description,
			answer: (answer) =>
				JSON.stringify(answer.body).includes('"ticketing_setting"')
					? json(200, {
							data: {
								ticketing_setting: {
									days_closed_before_inbound_email_creates_new_ticket: 'two weeks',
								},
							},
						})
					: answer,
		},
		{ ticketingSetting: 'not handled: Not a whole number' },
	],
	[
		'lists inside of tickets that are refused',
		{
			description,
			page(plain, { nested, asked }) {
				if (nested && asked?.records_per_page === 25) throw new GraphQLError('Nothing to see.');
				return plain;
			},
		},
		{ ticketLists: 'not handled: Refused: ticket_replies, ticket_comments' },
	],
	[
		'a sort that is refused',
		{
			description,
			listArguments(args) {
				if (args.sorter?.[0]?.attribute === 'filename')
					throw new GraphQLError('Fielddata is disabled on text fields.');
				return args;
			},
		},
		{ sorts: 'not handled: refused: filename, “Fielddata is disabled on text fields.”' },
	],
];

const WRITTEN: Array<[string, Character, Record<string, string>]> = [
	[
		'equal names in another order',
		{ description, uploadEntries: (entries) => [...entries].reverse() },
		{
			equalNames: 'not handled: Stored, in another order',
			uploadSeveral: 'handled: Stored, in another order',
		},
	],
	[
		'a second link that is refused in words that nobody knows',
		{ description, linkRefusal: () => 'The given data was invalid.' },
		{ linkAgain: 'not handled: Refused: “The given data was invalid.”' },
	],
	[
		'uploads that nobody may make',
		{ description, uploadRefusal: () => json(403, { message: 'This action is unauthorized.' }) },
		{ upload: 'not handled: HTTP 403, { message: text }: “This action is unauthorized.”' },
	],
	[
		'pictures of another size than listed, without Content-Length',
		{
			description,
			row: (row) => ('filename' in row ? { ...row, file_size_in_bytes: '7' } : row),
			downloadHeaders: (headers) => ({ 'Content-Type': headers['Content-Type'] }),
		},
		{
			contentLength: 'not handled: Not given, and the size differs from the list',
			picture: 'not handled: It comes back as it was; the list states another size',
		},
	],
];

describe('A probe says of', () => {
	it.each(READ)('%s that the nodes do not handle them', async (...[, character, rows]) => {
		const sonar = await startFull({ characters: [character] });
		const probed = await probe(sonar);
		for (const [id, row] of Object.entries(rows)) expect(rowOf(probed, id)).toContain(row);
		expect(isGood(probed.report)).toBe(false);
	});

	it.each(WRITTEN)('%s, when it writes, that the nodes do not', async (...[, character, rows]) => {
		const sonar = await startFull({ characters: [character] });
		const probed = await probe(sonar, { account: ACCOUNT });
		for (const [id, row] of Object.entries(rows)) expect(rowOf(probed, id)).toContain(row);
		expect(isGood(probed.report)).toBe(false);
		expect(sonar.files).toHaveLength(30);
	});
});

it('A probe says that an upload with a wrong token is stored, and deletes the file', async () => {
	const sonar = await startFull();
	sonar.answerNext(
		({ method, path }) => method === 'POST' && path === '/api/files',
		async (request, response, carryOut) => {
			request.headers.authorization = `Bearer ${sonar.token}`;
			response.writeHead(200).end(await carryOut());
		},
		2,
	);
	const probed = await probe(sonar, { account: ACCOUNT });
	expect(rowOf(probed, 'wrongTokenUpload')).toMatch(/^not handled: Stored: HTTP 200, \{ files: /);
	expect(probed.left).toEqual([]);
	expect(sonar.files).toHaveLength(30);
});
