import { expected, handled, notHandled, notSeen, type Result } from '../finding';
import { countNulls, readRows } from '../graphql';
import { isRecord, readCount } from '../http/Answer';
import { idsOf, readTickets } from '../rows';
import type { Session } from '../Session';
import { describePage } from './lists';
import {
	askTickets,
	describeManner,
	INCLUDED_NAMES,
	isForbidden,
	selectIncluded,
	selectTicket,
	TICKETS_FAIL,
	type Asked,
	type Manner,
} from './ticketLists';
import { checkTicketSearches } from './ticketSearch';

/** As many as Sonar List Tickets asks for: of tickets, of tickets with lists, and of each list. */
const ALONE = 500;
const WITH_LISTS = 100;
const NESTED = 25;

const NONE = notSeen('There are no tickets');

/** What Sonar List Tickets asks for. */
export async function checkTickets(session: Session): Promise<void> {
	const { facts } = session;
	let asked: Asked | undefined;
	await session.check('tickets', `A list of ${ALONE} tickets with names`, async () => {
		asked = await askTickets(session, { size: ALONE, names: true, counts: true });
		facts.tickets = readTickets(asked.answer?.data?.tickets);
		return describeTickets(asked);
	});
	const { names = true, counts = true, size = ALONE } = asked?.manner ?? {};
	session.note(
		'ticketNames',
		'Names of accounts, groups and users in a list of tickets',
		asked ? describeNames(asked) : notSeen('Sonar gave no list of tickets'),
	);
	let nested: number | undefined = NESTED;
	await session.check('ticketLists', 'Lists of tickets that include five lists each', async () => {
		if (facts.tickets.length === 0) return NONE;
		const first = { size: Math.min(WITH_LISTS, size), nested, names, counts };
		const included = await askTickets(session, first);
		nested = included.answer && included.manner.nested;
		return await describeIncluded(session, included);
	});
	await session.check('ticketsById', 'Tickets by their IDs, several in one request', async () =>
		facts.tickets.length === 0 ? NONE : await checkById(session, { nested, names, counts }),
	);
	await checkTicketSearches(session, counts);
}

const LESS = 'The nodes ask for less, as Sonar’s words say';

function describeTickets({ answer, manner, refusals }: Asked): Result {
	if (!answer) return notHandled(refusals.join('; '), TICKETS_FAIL);
	const list = answer.data!.tickets;
	const { words, isCapped, isShort } = describePage(list, manner.size);
	const all = [
		...refusals,
		`${describeManner(manner, { ...manner, names: true, counts: true })}: ${words}`,
	];
	const text = refusals.length > 0 ? all.join('; ') : words;
	if (isShort)
		return notHandled(text, 'Lists end with an error that says how many tickets are missing');
	if (refusals.length > 0) return handled(text, LESS);
	if (isCapped) return handled(text, 'Lists go on to their last page, as page_info says');
	return readRows(list).length > 0 ? expected(text) : NONE;
}

const RELATIONS = [
	['accounts and sites', 'ticketable_id', 'ticketable'],
	['groups', 'ticket_group_id', 'ticket_group'],
	['users', 'user_id', 'user'],
] as const;

function describeNames({ answer, manner, refusals }: Asked): Result {
	if (!answer) return notSeen('Sonar gave no list of tickets');
	if (!manner.names)
		return handled(refusals.join('; '), 'The names are empty, and a hint says why');
	const rows = readRows(answer.data!.tickets);
	const counts = RELATIONS.map(([what, idKey, nameKey]) => {
		const related = rows.filter((row) => row[idKey] !== null && row[idKey] !== undefined);
		const named = related.filter((row) => hasName(row[nameKey]));
		return { what, related: related.length, named: named.length };
	}).filter(({ related }) => related > 0);
	if (counts.length === 0) return notSeen('No ticket has an account, a group or a user');
	const words = counts.map(({ what, related, named }) => `${what}: ${named} of ${related}`);
	return counts.every(({ related, named }) => named === related)
		? expected(words.join(', '))
		: handled(words.join(', '), 'A name that Sonar does not give is empty');
}

