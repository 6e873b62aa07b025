import { answerWith, json, reshaped, status } from '../../sonar/answers';
import { useKit } from '../useKit';
import { runnerOf } from './run';

const kit = useKit();
const run = runnerOf(kit);
beforeAll(() => {
	for (const name of ['Smith, Anna', 'Jane "Jay" Example', 'Åse Ås']) {
		kit.sonar.addEntity('Account', { name });
	}
	kit.sonar.addEntity('Account', { id: '9007199254740993', name: 'Large' });
	kit.sonar.addEntity('Ticket', { id: '7', subject: 'No internet' });
});

const FIND = 'query ($words: String) { accounts(general_search: $words) { entities { name } } }';
const found = (...names: string[]) => names.map((name) => ({ name }));
const jsonOf = ({ items }: { items: Array<{ json: object }> }) => items.map((one) => one.json);

describe('A query', () => {
	it('by default lists accounts by name, an item each', async () => {
		const { error, items } = await kit.run({ type: 'sonarGraphql', parameters: { limit: 2 } });
		expect(error).toBeUndefined();
		expect(items).toMatchObject([
			{ json: { id: '2', name: 'Jane "Jay" Example' }, pairedItem: { item: 0 } },
			{ json: { id: '9007199254740993', name: 'Large' }, pairedItem: { item: 0 } },
		]);
	});

	it.each([
		['several root fields', '{ me { name } accounts { entities { name } } }', ['me', 'accounts']],
		['no list', '{ me { name } }', ['me']],
	])('with %s gives its data as one item', async (_, query, names) => {
		const { items } = await run(query);
		expect(items).toHaveLength(1);
		expect(Object.keys(items[0]!.json)).toEqual(names);
	});

	it.each([
		['aliases', '{ found: accounts(id: 1) { rows: entities { who: name } } }'],
		[
			'a fragment',
			'{ ...A } fragment A on Query { accounts(id: 1) { ...C } } fragment C on AccountConnection { entities { who: name } }',
		],
		[
			'its type name',
			'{ __typename accounts(id: 1) { entities { who: name } page_info { page } } }',
		],
		[
			'the list in two parts',
			'{ accounts(id: 1) { page_info { page } } accounts(id: 1) { entities { who: name } } }',
		],
	])('with %s still gives an item for each entity', async (_, query) => {
		expect(jsonOf(await run(query))).toEqual([{ who: 'Smith, Anna' }]);
	});

	it('takes no other field for the entities that has their name', async () => {
		const [item] = jsonOf(await run('{ accounts(id: 1) { entities: page_info { total_count } } }'));
		expect(item).toEqual({ accounts: { entities: { total_count: 1 } } });
	});

	it('gives no item for no entity', async () => {
		expect(jsonOf(await run('{ accounts(id: 99) { entities { name } } }'))).toEqual([]);
	});

	it('is sent as it is written, with a name, comments and a mark of its encoding', async () => {
		const query = '\ufeff# all\r\nquery Accounts { accounts(id: 1) { entities { name } } }';
		expect(jsonOf(await run(query))).toEqual(found('Smith, Anna'));
		expect(kit.sonar.log[0]!.query).toBe(query);
	});

	it('is read at each item, and sent once for identical ones', async () => {
		const names = ['anna', 'jane', 'anna'];
		const { items } = await run(
			FIND,
			{ variables: '={{ { words: $json.name } }}' },
			{
				input: names.map((name) => ({ json: { name } })),
			},
		);
		expect(items).toMatchObject([
			{ json: { name: 'Smith, Anna' }, pairedItem: { item: 0 } },
			{ json: { name: 'Jane "Jay" Example' }, pairedItem: { item: 1 } },
			{ json: { name: 'Smith, Anna' }, pairedItem: { item: 2 } },
		]);
		expect(items[0]!.json).not.toBe(items[2]!.json);
		expect(kit.calls).toEqual(['query', 'query']);
	});

	it('keeps the digits of large whole numbers in the answer', async () => {
		const answer = '{"data":{"accounts":{"entities":[{"id":9007199254740993,"balance":1.5}]}}}';
		kit.sonar.answerNext(() => true, status(200, answer));
		expect(jsonOf(await run('{ accounts { entities { id balance } } }'))).toEqual([
			{ id: '9007199254740993', balance: 1.5 },
		]);
	});

	it('gives a null root field as it is', async () => {
		answerWith(kit.sonar, '/', json({ data: { accounts: null } }));
		expect(jsonOf(await run('{ accounts { entities { id } } }'))).toEqual([{ accounts: null }]);
	});
});

