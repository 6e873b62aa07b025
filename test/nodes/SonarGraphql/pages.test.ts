import { answerWith, json, reshaped, status } from '../../sonar/answers';
import type { CharacterName } from '../../sonar/characters';
import { numbered } from '../files';
import { useKit } from '../useKit';
import { ALL, runnerOf, WHOLE } from './run';

const kit = useKit();
const run = runnerOf(kit);

const COUNT = 25;
const NAMES = numbered(COUNT);

/** A new server with 25 accounts, two of each name of ten; and a ticket with 25 replies. */
async function start(character: CharacterName, size = COUNT): Promise<void> {
	await kit.renewSonar({ characters: [character] });
	for (const name of NAMES.slice(0, size)) {
		kit.sonar.addEntity('Account', { name: `Customer ${name.charAt(0)}`, details: { line: name } });
	}
	kit.sonar.addEntity('Account', { name: 'Other' });
	kit.sonar.addEntity('Ticket', { id: '7' });
	kit.sonar.addEntity('Ticket', { id: '8' });
	for (const body of NAMES) kit.sonar.addEntity('TicketReply', { ticket_id: '7', body });
	kit.sonar.clearLog();
}

const list = (rest = '', select = 'id') =>
	`query ($page: Paginator) { accounts(general_search: "Customer"${rest} paginator: $page) { entities { ${select} } } }`;
const idsOf = ({ items }: { items: Array<{ json: object }> }) =>
	items.map(({ json: entity }) => Number((entity as { id: string }).id));
const IDS = Array.from({ length: COUNT }, (_, index) => index + 1);
const inOrder = (ids: number[]) => [...ids].sort((a, b) => a - b);

