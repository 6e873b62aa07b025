import { expected, handled, notHandled, notSeen, type Result } from '../finding';
import { readRows } from '../graphql';
import { readCount, readNumber, type Json } from '../http/Answer';
import { idsOf } from '../rows';
import type { Session } from '../Session';

/** Attributes to sort by, each with what it is compared by. */
export type Sorts = Readonly<Record<string, ((value: unknown) => number | undefined) | undefined>>;

export function readMoment(value: unknown): number {
	return Date.parse(String(value));
}

/** Keys that nearly all files have in common, the likeliest first. */
const KEYS = ['primary_image', 'mime_type', 'fileable_type'];
const ROWS = 5;

/** What Sonar List Files offers to sort by; texts may be in an order of Sonar's own. */
const ATTRIBUTES: Sorts = {
	created_at: readMoment,
	filename: undefined,
	id: readCount,
	mime_type: undefined,
	file_size_in_bytes: readCount,
	updated_at: readMoment,
};

export async function checkOrder(session: Session): Promise<void> {
	let key: string | undefined;
	await session.check('ties', 'Order of equal keys over pages', async () => {
		if (session.facts.files.length <= ROWS) return TOO_FEW;
		const found = await findKey(session);
		key = found?.key;
		return found ? await checkTies(session, found) : NO_KEY;
	});
	await session.check('idLast', 'Order with id as the last key', () => checkIdLast(session, key));
	await session.check('sorts', 'Attributes to sort by', () =>
		checkSorts(session, 'files', ATTRIBUTES),
	);
}

const TOO_FEW = notSeen(`There are no more than ${ROWS} files`);
const NO_KEY = notSeen('No list is answered by a key that files have in common');

function pageQuery(key: string, others: string, page: number): string {
	const sorter = `[{ attribute: "${key}", direction: ASC }${others}]`;
	return `{ files(sorter: ${sorter}, paginator: { page: ${page}, records_per_page: ${ROWS} }) { entities { id ${key} } } }`;
}

interface Found {
	key: string;
	/** The ids of the first page. */
	first: string[];
}

async function findKey(session: Session): Promise<Found | undefined> {
	for (const key of KEYS) {
		const { data } = await session.ask(pageQuery(key, '', 1));
		if (data?.files) return { key, first: idsOf(data.files) };
	}
	return undefined;
}

async function checkTies(session: Session, { key, first }: Found): Promise<Result> {
	const pages: string[][] = [];
	for (const page of [2, 3, 1])
		pages.push(idsOf((await session.ask(pageQuery(key, '', page))).data?.files));
	const [second = [], third = [], again = []] = pages;
	const ids = [...first, ...second, ...third];
	const isSame = first.join() === again.join();
	const isOnce = new Set(ids).size === ids.length;
	return isSame && isOnce
		? expected('Kept')
		: handled('Ordered anew for each page', 'Every list has id as its last key');
}

async function checkIdLast(session: Session, key: string | undefined): Promise<Result> {
	if (session.facts.files.length <= ROWS) return TOO_FEW;
	if (key === undefined) return NO_KEY;
	const rows: Json[] = [];
	for (const page of [1, 2, 3]) {
		const query = pageQuery(key, ', { attribute: "id", direction: ASC }', page);
		const { data, errors } = await session.ask(query);
		const nodes = 'Lists that are sorted by something else than id fail';
		if (!data?.files) return notHandled(`Refused: ${session.quote(errors)}`, nodes);
		rows.push(...readRows(data.files));
	}
	const idOf = ({ id }: Json) => BigInt(readNumber(id)?.digits ?? 0);
	const isSorted = rows.every((row, index) => {
		const before = rows[index - 1];
		return !before || before[key] !== row[key] || idOf(before) < idOf(row);
	});
	return isSorted && new Set(rows.map(idOf)).size === rows.length && rows.length > ROWS
		? expected('Kept')
		: notHandled('Not kept', 'Lists of several pages may lack rows; they say so if Sonar counts');
}

/** Whether Sonar sorts a list by each of these, in one request. */
export async function checkSorts(session: Session, list: string, sorts: Sorts): Promise<Result> {
	const fields = Object.keys(sorts).map((attribute): [string, string] => [
		attribute,
		`${list}(sorter: [{ attribute: "${attribute}", direction: DESC }], paginator: { page: 1, records_per_page: 10 }) { entities { ${attribute} } }`,
	]);
	const answers = [...(await session.askEach(new Map(fields)))];
	const refused = answers.filter(([, { error }]) => error);
	const wrong = answers.filter(
		([attribute, answer]) =>
			!answer.error && !isDescending(attribute, sorts[attribute], readRows(answer.value)),
	);
	if (refused.length === 0 && wrong.length === 0) return expected(`All ${fields.length} taken`);
	const words = [
		...(refused.length > 0
			? [`refused: ${namesOf(refused)}, ${session.quote(refused.map(([, { error }]) => error!))}`]
			: []),
		...(wrong.length > 0 ? [`taken, but not obeyed: ${namesOf(wrong)}`] : []),
	];
	return notHandled(words.join('; '), 'Do not sort by these');
}

function isDescending(attribute: string, read: Sorts[string], rows: readonly Json[]): boolean {
	if (!read) return true;
	const values = rows.map((row) => read(row[attribute]) ?? NaN);
	return values.every((value, index) => index === 0 || !(value > values[index - 1]!));
}

function namesOf(answers: ReadonlyArray<[string, unknown]>): string {
	return answers.map(([attribute]) => attribute).join(', ');
}
