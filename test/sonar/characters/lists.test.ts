import { startClient, type Client } from '../client';
import type { lists } from './lists';

/** The answer to a question as text, without blanks. */
type Row = [question: string, answer: RegExp];

const PAGE_INFO = 'page_info { page total_pages total_count records_per_page }';

const paged = (size: number, page = 1, info = PAGE_INFO) =>
	`{ files(paginator: { page: ${page}, records_per_page: ${size} }) { entities { id } ${info} } }`;
const nested = (page: number) =>
	`{ tickets { entities { files(paginator: { page: ${page}, records_per_page: 10 }) { entities { id } ${PAGE_INFO} } } } }`;
const named = (value: string) =>
	`{ files(search: [{ string_fields: [{ attribute: "filename", search_value: "${value}", match: true }] }]) { entities { id } } }`;
const whole = (count: number) => new RegExp(`"entities":\\[(\\{"id":"\\d+"\\},?){${count}}\\]`);
const info = (page: number, pages: number, count: number, size: number) =>
	new RegExp(
		`"page":${page},"total_pages":${pages},"total_count":${count},"records_per_page":${size}`,
	);

/** Asked of 30 files, 12 of them linked to a ticket; a picture is the last. */
const table: Record<keyof typeof lists, Row[]> = {
	pagesOf10: [
		[paged(500), whole(10)],
		[paged(500), info(1, 3, 30, 10)],
	],
	pagesOf100: [[paged(500), info(1, 1, 30, 100)]],
	pagesOf500: [[paged(1000), info(1, 1, 30, 500)]],
	pagesOver10Refused: [
		[paged(10), whole(10)],
		[paged(11), /between 1 and 10\./],
	],
	pagesOver100Refused: [[paged(101), /between 1 and 100\./]],
	pagesOver500Refused: [[paged(501), /between 1 and 500\./]],
	countsToWindow: [
		[paged(10, 2), info(2, 2, 20, 10)],
		[paged(10, 3), whole(10)],
	],
	pagesToWindow: [
		[paged(10, 2), info(2, 3, 30, 10)],
		[paged(10, 3), /Result window is too large/],
	],
	window: [
		[paged(10, 2), info(2, 2, 20, 10)],
		[paged(10, 3), /Result window is too large/],
	],
	emptyBehindWindow: [
		[paged(10, 2), whole(10)],
		[paged(10, 3), /"entities":\[\]/],
	],
	allRowsWithoutPage: [[`{ files { entities { id } ${PAGE_INFO} } }`, info(1, 1, 30, 30)]],
	tiesAnew: [[paged(30), whole(30)]],
	pageInfoRefused: [
		[paged(5), /aggregation.*"path":\["files","page_info"\].*"data":null/],
		[paged(5, 1, ''), whole(5)],
	],
	nestedListsWhole: [
		[nested(2), whole(12)],
		[nested(2), info(1, 1, 12, 12)],
	],
	nestedListsWholeUnsaid: [
		[nested(2), whole(12)],
		[nested(2), info(2, 2, 12, 10)],
	],
	nullRows: [[paged(2), /"entities":\[\{"id":"61"\},\{"id":"62"\},null\]/]],
	pictureSizesDiffer: [
		['{ files(id: 90) { entities { file_size_in_bytes } } }', /"61"/],
		['{ files(id: 61) { entities { file_size_in_bytes } } }', /"1"/],
	],
	searchesInCase: [
		[named('FILE'), /"entities":\[\]/],
		[named('file 7'), whole(1)],
	],
	introspectionRefused: [['{ __schema { __typename } }', /not allowed/]],
	fewFieldsPerQuery: [['{ a: me { id } b: me { id } c: me { id } d: me { id } }', /complexity/]],
};

const rows = Object.entries(table).flatMap(([name, all]) =>
	all.map((row) => [name as keyof typeof lists, ...row] as const),
);

async function start(name: keyof typeof lists): Promise<Client> {
	const sonar = await startClient({ characters: [name] });
	sonar.addEntity('Ticket', { id: '7' });
	await sonar.addFiles(29);
	await sonar.addFile({ filename: 'p.png', content: 'x'.repeat(30), mime_type: 'image/png' });
	for (let id = 61; id < 73; id++) sonar.link(String(id), { type: 'Ticket', id: '7' });
	return sonar;
}

describe('lists', () => {
	it.each(rows)('under %s: %s', async (name, question, answer) => {
		const sonar = await start(name);
		try {
			const response = await sonar.ask(question);
			expect([response.status, await response.text()]).toEqual([
				200,
				expect.stringMatching(answer),
			]);
		} finally {
			await sonar.close();
		}
	});

	it('lose rows to ties, unless the id decides', async () => {
		const sonar = await start('tiesAnew');
		const ids = async (sorter: string) => {
			const pages = [1, 2, 3].map(async (page) => {
				const args = `sorter: [${sorter}], paginator: { page: ${page}, records_per_page: 10 }`;
				const { data } = await sonar.graphql(`{ files(${args}) { entities { id } } }`);
				return (data?.files as { entities: Array<{ id: string }> }).entities;
			});
			return new Set((await Promise.all(pages)).flat().map(({ id }) => id)).size;
		};
		expect(await ids('{ attribute: "user_id", direction: ASC }')).toBeLessThan(30);
		expect(
			await ids('{ attribute: "user_id", direction: ASC }, { attribute: "id", direction: ASC }'),
		).toBe(30);
		await sonar.close();
	});
});
