import { NodeHelpers } from 'n8n-workflow';

import { useKit } from '../useKit';

const kit = useKit();

/** The fields that the editor shows for a query. */
function shownFor(query: string, returnAll = false): string[] {
	const description = kit.engine.descriptionOf('sonarGraphql');
	const values = { query, variables: '{}', returnAll, limit: 50, options: {} };
	return description.properties
		.filter((property) =>
			NodeHelpers.displayParameter(values, property, { typeVersion: 1 }, description),
		)
		.map(({ name }) => name);
}

describe('Return All and Limit', () => {
	it.each([
		'query ($page: Paginator) { accounts(paginator: $page) { entities { id } } }',
		'query A($a: Int = 1, $p:Paginator! = { page: 1, records_per_page: 5 }) { a }',
		'query (\n  # the page\n  $p\n  :,\n  Paginator\n) { a }',
		'={{ $json.query }}',
	])('are shown for a query that declares a Paginator: %j', (query) => {
		expect(shownFor(query)).toEqual(['query', 'variables', 'returnAll', 'limit', 'options']);
	});

	it.each([
		'{ accounts { entities { id } } }',
		'query ($p: [Paginator]) { a }',
		'query ($p: Paginators) { a }',
		'',
	])('are hidden otherwise: %j', (query) =>
		expect(shownFor(query)).toEqual(['query', 'variables', 'options']),
	);

	it('are not both shown', () => {
		expect(shownFor('query ($page: Paginator) { a }', true)).not.toContain('limit');
	});

	it.each(['#:$a\n ,', '$a :,  '])('are looked for in linear time, in much of %j', (part) => {
		// n8n itself gives up after 250 ms, by an error.
		expect(shownFor(`$a${part.repeat(20_000)}`)).not.toContain('limit');
	});
});

it('The query has a field for code, an example and a way to find more', () => {
	const { properties } = kit.engine.descriptionOf('sonarGraphql');
	expect(properties[0]).toMatchObject({
		typeOptions: { editor: 'jsEditor' },
		default: expect.stringContaining('accounts') as string,
		hint: expect.stringContaining('/graphiql') as string,
	});
});
