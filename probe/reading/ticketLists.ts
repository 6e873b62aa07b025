import type { GraphqlAnswer, GraphqlError } from '../graphql';
import type { Session } from '../Session';

export const TICKET_COLUMNS =
	'id subject description status priority ticketable_type ticketable_id ticket_group_id user_id inbound_mailbox_id parent_ticket_id due_date created_at updated_at closed_at is_spam';

export const TICKET_NAMES =
	'ticketable { ... on Account { name } ... on NetworkSite { name } } ticket_group { name } user { name }';

/** What Sonar List Tickets can include, each with its columns. */
export const INCLUDED = {
	ticket_replies: 'incoming author author_email body user_id created_at updated_at',
	ticket_comments: 'body user_id created_at updated_at',
	ticket_recipients: 'name email_address',
	ticket_categories: 'name',
	custom_field_data: 'custom_field_id value',
} as const;

export const INCLUDED_NAMES = Object.keys(INCLUDED) as Array<keyof typeof INCLUDED>;

const COUNTS = 'page_info { page total_pages total_count records_per_page }';

/** How tickets are asked for. */
export interface Manner {
	size: number;
	/** Rows of each list inside of a ticket; none without lists. */
	nested?: number;
	/** With the names of accounts, groups and users. */
	names: boolean;
	counts: boolean;
}

/** Columns, names and lists of a ticket. */
export function selectTicket({ nested, names, counts }: Omit<Manner, 'size'>): string {
	const lists = nested === undefined ? [] : INCLUDED_NAMES;
	return [
		TICKET_COLUMNS,
		...(names ? [TICKET_NAMES] : []),
		...lists.map((list) => selectIncluded(list, nested!, counts)),
	].join('\n');
}

export const TICKETS_FAIL =
	'List Tickets fails with Sonar’s words: does the role have READ_TICKET?';

export function selectIncluded(list: keyof typeof INCLUDED, size: number, counts: boolean): string {
	return `${list}(sorter: [{ attribute: "id", direction: ASC }], paginator: { page: 1, records_per_page: ${size} }) {
		entities { id ${INCLUDED[list]} } ${counts ? COUNTS : ''}
	}`;
}

/** A list of tickets, in the first manner that Sonar answers. */
export interface Asked {
	/** Nothing if Sonar refused them all. */
	answer?: GraphqlAnswer;
	manner: Manner;
	/** Sonar's words about each manner before. */
	refusals: string[];
	lastErrors: readonly GraphqlError[];
}

/** Asks as Sonar List Tickets does, the last changed first; where Sonar refuses that, for less. */
export async function askTickets(session: Session, first: Manner): Promise<Asked> {
	const refusals: string[] = [];
	let lastErrors: readonly GraphqlError[] = [];
	let manner = first;
	for (;;) {
		const answer = await session.ask(
			`{ tickets(
				sorter: [{ attribute: "updated_at", direction: DESC }, { attribute: "id", direction: ASC }]
				paginator: { page: 1, records_per_page: ${manner.size} }
			) { entities { ${selectTicket(manner)} } ${manner.counts ? COUNTS : ''} } }`,
		);
		// A list with an error beside it is none for the nodes.
		if (answer.data?.tickets && answer.errors.length === 0)
			return { answer, manner, refusals, lastErrors };
		const words = session.quote(answer.errors);
		const said = words === session.quote(lastErrors) ? 'likewise' : words;
		refusals.push(`${describeManner(manner, first)} refused, ${said}`);
		lastErrors = answer.errors;
		const less = toLess(manner, answer.errors, session.facts.pageSize);
		if (!less) return { manner, refusals, lastErrors };
		manner = less;
	}
}

export function describeManner({ size, names, counts }: Manner, first: Manner): string {
	const lacking = [
		...(first.names && !names ? ['names'] : []),
		...(first.counts && !counts ? ['page_info'] : []),
	];
	return `${size}${lacking.length > 0 ? ` without ${lacking.join(' and ')}` : ''}`;
}

const USUAL = 100;
const SMALLEST = 10;

/**
 * The nodes know by Sonar's words what to leave out; where they do not, they try two smaller pages.
 *
 * @param pageSize how large a page surely may be; the nodes come there by halves
 */
function toLess(
	manner: Manner,
	errors: readonly GraphqlError[],
	pageSize: number,
): Manner | undefined {
	const { size, nested, names, counts } = manner;
	const says = (pattern: RegExp) => errors.some(({ words }) => pattern.test(words));
	if (isForbidden(errors)) return names ? { ...manner, names: false } : undefined;
	if (says(/aggregat/i)) return counts ? { ...manner, counts: false } : undefined;
	if (Math.max(size, nested ?? 0) <= SMALLEST) return undefined;
	const half = (rows: number) => Math.max(SMALLEST, Math.floor(rows / 2));
	const halved = { ...manner, size: half(size), ...(nested ? { nested: half(nested) } : {}) };
	if (says(/\bcomplexity\b|\bquery depth\b|too complex|too many/i)) return halved;
	if (says(/records[ _]per[ _]page|page size/i))
		return { ...halved, size: Math.max(SMALLEST, Math.min(half(size), pageSize)) };
	if (size <= SMALLEST) return undefined;
	return { ...manner, size: size > USUAL ? USUAL : SMALLEST };
}

/** Whether it is a permission that is missing, in words that the nodes know. */
export function isForbidden(errors: readonly GraphqlError[]): boolean {
	return errors.some(
		({ words, category }) =>
			category === 'authorization' ||
			/\bpermissions?\b|not authorized|unauthorized|forbidden|denied/i.test(words),
	);
}