describe('Variables', () => {
	it.each([
		['JSON', '{ "words": "Jane \\"Jay\\"" }'],
		['an object by expression', '={{ { words: \'Jane "Jay"\' } }}'],
		['JSON with an expression', '={ "words": {{ JSON.stringify(\'Jane "Jay"\') }} }'],
	])('travel as values, given as %s', async (_, variables) => {
		expect(jsonOf(await run(FIND, { variables }))).toEqual(found('Jane "Jay" Example'));
	});

	it('keep the digits of large whole numbers', async () => {
		const query = 'query ($id: Int64Bit!) { accounts(id: $id) { entities { name } } }';
		const variables = '{ "id": 9007199254740993 }';
		expect(jsonOf(await run(query, { variables }))).toEqual(found('Large'));
	});

	it.each([
		['{ "words": "x"\n  "b": 1 }', 'Variables is not valid JSON in line 2, column 3'],
		['{ "words": NaN }', 'Variables is not valid JSON'],
		['{', 'Variables is not valid JSON'],
		[`{ "words": ${'['.repeat(200)}${']'.repeat(200)} }`, 'it is nested too deep'],
		['[1]', 'Variables must be an object such as'],
		['null', 'Variables must be an object such as'],
		['{ "words": "x", "wrods": "y" }', 'Variables has "wrods", but the query declares no $wrods'],
		['={{ { words: $json.missing } }}', 'Variables.words has no value'],
		['={{ { words: ["a", undefined] } }}', 'Variables.words[1] has no value'],
		['={{ { words: 9007199254740993 } }}', 'Variables.words is too large a number'],
		['={{ { words: NaN } }}', 'Variables.words is NaN'],
		['={{ { words: new Set(["Jane"]) } }}', 'Variables.words is a Set, which JSON has nothing for'],
		['={{ new Map([["words", "Jane"]]) }}', 'Variables is a Map'],
		['{ "words": 1e400 }', 'Variables.words is Infinity'],
	])('%s is an error before anything is sent', async (variables, message) => {
		const { error } = await run(FIND, { variables });
		expect(error?.message).toContain(message);
		expect(kit.calls).toEqual([]);
	});

	it.each(['{}', '{ "id": null }'])('%s lacks a required value', async (variables) => {
		const query = 'query ($id: Int64Bit!) { accounts(id: $id) { entities { name } } }';
		const { error } = await run(query, { variables });
		expect(error?.message).toContain('Variables has no value for $id, which the query requires');
		expect(kit.calls).toEqual([]);
	});
});

describe('A query that cannot be sent', () => {
	const nested = '{ a '.repeat(6000) + '}'.repeat(6000);
	it.each([
		['{\n  accounts {\n    entities { id }\n', 'syntax error in line 4, column 1'],
		[
			'{ accounts(general_search: "x) { entities { id } } }',
			'line 1, column 53: Unterminated string',
		],
		['{ me { id } }\nquery B { me { id } }', '2 operations, the second one in line 2, column 1'],
		['subscription { me { id } }', 'has a subscription'],
		['fragment A on Account { id }', 'has no operation'],
		['type A { id: ID } { me { id } }', 'defines a type in line 1, column 1'],
		['query ($a: Int) { me { id } }', 'declares $a in line 1, column 8 but does not use it'],
		['# nothing', 'syntax error in line 1'],
		[nested, 'The query '],
		[' \n', 'Query is empty'],
		['={{ 7 }}', 'Query must be text, not 7'],
	])('is an error that says where: %#', async (query, message) => {
		const { error } = await run(query);
		expect(error?.message).toContain(message);
		expect(kit.calls).toEqual([]);
	});
});

describe('What Sonar refuses', () => {
	it('is an error in its words, asked once', async () => {
		const { error } = await run(
			'query ($page: Paginator) { accounts(paginator: $page) { entities { nam } } }',
		);
		expect(error?.message).toContain('Sonar answered: Cannot query field "nam" on type "Account"');
		expect(error).toHaveProperty('description', expect.stringContaining('/graphiql'));
		expect(kit.calls).toHaveLength(1);
	});

	it('is an error if the token is dead, for all items at once', async () => {
		answerWith(kit.sonar, '/', json({ error: 'Unauthenticated.' }));
		const input = ['a', 'b', 'c'].map((name) => ({ json: { name } }));
		const { error } = await run(
			FIND,
			{ variables: '={{ { words: $json.name } }}', options: { parallelRequests: 1 } },
			{ input },
		);
		expect(error?.message).toContain('Sonar did not accept the access token');
		expect(kit.calls).toHaveLength(1);
	});

	it('fails its own item', async () => {
		const input = [{ json: { id: 'x' } }, { json: { id: '1' } }];
		const { items } = await run(
			'query ($id: Int64Bit) { accounts(id: $id) { entities { name } } }',
			{ variables: '={{ { id: $json.id } }}' },
			{ input, onError: 'continueRegularOutput' },
		);
		expect(items[0]!.json.error).toContain('Int64Bit cannot represent');
		expect(items[1]).toMatchObject({ json: { name: 'Smith, Anna' }, pairedItem: { item: 1 } });
	});
});

describe('Partial data', () => {
	const partial = reshaped((answer: object) => ({
		...answer,
		errors: [{ message: `Not for ${kit.sonar.token}.`, path: ['accounts'], extensions: { a: 1 } }],
	}));
	const errors = [{ message: 'Not for ….', path: ['accounts'], extensions: { a: 1 } }];
	const ONE = '{ accounts(id: 1) { entities { name } } }';

	it('is an error', async () => {
		answerWith(kit.sonar, '/', partial);
		expect((await run(ONE)).error?.message).toContain('Sonar answered: Not for ….');
	});

	const keep = { options: { partialData: 'keep' } };
	it.each([
		['beside an entity', ONE, [{ name: 'Smith, Anna', errors }]],
		[
			'without an entity',
			'{ accounts(id: 99) { entities { name } } }',
			[{ accounts: { entities: [] }, errors }],
		],
		[
			'beside a field of their name',
			'{ errors: accounts(id: 1) { total: page_info { total_count } } }',
			[{ errors: { total: { total_count: 1 } }, graphqlErrors: errors }],
		],
	])('can be kept, with the errors %s', async (_, query, expected) => {
		answerWith(kit.sonar, '/', partial);
		expect(jsonOf(await run(query, keep))).toEqual(expected);
	});

	it('is nothing to keep if there is no data', async () => {
		answerWith(
			kit.sonar,
			'/',
			json({ data: null, errors: [{ message: 'Bad.' }, { message: 'Worse.' }] }),
		);
		expect((await run(ONE, keep)).error?.message).toContain('Sonar answered: Bad.; Worse.');
	});
});
