import { expected, handled, notHandled, notSeen, type Result } from '../finding';
import { readRows } from '../graphql';
import { isRecord, readCount, type Json } from '../http/Answer';
import { idsOf, readTickets, type Ticket } from '../rows';
import type { Session } from '../Session';
import { checkSorts, readMoment } from './order';
import { TICKETS_FAIL } from './ticketLists';
import { askFilters, NONSENSE, soonAfter, withId, WORD, type Filter } from './filters';

/** Pages, order and filters of lists of tickets. */
export async function checkTicketSearches(session: Session, counts: boolean): Promise<void> {
	const { tickets } = session.facts;
	await session.check('ticketPages', 'Pages and count of a list of tickets', async () =>
		tickets.length <= ROWS
			? notSeen(`There are no more than ${ROWS} tickets`)
			: await checkPages(session, counts),
	);
	await session.check(
		'ticketSorts',
		'Attributes to sort tickets by',
		async () => await checkSorts(session, 'tickets', SORTS),
	);
	await session.check('ticketFilters', 'Filters of tickets', async () =>
		tickets.length === 0 ? notSeen('There are no tickets') : await checkFilters(session),
	);
}

/** What Sonar List Tickets offers to sort by; texts may be in an order of Sonar's own. */
const SORTS = {
	closed_at: readMoment,
	created_at: readMoment,
	due_date: readMoment,
	id: readCount,
	subject: undefined,
	updated_at: readMoment,
};

const ROWS = 5;

async function checkPages(session: Session, counts: boolean): Promise<Result> {
	const page = (number: number) =>
		`tickets(
			sorter: [{ attribute: "updated_at", direction: DESC }, { attribute: "id", direction: ASC }]
			paginator: { page: ${number}, records_per_page: ${ROWS} }
		) { entities { id updated_at } ${counts ? 'page_info { total_count }' : ''} }`;
	const fields: Array<[string, string]> = [
		['1', page(1)],
		['2', page(2)],
	];
	const answers = [...(await session.askEach(new Map(fields))).values()];
	const errors = answers.flatMap((answer) => (answer.error ? [answer.error] : []));
	if (errors.length > 0) return notHandled(`Refused: ${session.quote(errors)}`, TICKETS_FAIL);
	const lists = answers.map((answer) => ('value' in answer ? answer.value : undefined));
	const rows = lists.flatMap(readRows);
	const total = readCount(infoOf(lists[0]).total_count);
	const wrong = [
		...(new Set(lists.flatMap(idsOf)).size < rows.length ? ['the pages share rows'] : []),
		...(isDescending(rows) ? [] : ['not in order']),
		...(total !== undefined && total < rows.length ? ['the count is too small'] : []),
	];
	const words = lists.map((list) => readRows(list).length).join(' and ');
	const nodes = 'Lists of several pages may lack tickets; they say so if Sonar counts them';
	if (wrong.length > 0) return notHandled(`${words} rows: ${wrong.join(', ')}`, nodes);
	return total === undefined
		? handled(`${words} rows, without a count`, 'Lists are read to their last page')
		: expected(`${words} rows, in order, and counted`);
}

function infoOf(list: unknown): Json {
	return isRecord(list) && isRecord(list.page_info) ? list.page_info : {};
}

function isDescending(rows: readonly Json[]): boolean {
	const moments = rows.map(({ updated_at: moment }) => Date.parse(String(moment)));
	return moments.every((moment, index) => index === 0 || !(moment > moments[index - 1]!));
}

const FILTER_COLUMNS =
	'id subject status priority ticketable_type ticketable_id ticket_group_id user_id created_at updated_at';

async function checkFilters(session: Session): Promise<Result> {
	const filters = buildFilters(session.facts.tickets);
	return await askFilters(
		session,
		{ list: 'tickets', columns: FILTER_COLUMNS, filters },
		readTickets,
	);
}

