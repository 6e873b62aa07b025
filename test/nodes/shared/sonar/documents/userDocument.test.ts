import { parseValue } from 'graphql';

import { toJson } from '../../../../../nodes/shared/sonar/documents/literals';
import { checkVariables, planPaging } from '../../../../../nodes/shared/sonar/documents/pagedField';
import { splitEntities } from '../../../../../nodes/shared/sonar/documents/splitEntities';
import {
	parseUserDocument,
	rootFieldsOf,
	withDefaults,
} from '../../../../../nodes/shared/sonar/documents/userDocument';

describe('A value of a document', () => {
	it.each<[string, unknown]>([
		['5', 5],
		['-9007199254740991', -9007199254740991],
		['9007199254740993', '9007199254740993'],
		['1.5e3', 1500],
		['"5"', '5'],
		['"""a "b" c"""', 'a "b" c'],
		['true', true],
		['false', false],
		['null', null],
		['DESC', 'DESC'],
		['[1, null, ["a"], $given, $other]', [1, null, ['a'], 7, null]],
		['{a: {b: 1.0}, c: [], d: $given}', { a: { b: 1 }, c: [], d: 7 }],
		['$given', 7],
		['$other', undefined],
	])('%s is in JSON %j', (text, value) => {
		expect(toJson(parseValue(text), { given: 7 })).toEqual(value);
	});

	it('is one of a variable that is not given', () => {
		const document = parseUserDocument(
			'query ($a: Int = 1, $b: Int = 2, $c: Int) { f(a: $a, b: $b, c: $c) }',
		);
		expect(withDefaults(document, { b: null, d: 4 })).toEqual({ a: 1, b: null, d: 4 });
	});
});

describe('A document', () => {
	it.each([
		['query { me { id } ', 'has a syntax error in line 1, column 19: Expected Name, found <EOF>'],
		['{ me { id } }\n type A { b: Int }', 'defines a type in line 2, column 2, but only queries'],
		['fragment F on User { id }', 'has no operation, such as query { … }'],
		[
			'query a { me { id } }\nquery b { me { id } }',
			'has 2 operations, the second one in line 2, column 1: keep',
		],
		['subscription { me { id } }', 'has a subscription in line 1, column 1, which'],
		['query (\n$a: Int) { me { id } }', 'declares $a in line 2, column 1 but does not use it'],
		[`{ ${'a '.repeat(20_000)} }`, 'has a syntax error'],
		[`{ a(b: ${'['.repeat(15_000)}`, 'is nested too deep'],
	])('that cannot be sent says so: %.30s', (text, error) => {
		expect(() => parseUserDocument(text)).toThrow(`The query ${error}`);
		expect(() => parseUserDocument(text)).toThrow(
			expect.objectContaining({ code: 'query' }) as Error,
		);
	});

	it('is a mutation, or a query', () => {
		const of = (text: string) => planPaging(parseUserDocument(text), {});
		expect(of('query ($p: Paginator) { a(paginator: $p) { entities { id } } }')).toBeDefined();
		expect(of('mutation ($p: Paginator) { a(paginator: $p) { entities { id } } }')).toBeUndefined();
		expect(parseUserDocument('mutation { a { id } }').isMutation).toBe(true);
		expect(() => of('query ($p: Paginator, $q: Paginator!) { a(b: $p, c: $q) { id } }')).toThrow(
			'has 2 variables of the type Paginator: $p, $q. Keep one',
		);
	});
});

