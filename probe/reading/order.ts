import { expected, handled, notHandled, notSeen, type Result } from '../finding';
import { readRows } from '../graphql';
import { readNumber } from '../http/Answer';
import { idsOf, type Session } from '../Session';

/** Nearly all files are no primary image: these keys are equal. */
const EQUAL_KEY = '{ attribute: "primary_image", direction: ASC }';
const BY_ID = '{ attribute: "id", direction: ASC }';
const ROWS = 5;

/** What Sonar List Files offers to sort by. */
const ATTRIBUTES = [
	'created_at',
	'filename',
	'id',
	'mime_type',
	'file_size_in_bytes',
	'updated_at',
];

export async function checkOrder(session: Session): Promise<void> {
	await session.check('ties', 'Order of equal keys over pages', () => checkTies(session));
	await session.check('idLast', 'Order with id as the last key', () => checkIdLast(session));
	await session.check('sorts', 'Attributes to sort by', () => checkAttributes(session));
}

function pageQuery(sorter: string, page: number): string {
	return `{ files(sorter: [${sorter}], paginator: { page: ${page}, records_per_page: ${ROWS} }) { entities { id primary_image } } }`;
}

async function checkTies(session: Session): Promise<Result> {
	if (session.facts.files.length <= ROWS) return notSeen(`There are no more than ${ROWS} files`);
	const pages: string[][] = [];
	for (const page of [1, 2, 3, 1]) {
		const { data, errors } = await session.ask(pageQuery(EQUAL_KEY, page));
		const nodes = 'Sort by another attribute';
		if (!data?.files) return notHandled(`Refused: ${session.quote(errors)}`, nodes);
		pages.push(idsOf(data.files));
	}
	const [first = [], second = [], third = [], again = []] = pages;
	const ids = [...first, ...second, ...third];
	const isSame = first.join() === again.join();
	const isOnce = new Set(ids).size === ids.length;
	return isSame && isOnce
		? expected('Kept')
		: handled('Ordered anew for each page', 'Every list has id as its last key');
}

async function checkIdLast(session: Session): Promise<Result> {
	if (session.facts.files.length <= ROWS) return notSeen(`There are no more than ${ROWS} files`);
	const ids: bigint[] = [];
	for (const page of [1, 2, 3]) {
		const { data, errors } = await session.ask(pageQuery(`${EQUAL_KEY}, ${BY_ID}`, page));
		const nodes = 'Lists that are sorted by something else than id fail';
		if (!data?.files) return notHandled(`Refused: ${session.quote(errors)}`, nodes);
		const rows = readRows(data.files).filter((row) => row.primary_image === false);
		ids.push(...rows.map(({ id }) => BigInt(readNumber(id)?.digits ?? 0)));
	}
	const isSorted = ids.every((id, index) => index === 0 || ids[index - 1]! < id);
	return isSorted
		? expected('Kept')
		: notHandled('Not kept', 'Lists of several pages may lack rows; they say so if Sonar counts');
}

async function checkAttributes(session: Session): Promise<Result> {
	const fields = ATTRIBUTES.map((attribute): [string, string] => [
		attribute,
		`files(sorter: [{ attribute: "${attribute}", direction: DESC }], paginator: { page: 1, records_per_page: 1 }) { entities { id } }`,
	]);
	const refused = [...(await session.askEach(new Map(fields)))].filter(([, { error }]) => error);
	if (refused.length === 0) return expected(`All ${fields.length} taken`);
	const names = refused.map(([attribute]) => attribute).join(', ');
	const words = session.quote(refused.map(([, { error }]) => error!));
	return notHandled(`Refused: ${names}, ${words}`, 'Do not sort by these');
}