/** What Sonar List Tickets filters by, each with what must be true of the answer. */
function buildFilters(tickets: readonly Ticket[]): Map<string, Filter<Ticket>> {
	const last = tickets[0]!;
	const related = tickets.find(({ relatedType, relatedId }) => relatedType && relatedId);
	const grouped = tickets.find(({ groupId }) => groupId !== undefined);
	const assigned = tickets.find(({ userId }) => userId !== undefined);
	const worded = tickets.find(({ subject }) => WORD.test(subject));
	const word = worded ? WORD.exec(worded.subject)![0] : '';
	const has = (id: string) => (found: Ticket[]) => found.some((ticket) => ticket.id === id);
	const all = (test: (ticket: Ticket) => boolean) => (found: Ticket[]) =>
		found.length > 0 && found.every(test);
	const lacks = (attribute: string, test: (ticket: Ticket) => boolean) => ({
		args: `search: [{ unset_fields: ["${attribute}"] }]`,
		holds: (found: Ticket[]) => found.every(test) && (found.length > 0 || !tickets.some(test)),
	});
	const moment = (attribute: string, operator: string, value: string) => ({
		args: `search: [{ integer_fields: [${withId(last.id)}], datetime_fields: [{ attribute: "${attribute}", search_value: ${JSON.stringify(value)}, operator: ${operator} }] }]`,
		holds: has(last.id),
	});
	const filters: Array<[string, Filter<Ticket>] | undefined> = [
		[
			'status',
			{ args: `status: ${last.status}`, holds: all(({ status }) => status === last.status) },
		],
		['several statuses', ofSeveral('status', tickets)],
		['several priorities', ofSeveral('priority', tickets)],
		related && [
			'account or site',
			{
				args: `ticketable_type: ${related.relatedType}, ticketable_id: "${related.relatedId}"`,
				holds: all(
					({ relatedType, relatedId }) =>
						relatedType === related.relatedType && relatedId === related.relatedId,
				),
			},
		],
		['no account or site', lacks('ticketable_id', ({ relatedId }) => relatedId === undefined)],
		grouped && [
			'group',
			{
				args: `ticket_group_id: "${grouped.groupId}"`,
				holds: all(({ groupId }) => groupId === grouped.groupId),
			},
		],
		assigned && [
			'assignee',
			{
				args: `user_id: "${assigned.userId}"`,
				holds: all(({ userId }) => userId === assigned.userId),
			},
		],
		['nobody', lacks('user_id', ({ userId }) => userId === undefined)],
		worded && [
			'subject',
			{
				args: `search: [{ integer_fields: [${withId(worded.id)}], string_fields: [{ attribute: "subject", search_value: "${word.slice(1, -1)}", match: true, partial_matching: true }] }]`,
				holds: has(worded.id),
			},
		],
		worded && ['search', { args: searchFor(worded, word), holds: has(worded.id) }],
		worded && [
			'search for what is not there',
			{ args: searchFor(worded, NONSENSE), holds: (found) => found.length === 0 },
		],
		['created after', moment('created_at', 'GTE', last.createdAt)],
		['created before', moment('created_at', 'LTE', soonAfter(last.createdAt))],
		['changed after', moment('updated_at', 'GTE', last.updatedAt)],
		['changed before', moment('updated_at', 'LTE', soonAfter(last.updatedAt))],
	];
	return new Map(filters.filter((filter) => filter !== undefined));
}

function searchFor({ id }: Ticket, words: string): string {
	return `id: "${id}", general_search: "${words}", general_search_mode: ROOT`;
}

/** A search for each of two values, whole: both tickets must come, and no other. */
function ofSeveral(attribute: 'status' | 'priority', tickets: readonly Ticket[]): Filter<Ticket> {
	const [first] = tickets;
	const other = tickets.find((ticket) => ticket[attribute] !== first![attribute]);
	const wanted = [first!, ...(other ? [other] : [])];
	const searches = wanted.map(
		(ticket) =>
			`{ integer_fields: [${withId(ticket.id)}], string_fields: [{ attribute: "${attribute}", search_value: "${ticket[attribute]}", match: true, partial_matching: false }] }`,
	);
	return {
		args: `search: [${searches.join()}]`,
		holds: (found) =>
			found.length === wanted.length &&
			wanted.every(({ id }) => found.some((one) => one.id === id)),
	};
}