describe('Return All', () => {
	const SORTED = ', sorter: [{ attribute: "name", direction: ASC }]';
	const UNLISTED = /Sonar gives only the first|Sonar gave fewer entities/;
	it.each<[CharacterName, RegExp | undefined]>([
		['pagesOf10', undefined],
		['pagesOver10Refused', undefined],
		['pagesOver100Refused', undefined],
		['countsToWindow', undefined],
		['tiesAnew', undefined],
		['pageInfoRefused', undefined],
		['nullRows', undefined],
		// By Sonar's own order of names, which nothing here can imitate.
		['pagesToWindow', UNLISTED],
		['window', UNLISTED],
		['emptyBehindWindow', UNLISTED],
	])('gives the whole list, or says that it does not: %s', async (character, refusal) => {
		await start(character);
		const whole = await run(list(), ALL);
		expect(whole.error).toBeUndefined();
		expect(idsOf(whole)).toEqual(IDS);
		expect(whole.items[0]!.json).toEqual({ id: '1' });
		const sorted = await run(list(SORTED, 'id name'), ALL);
		if (refusal) expect(sorted.error?.message).toMatch(refusal);
		else {
			expect(inOrder(idsOf(sorted))).toEqual(IDS);
			const names = sorted.items.map(({ json: { name } }) => name);
			expect(names).toEqual([...names].sort());
		}
	});

	it.each([
		['no ID', list('', 'name'), ['name']],
		['an ID of another name', list('', 'number: id, id: name'), ['number', 'id']],
		[
			'the names of what is added',
			list('', 'n8nId: id, n8nPageInfo: name'),
			['n8nId', 'n8nPageInfo'],
		],
	])('adds nothing to the output of a query with %s', async (_, query, names) => {
		await start('pagesOf10');
		const { items } = await run(query, ALL);
		expect(items).toHaveLength(COUNT);
		for (const { json: entity } of items) expect(Object.keys(entity)).toEqual(names);
	});

	it('gives all entities in their place', async () => {
		await start('pagesOf10');
		const query = `query ($p: Paginator!) {
			me { name }
			found: accounts(general_search: "Customer", paginator: $p) { ...C }
			one: accounts(id: 26) { ...C }
		}
		fragment C on AccountConnection { rows: entities { ...A } page_info { total_count } }
		fragment A on Account { name }`;
		const { items } = await run(query, ALL);
		expect(items).toHaveLength(1);
		const { me, found, one } = items[0]!.json as Record<
			string,
			{ rows: object[]; page_info: object }
		>;
		expect(me).toEqual({ name: 'Test User' });
		expect(found).toEqual({
			rows: expect.any(Array) as unknown,
			page_info: { total_count: COUNT },
		});
		expect(found!.rows).toHaveLength(COUNT);
		expect(found!.rows[0]).toEqual({ name: 'Customer 0' });
		expect(one).toEqual({ rows: [{ name: 'Other' }], page_info: { total_count: 1 } });
	});

	const REPLIES = (id: string) =>
		`query ($page: Paginator) { tickets(${id}) { entities { id ticket_replies(paginator: $page) { entities { body } } } } }`;

	it('reads a list inside of an entity', async () => {
		await start('pagesOf10');
		const { items } = await run(REPLIES('id: 7'), ALL);
		const bodies = NAMES.map((body) => ({ body }));
		expect(items.map((item) => item.json)).toEqual([
			{ id: '7', ticket_replies: { entities: bodies } },
		]);
		expect((await run(REPLIES('id: 99'), { ...ALL, ...WHOLE })).items[0]!.json).toEqual({
			tickets: { entities: [] },
		});
	});

	it('fails if the list is there more than once', async () => {
		await start('pagesOf10');
		const { error } = await run(REPLIES('sorter: []'), ALL);
		expect(error?.message).toContain('The list that $page pages is in the answer 2 times');
	});

	it('fills in the search, sorting and other values of variables', async () => {
		await start('pagesToWindow');
		const query = `query ($page: Paginator, $words: String, $from: Int64Bit!, $sort: [Sorter], $part: String! = "Custo") {
			accounts(
				general_search: $words, paginator: $page, sorter: $sort
				search: { integer_fields: [{ attribute: "id", search_value: $from, operator: GT }]
				          string_fields: [{ attribute: "name", search_value: $part, match: true }] }
			) { entities { id } }
		}`;
		const sort = [{ attribute: 'id', direction: 'DESC' }];
		const variables = JSON.stringify({ words: 'Customer', from: 2, sort });
		const { error, items } = await run(query, { ...ALL, variables });
		expect(error).toBeUndefined();
		expect(idsOf({ items })).toEqual(IDS.slice(2).reverse());
	});

	it('takes the page size from the variable’s own value', async () => {
		await start('pagesOf100');
		const { items } = await run(list(), {
			...ALL,
			variables: '{ "page": { "page": 1, "records_per_page": 5 } }',
		});
		expect(idsOf({ items })).toEqual(IDS);
		expect(kit.asked('accounts')[0]!.paginator).toEqual({ page: 1, records_per_page: 5 });
	});

	it('reads one page again if the list changes, and fails if that does not end', async () => {
		await start('pagesOf10');
		const page = (total: number, ...ids: number[]) =>
			json({
				data: {
					accounts: {
						entities: ids.map((id) => ({ id: String(id) })),
						n8nPageInfo: { total_pages: 2, total_count: total, records_per_page: 2 },
					},
				},
			});
		const short = [page(4, 1, 2), page(4, 2)];
		answerWith(kit.sonar, '/', ...short, ...short, ...short);
		expect((await run(list(), ALL)).error?.message).toContain(
			'Sonar gave fewer entities than it counts',
		);
		answerWith(kit.sonar, '/', ...short, page(3, 1, 2), page(3, 3));
		expect(idsOf(await run(list(), ALL))).toEqual([1, 2, 3]);
	});

	it('keeps partial data of each page, if that is wanted', async () => {
		await start('pagesOf10');
		const withError = (path: unknown[]) =>
			reshaped((answer: object) => ({ ...answer, errors: [{ message: 'Hidden.', path }] }));
		answerWith(kit.sonar, '/', 'as usual', withError(['accounts', 'entities', 3, 'name']));
		const { items } = await run(list(), { ...ALL, options: { partialData: 'keep' } });
		expect(idsOf({ items })).toEqual(IDS);
		expect(items[0]!.json.errors).toEqual([{ message: 'Hidden.', path: ['accounts', 'entities'] }]);
	});

	it('fails if a page fails for good', async () => {
		await start('pagesOf10');
		answerWith(kit.sonar, '/', 'as usual', status(502), 'as usual', status(500), status(500));
		const { error } = await run(list(), ALL);
		expect(error?.message).toContain('Sonar’s server failed');
	});

	it('stops at 16 MiB', async () => {
		await start('pagesOf10');
		const text = 'x'.repeat(900_000);
		let id = 0;
		const page = () =>
			reshaped(() => ({
				data: {
					accounts: {
						entities: Array.from({ length: 10 }, () => ({ id: String((id += 1)), text })),
						n8nPageInfo: { total_pages: 9, total_count: 90 },
					},
				},
			}));
		answerWith(kit.sonar, '/', page(), page(), page());
		const { error } = await run(list('', 'id text: name'), ALL);
		expect(error?.message).toContain('come to more than 16 MiB');
		expect(kit.calls).toHaveLength(2);
	});
});