describe('The variables of a query', () => {
	const text =
		'query ($id: Int!, $name: String, $size: Int! = 5) { f(id: $id, name: $name, size: $size) }';

	it.each<[object, RegExp | undefined]>([
		[{ id: 1 }, undefined],
		[{ id: 0, name: null, size: 1 }, undefined],
		[{ id: 1, size: null }, undefined],
		[{}, /no value for \$id,/],
		[{ id: null }, /no value for \$id,/],
		[{ id: 1, nam: 'x' }, /has "nam", but the query declares no \$nam/],
	])('are checked against %j', (values, error) => {
		const check = () => checkVariables(parseUserDocument(text), values as Record<string, unknown>);
		if (error) expect(check).toThrow(error);
		else expect(check).not.toThrow();
	});

	const paged = (type: string, field = 'accounts(paginator: $p) { entities { id } }') =>
		parseUserDocument(`query ($p: ${type}) { ${field} }`);

	it.each<[unknown, number | undefined]>([
		[undefined, 500],
		[null, 500],
		[{ records_per_page: 10 }, 10],
		[{ page: 1, records_per_page: 1 }, 1],
		[{ page: 2, records_per_page: 10 }, undefined],
		[{ page: 1 }, undefined],
		[{ records_per_page: 0 }, undefined],
		[{ records_per_page: 1.5 }, undefined],
		[{ records_per_page: '10' }, undefined],
		[[], undefined],
		[10, undefined],
	])('that page, if they are %j, give pages of %p', (p, size) => {
		const plan = () => planPaging(paged('Paginator'), { p });
		if (size === undefined) expect(plan).toThrow('must be the first page, or be left out');
		else
			expect(plan()).toMatchObject({ variable: 'p', pageSize: size, list: { path: ['accounts'] } });
	});

	it.each([
		['Paginator!', 500],
		['Paginator = { records_per_page: 7 }', 7],
		['[Paginator]', undefined],
		['Int', undefined],
	])('page if they are of the type %s: by %p', (type, size) => {
		expect(planPaging(paged(type), {})?.pageSize).toBe(size);
		expect(() => checkVariables(paged('Paginator!'), {})).not.toThrow();
	});

	it.each([
		['a: accounts(paginator: $p) { list: entities { id } }', ['a']],
		[
			'account(id: 1) { b: tickets(first: $q, paginator: $p) { entities { id } } }',
			['account', 'b'],
		],
		['accounts(paginator: $p) { page_info { total_count } }', undefined],
	])('page the list of %s, at %j', (field, path) => {
		const document = paged(
			'Paginator, $q: Int = 1',
			field.includes('$q') ? field : `${field} x(q: $q)`,
		);
		expect(planPaging(document, {})!.list?.path).toEqual(path);
	});

	it.each([
		[
			'accounts(paginator: $p) { entities { id } } tickets(paginator: $p) { entities { id } }',
			'to one list',
		],
		['accounts(first: $p) { entities { id } }', 'to one list'],
		['accounts(paginator: 5) { entities { id } } tickets(first: $p) { id }', 'to one list'],
		[
			'...F a: account { ...F } } fragment F on Query { accounts(paginator: $p) { entities { id } }',
			'more than once',
		],
		['a: accounts(paginator: $p) { entities { id } b: entities { id } }', 'under several names'],
	])('page nothing that is unclear: %s', (field, error) => {
		expect(() => planPaging(paged('Paginator', field), {})).toThrow(error);
	});
});

describe('The entities of an answer', () => {
	const rows = [{ id: 1 }, { id: 2 }];

	it.each<[string, unknown, unknown]>([
		['{ accounts { entities { id } } }', { accounts: { entities: rows } }, rows],
		[
			'{ __typename accounts { entities { id } } }',
			{ accounts: { entities: [null, ...rows] } },
			rows,
		],
		['{ a: accounts { b: entities { id } } }', { a: { b: rows } }, rows],
		[
			'{ ...F } fragment F on Query { accounts { ... { entities { id } } } }',
			{ accounts: { entities: rows } },
			rows,
		],
		[
			'{ accounts { entities { id } } accounts { page_info { page } entities { name } } }',
			{ accounts: { entities: rows } },
			rows,
		],
		['{ accounts { entities { id } } }', { accounts: { entities: [] } }, []],
		['{ accounts { entities { id } } }', { accounts: { entities: [1] } }, undefined],
		['{ accounts { entities { id } } }', { accounts: { entities: null } }, undefined],
		['{ accounts { entities { id } } }', { accounts: null }, undefined],
		['{ accounts { page_info { page } } }', { accounts: { entities: rows } }, undefined],
		['{ accounts { entities: page_info { page } } }', { accounts: { entities: rows } }, undefined],
		[
			'{ accounts { entities { id } b: entities { id } } }',
			{ accounts: { entities: rows, b: rows } },
			undefined,
		],
		[
			'{ accounts { entities { id } } b: accounts { entities { id } } }',
			{ accounts: { entities: rows }, b: null },
			undefined,
		],
		[
			'{ accounts { entities { id } } me { id } }',
			{ accounts: { entities: rows }, me: null },
			undefined,
		],
		['{ __typename }', { __typename: 'Query' }, undefined],
	])('of %s, %j, are %j', (text, data, expected) => {
		const document = parseUserDocument(text);
		expect(splitEntities(document, data as Record<string, unknown>)).toEqual(expected);
	});

	it('are under the names of the root fields', () => {
		const document = parseUserDocument(
			'{ a: me { id } ...F } fragment F on Query { b: me { id } me { id } }',
		);
		expect([...rootFieldsOf(document)].map(([key, { name }]) => [key, name.value])).toEqual([
			['a', 'me'],
			['b', 'me'],
			['me', 'me'],
		]);
	});
});
