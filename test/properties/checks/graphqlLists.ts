import { text, type Ran, type Success } from '../Ran';
import type { GraphqlStep, LISTS } from '../steps';
import type { World } from '../World';
import type { RunDocument } from './graphql';

type List = (typeof LISTS)[number];

/** A row of Sonar's books. */
interface Row {
	id: string;
	created_at: string;
}

const OF_FILES = 'id created_at filename';
const QUERIES: Record<List, (args: string) => string> = {
	files: (args) => `files(${args}) { entities { ${OF_FILES} } }`,
	tickets: (args) => `tickets(${args}) { entities { id created_at subject } }`,
	replies: (args) =>
		`tickets(id: 7) { entities { id ticket_replies(${args}) { entities { id created_at body } } } }`,
};

/** Rows behind it need a search by their order, which only an order by ID allows. */
const WINDOWS = ['pagesToWindow', 'window', 'emptyBehindWindow'] as const;

/** Lists by GraphQL, page by page. */
export async function runLists(
	world: World,
	step: GraphqlStep,
	what: List,
	run: RunDocument,
): Promise<string[]> {
	const { sort, goodToken, tickets } = step;
	const sorter =
		sort && `, sorter: [{ attribute: "${sort.attribute}", direction: ${sort.direction} }]`;
	const books = booksOf(world, what);
	const ran = await run(world, step, {
		query: `query ($page: Paginator) { ${QUERIES[what](`paginator: $page${sorter ?? ''}`)} }`,
		variables: [],
		items: tickets.map(() => ({})),
	});
	if (!goodToken) return ran.successes.length > 0 ? ['a list came with a token that is none'] : [];
	const errors = [...ran.failures, ...(ran.stopped ? [ran.stopped] : [])];
	const mayBeShort =
		world.allows('listLags') ||
		(sort?.attribute === 'created_at' && WINDOWS.some((name) => world.has(name)));
	if (mayBeShort && errors.length > 0) return [];
	return [
		...errors.map(({ item, message }) => `the list of item ${item} failed: ${message}`),
		...tickets.flatMap((_, item) => {
			const rows = rowsOf(ran, item, step, what);
			return checkRows(world, step, { ran, item, rows, books, mayBeShort });
		}),
	];
}

function booksOf(world: World, what: List): readonly Row[] {
	if (what === 'files') return world.sonar.files.map((file) => ({ ...file }));
	if (what === 'tickets') return world.entities('Ticket');
	return world.entities('TicketReply').filter(({ ticket_id }) => ticket_id === '7');
}

interface Connection {
	entities: Array<Record<string, unknown> | null>;
}

/** The rows of an item, wherever Split Out Entities puts them. */
function rowsOf({ successes }: Ran, item: number, { splitOut }: GraphqlStep, what: List) {
	const own = successes.filter((success) => success.item === item).map(({ json }: Success) => json);
	const roots = splitOut
		? own
		: own.flatMap(
				(json) => (json[what === 'files' ? 'files' : 'tickets'] as unknown as Connection).entities,
			);
	const rows =
		what === 'replies'
			? roots.flatMap((ticket) => (ticket ? (ticket.ticket_replies as Connection).entities : []))
			: roots;
	return rows.flatMap((row) => row ?? []) as Array<Record<string, unknown>>;
}

interface Listed {
	ran: Ran;
	item: number;
	rows: ReadonlyArray<Record<string, unknown>>;
	books: readonly Row[];
	mayBeShort: boolean;
}

function checkRows(
	world: World,
	{ limit = Infinity, sort }: GraphqlStep,
	{ ran, item, rows, books, mayBeShort }: Listed,
): string[] {
	const ids = rows.map(({ id }) => text(id));
	const stored = new Map(books.map((row) => [row.id, row as Row & Record<string, unknown>]));
	const missing = books.filter(({ id }) => !ids.includes(id));
	const violations = [
		...(new Set(ids).size < ids.length ? [`item ${item} lists a row twice`] : []),
		...(ids.length > limit ? [`item ${item} lists ${ids.length} rows, not ${limit}`] : []),
	];
	if (world.allows('listLags')) return violations;
	const isCut = ids.length >= limit;
	const wrong = rows.flatMap((row) => {
		const own = stored.get(text(row.id));
		return Object.entries(row).filter(([name, value]) => text(value) !== text(own?.[name]));
	});
	return [
		...violations,
		...wrong.map(
			([name, value]) => `item ${item} lists ${text(value)} as ${name}, which no row has`,
		),
		...(missing.length > 0 && !isCut && !(mayBeShort && ran.saysShort)
			? [`item ${item} lacks ${missing.map(({ id }) => id).join()}`]
			: []),
		...(missing.length > 0 && isCut && !ran.tellsOfLimit(limit)
			? [`item ${item} is cut by the limit, and no hint says so`]
			: []),
		...(sort ? checkOrder(item, ids, { sort, stored, missing }) : []),
	];
}

interface Order {
	sort: NonNullable<GraphqlStep['sort']>;
	stored: ReadonlyMap<string, Row>;
	missing: readonly Row[];
}

/** The rows are in order, and no missing one would come before the last. */
function checkOrder(
	item: number,
	ids: readonly string[],
	{ sort, stored, missing }: Order,
): string[] {
	const sign = sort.direction === 'DESC' ? -1 : 1;
	const keyOf = (row: Row) =>
		sort.attribute === 'id' ? BigInt(row.id) : Date.parse(row.created_at);
	const precedes = (a: Row, b: Row) => (sign > 0 ? keyOf(a) < keyOf(b) : keyOf(a) > keyOf(b));
	const rows = ids.flatMap((id) => stored.get(id) ?? []);
	const last = rows.at(-1);
	return [
		...(rows.some((row, index) => index > 0 && precedes(row, rows[index - 1]!))
			? [`item ${item} is not sorted by ${sort.attribute} ${sort.direction}`]
			: []),
		...(last && missing.some((row) => precedes(row, last))
			? [`item ${item} leaves out rows that come first`]
			: []),
	];
}