describe('Limit', () => {
	it('keeps Sonar’s own order on one page, and reads further ones if they are smaller', async () => {
		await start('pagesOf10');
		const { items, hints } = await run(list(), { limit: '={{ 14 }}' });
		expect(idsOf({ items })).toEqual(IDS.slice(0, 14));
		expect(kit.asked('accounts')).toMatchObject([
			{ paginator: { page: 1, records_per_page: 14 } },
			{ paginator: { page: 2, records_per_page: 14 } },
		]);
		expect(kit.asked('accounts')[0]).not.toHaveProperty('sorter');
		expect(hints.map(({ message }) => message)).toEqual([
			'More entities match than Limit allows. Raise Limit or turn on Return All.',
		]);
	});

	it('says nothing if it leaves nothing out', async () => {
		await start('pagesOf10');
		const { items, hints } = await run(list());
		expect(inOrder(idsOf({ items }))).toEqual(IDS);
		expect(hints).toEqual([]);
	});

	it('fills the variable of a query that only counts', async () => {
		await start('pagesOf10');
		const query =
			'query ($page: Paginator) { accounts(paginator: $page) { page_info { total_count } } }';
		const { items } = await run(query, { limit: 1 });
		expect(items[0]!.json).toEqual({ accounts: { page_info: { total_count: COUNT + 1 } } });
	});
});

describe('It is not clear what to page if', () => {
	it.each([
		[
			'two variables could be meant',
			'query ($a: Paginator, $b: Paginator!) { accounts(paginator: $a) { entities { id } } tickets(paginator: $b) { entities { id } } }',
			{},
			'2 variables of the type Paginator: $a, $b',
		],
		[
			'two lists share the variable',
			'query ($a: Paginator) { accounts(paginator: $a) { entities { id } } tickets(paginator: $a) { entities { id } } }',
			{},
			'must give $a to one list',
		],
		[
			'a fragment is used twice',
			'query ($a: Paginator) { x: tickets { ...T } y: tickets { ...T } } fragment T on TicketConnection { entities { ticket_replies(paginator: $a) { entities { id } } } }',
			{},
			'in the query more than once',
		],
		[
			'the entities have two names',
			'query ($a: Paginator) { accounts(paginator: $a) { x: entities { id } y: entities { id } } }',
			{},
			'under several names',
		],
		[
			'another page is given',
			'query ($a: Paginator = { page: 2, records_per_page: 10 }) { accounts(paginator: $a) { entities { id } } }',
			{},
			'The node fills $a page by page',
		],
		[
			'Return All has no variable',
			'={{ "{ accounts { entities { id } } }" }}',
			ALL,
			'Return All needs a query that declares',
		],
	])('%s', async (_, query, parameters, message) => {
		const { error } = await run(query, parameters);
		expect(error?.message).toContain(message);
		expect(kit.calls).toEqual([]);
	});
});
