import { expected, handled, notHandled, notSeen, type Result } from '../finding';
import { countNulls, readRows, type GraphqlAnswer } from '../graphql';
import { isRecord, readCount, readNumber, type Json } from '../http/Answer';
import { FILE_FIELDS, readFiles } from '../rows';
import type { Session } from '../Session';

const PAGE_INFO = 'page_info { page total_pages total_count records_per_page }';
const NEWEST_FIRST = 'sorter: [{ attribute: "id", direction: DESC }]';
const LARGE = 2n ** 53n;

/** What lists of files give: the first of them is what later checks take their examples from. */
export async function checkLists(session: Session): Promise<void> {
	const { facts } = session;
	const first = await findPage(session);
	session.note('pageInfo', 'Whether lists say how many rows they have', first.result);
	const list = first.answer?.data?.files;
	facts.files = readFiles(list);
	const info = isRecord(list) && isRecord(list.page_info) ? list.page_info : undefined;
	facts.fileCount = readCount(info?.total_count);
	await session.check('numbers', 'How ids, sizes and counts are written', () =>
		describeNumbers(readRows(list), info),
	);
	await session.check('pageSizes', 'Rows of a page, asked for 100, 500 and 1000', () =>
		checkPageSizes(session),
	);
	await session.check('noPage', 'A list that is asked for no page', () => checkNoPage(session));
}

interface Found {
	answer?: GraphqlAnswer;
	result: Result;
}

/** A page of the newest files, in the first way that Sonar answers. */
async function findPage(session: Session): Promise<Found> {
	const { facts } = session;
	const refusals: string[] = [];
	for (const [size, hasInfo] of [
		[100, true],
		[100, false],
		[10, true],
		[10, false],
	] as const) {
		const answer = await session.ask(
			`{ files(${NEWEST_FIRST}, paginator: { page: 1, records_per_page: ${size} }) {
				entities { ${FILE_FIELDS} } ${hasInfo ? PAGE_INFO : ''}
			} }`,
		);
		if (!answer.data?.files) {
			refusals.push(session.quote(answer.errors));
			continue;
		}
		const info = isRecord(answer.data.files) ? answer.data.files.page_info : undefined;
		const perPage = isRecord(info) ? readCount(info.records_per_page) : undefined;
		facts.pageSize = Math.max(1, Math.min(size, perPage ?? size));
		facts.hasPageInfo = hasInfo;
		if (hasInfo) return { answer, result: expected('They say it in page_info') };
		const words = `They fail if page_info is asked for: ${refusals.at(-1)}`;
		const nodes = 'Lists are read without it, to their last page';
		// By this word the nodes tell it from other errors.
		return refusals.at(-1)!.includes('aggregat')
			? { answer, result: handled(words, nodes) }
			: { answer, result: notHandled(words, 'Lists fail with these words: please report them') };
	}
	facts.hasPageInfo = false;
	const words = `No list of files: ${refusals.at(-1)}`;
	return {
		result: notHandled(
			words,
			'What lists files fails with these words: does the role have READ_FILE?',
		),
	};
}

function describeNumbers(rows: readonly Json[], info: Json | undefined): Result {
	const ids = rows.map(({ id }) => readNumber(id)).filter((id) => id !== undefined);
	if (ids.length === 0) return notSeen('There are no files');
	const kinds = {
		'ids as': ids[0]!.as,
		'sizes as': readNumber(rows[0]!.file_size_in_bytes)?.as ?? 'something else',
		...(info ? { 'counts as': readNumber(info.total_count)?.as ?? 'something else' } : {}),
	};
	const isLarge = ids.some(({ digits }) => BigInt(digits) >= LARGE);
	const words = Object.entries(kinds).map((words) => words.join(' '));
	const answer = [...words, ...(isLarge ? ['ids above 2^53'] : [])].join(', ');
	if (answer.includes('something else'))
		return notHandled(answer, 'The nodes say that the answer is not what it should be');
	const isPlain = kinds['ids as'] === 'text' && kinds['sizes as'] === 'text';
	const hasPlainCounts = (kinds['counts as'] ?? 'number') === 'number';
	return isPlain && hasPlainCounts && !isLarge
		? expected(answer)
		: handled(answer, 'Read with all their digits, whichever way they are written');
}

async function checkPageSizes(session: Session): Promise<Result> {
	const results: string[] = [];
	let verdict: Result['verdict'] = 'as expected';
	let nodes: string | undefined;
	for (const size of [100, 500, 1000]) {
		const { data, errors } = await session.ask(
			`{ files(${NEWEST_FIRST}, paginator: { page: 1, records_per_page: ${size} }) {
				entities { id } ${session.facts.hasPageInfo ? PAGE_INFO : ''}
			} }`,
		);
		if (!data?.files) {
			results.push(`${size}: refused, ${session.quote(errors)}`);
			verdict = 'handled';
			nodes = 'Smaller pages are asked for, down to 10 rows';
			continue;
		}
		const { words, isCapped, isShort } = describePage(data.files, size);
		results.push(`${size}: ${words}`);
		if (isShort) {
			verdict = 'not handled';
			nodes = 'Lists end with an error that says how many rows are missing';
		} else if (isCapped && verdict === 'as expected') {
			verdict = 'handled';
			nodes = 'Lists go on to their last page, as page_info says';
		}
	}
	return { answer: results.join('; '), verdict, nodes };
}

/** What a page of a list gave, of which so many rows were asked for. */
export function describePage(list: unknown, size: number) {
	const rows = readRows(list).length;
	const info = isRecord(list) && isRecord(list.page_info) ? list.page_info : {};
	const perPage = readCount(info.records_per_page) ?? size;
	const total = readCount(info.total_count) ?? rows;
	const words = [
		`${rows} rows`,
		...(perPage < size ? [`pages of ${perPage}`] : []),
		...(rows < size && rows >= total ? ['there are no more'] : []),
	].join(', ');
	// A null in the list is counted by Sonar, and is no row.
	const isShort = rows + countNulls(list) < Math.min(perPage, total);
	return { words, isCapped: perPage < size, isShort };
}

const MANY_FEW = 60;

/** Of few rows only, since Sonar may give all that there are. */
async function checkNoPage(session: Session): Promise<Result> {
	const few = session.facts.files.slice(0, MANY_FEW);
	const last = few.at(-1);
	if (!last) return notSeen('There are no files');
	const { data, errors } = await session.ask(
		'query ($id: Int64Bit!) { files(search: [{ integer_fields: [{ attribute: "id", search_value: $id, operator: GTE }] }]) { entities { id } } }',
		{ id: last.id },
	);
	const always = 'The nodes always ask for a page';
	if (!data?.files) return expected(`Refused: ${session.quote(errors)}`, always);
	const rows = readRows(data.files).length;
	const all = rows >= few.length ? 'all of' : `${rows} rows of`;
	return expected(`${all} ${few.length}`, always);
}