function hasName(value: unknown): boolean {
	return isRecord(value) && typeof value.name === 'string';
}

/** Names the lists that are refused, or how many rows each has. */
async function describeIncluded(session: Session, asked: Asked): Promise<Result> {
	const { answer, manner, refusals, lastErrors } = asked;
	if (!answer) return await nameRefused(session, lastErrors);
	const tickets = readRows(answer.data!.tickets);
	const lists = INCLUDED_NAMES.map((name) => ({
		name,
		rows: tickets.reduce((sum, ticket) => sum + readRows(ticket[name]).length, 0),
		isShort: tickets.some((ticket) => isShort(ticket[name], manner.nested!)),
	}));
	const words = `${tickets.length} tickets with ${lists.map(({ name, rows }) => `${rows} ${name}`).join(', ')}`;
	const all = [...refusals, words].join('; ');
	const short = lists.filter((list) => list.isShort).map(({ name }) => name);
	if (short.length > 0)
		return notHandled(
			`${all}; fewer rows than counted: ${short.join(', ')}`,
			'List Tickets fails, and says which list is not whole; leave it out of Include',
		);
	return refusals.length > 0 ? handled(all, LESS) : expected(all);
}

function isShort(list: unknown, asked: number): boolean {
	const info = isRecord(list) && isRecord(list.page_info) ? list.page_info : {};
	const total = readCount(info.total_count) ?? 0;
	const perPage = readCount(info.records_per_page) ?? asked;
	return readRows(list).length + countNulls(list) < Math.min(total, perPage);
}

async function nameRefused(
	session: Session,
	errors: Parameters<typeof isForbidden>[0],
): Promise<Result> {
	const [ticket] = session.facts.tickets;
	const fields = INCLUDED_NAMES.map((name): [string, string] => [
		name,
		`tickets(id: "${ticket!.id}") { entities { id ${selectIncluded(name, NESTED, false)} } }`,
	]);
	const answers = [...(await session.askEach(new Map(fields)))];
	const refused = answers.filter(([, { error }]) => error);
	const named = refused.map(([name]) => name).join(', ') || 'together only';
	const said = refused.length > 0 ? refused.map(([, { error }]) => error!) : errors;
	const words = `Refused: ${named}, ${session.quote(said)}`;
	return isForbidden(said)
		? handled(words, 'Leave these out of Include, or give the role the permission')
		: notHandled(words, 'List Tickets fails with Sonar’s words; leave these out of Include');
}

/** By ID, the nodes ask for 25 tickets at a time, and for halves of what is refused. */
const COUNTS = [25, 12, 6, 3, 1];

async function checkById(session: Session, manner: Omit<Manner, 'size'>): Promise<Result> {
	const { tickets } = session.facts;
	const select = selectTicket(manner);
	const refused: string[] = [];
	for (const count of COUNTS) {
		const ids = Array.from({ length: count }, (_, index) => tickets[index % tickets.length]!.id);
		const fields = ids.map(
			(id, index) => `f${index}: tickets(id: "${id}") { entities { ${select} } }`,
		);
		const { data, errors } = await session.ask(`{ ${fields.join('\n')} }`);
		if (!data || errors.length > 0) {
			refused.push(`${count} refused, ${session.quote(errors)}`);
			continue;
		}
		const isRight = ids.every((id, index) => idsOf(data[`f${index}`]).join() === id);
		const words = [...refused, `${count} answered`].join('; ');
		if (!isRight) return notHandled(`${words}, not with their own IDs`, 'By ID leaves out others');
		return refused.length > 0
			? handled(words, 'Requests that Sonar refuses are sent again in halves')
			: expected(words);
	}
	return notHandled(refused.join('; '), 'What asks for tickets by their IDs fails');
}
