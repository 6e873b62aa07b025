import { expected, handled, notHandled, notSeen, type Result } from '../finding';
import { readRows } from '../graphql';
import { isRecord, readCount, readNumber, type Json } from '../http/Answer';
import { idsOf } from '../rows';
import type { Session } from '../Session';

interface Relation {
	ticketId: string;
	/** The nested list that has two rows at least. */
	list: 'ticket_replies' | 'ticket_comments' | 'files';
}

export async function checkNested(session: Session): Promise<void> {
	const replies = new Map<string, string>();
	let relation: Relation | undefined;
	await session.check('nestedPages', 'Pages of a list inside of a ticket', async () => {
		relation = await findRelation(session, replies);
		return relation
			? await checkPages(session, relation)
			: notSeen('No ticket with two replies, comments or files was found');
	});
	await session.check('nestedFiles', 'Files of replies, asked for with their ticket', () =>
		checkFiles(session, replies),
	);
}

/** Looks among the newest replies and comments, and notes the ticket of each reply. */
async function findRelation(
	session: Session,
	replies: Map<string, string>,
): Promise<Relation | undefined> {
	const { pageSize, files } = session.facts;
	const newest = `sorter: [{ attribute: "id", direction: DESC }], paginator: { page: 1, records_per_page: ${pageSize} }`;
	for (const list of ['ticket_replies', 'ticket_comments'] as const) {
		const { data } = await session.ask(`{ ${list}(${newest}) { entities { id ticket_id } } }`);
		const tickets: string[] = [];
		for (const row of readRows(data?.[list])) {
			const ticketId = readNumber(row.ticket_id)?.digits ?? '';
			tickets.push(ticketId);
			if (list === 'ticket_replies') replies.set(readNumber(row.id)?.digits ?? '', ticketId);
		}
		const ticketId = tickets.find((id, index) => tickets.indexOf(id) !== index);
		if (ticketId) return { ticketId, list };
	}
	const owners = files.filter(({ type }) => type === 'Ticket').map(({ entityId }) => entityId!);
	const ticketId = owners.find((id, index) => owners.indexOf(id) !== index);
	return ticketId ? { ticketId, list: 'files' } : undefined;
}

async function checkPages(session: Session, { ticketId, list }: Relation): Promise<Result> {
	const info = session.facts.hasPageInfo ? 'page_info { records_per_page total_count }' : '';
	const page = (number: number) =>
		`page${number}: ${list}(
			sorter: [{ attribute: "id", direction: ASC }], paginator: { page: ${number}, records_per_page: 1 }
		) { entities { id } ${info} }`;
	const { data, errors } = await session.ask(
		`query ($id: Int64Bit!) { tickets(id: $id) { entities { id ${page(1)} ${page(2)} } } }`,
		{ id: ticketId },
	);
	const ticket = readRows(data?.tickets)[0];
	const pages = [ticket?.page1, ticket?.page2];
	if (!pages.every(isRecord))
		return notHandled(
			`Refused: ${session.quote(errors)}`,
			'List Files of a ticket fails; switch Include Replies and Comments off',
		);
	const [first = [], second = []] = pages.map(idsOf);
	const [{ page_info: told }] = pages as [Json, Json];
	const perPage = isRecord(told) ? readCount(told.records_per_page) : undefined;
	if (first.length > 1) {
		const said = perPage === 1 ? ', and page_info repeats what was asked for' : '';
		return handled(
			`Each page is all there is${said}`,
			'A row that comes twice counts once, and nothing is left out',
		);
	}
	return first.length === 1 && second.length === 1 && first[0] !== second[0]
		? expected('One row each, as asked for')
		: notHandled(
				`Page 1 has ${first.length}, page 2 has ${second.length} rows`,
				'Files of long tickets may be missing; List Files says so if Sonar counts them',
			);
}

async function checkFiles(session: Session, replies: ReadonlyMap<string, string>): Promise<Result> {
	const example = session.facts.files.find(
		({ type, entityId = '' }) => type === 'TicketReply' && replies.has(entityId),
	);
	if (!example) return notSeen('No file of a recent reply was found');
	const { data, errors } = await session.ask(
		`query ($ticket: Int64Bit!, $reply: Int64Bit!) { tickets(id: $ticket) { entities { id ticket_replies(
			search: [{ integer_fields: [{ attribute: "id", search_value: $reply, operator: EQ }] }]
		) { entities { id files { entities { id } } } } } } }`,
		{ ticket: replies.get(example.entityId!), reply: example.entityId },
	);
	if (!data?.tickets)
		return notHandled(
			`Refused: ${session.quote(errors)}`,
			'List Files of a ticket fails; switch Include Replies and Comments off',
		);
	const nested = readRows(readRows(data.tickets)[0]?.ticket_replies);
	return nested.some(({ files }) => idsOf(files).includes(example.id))
		? expected('There')
		: notHandled('Not there', 'List the files of the TicketReply itself');
}
