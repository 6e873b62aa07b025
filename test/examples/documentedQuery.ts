import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const PAGE = join(__dirname, '../../docs/nodes.md');

/** The query of the documents, and its variables, as a user copies them. */
export function readDocumentedQuery(): { query: string; variables: string } {
	const [, text = ''] = readFileSync(PAGE, 'utf8').split('\n### Sonar GraphQL\n');
	const [, query] = /```graphql\n([^]*?)```/.exec(text) ?? [];
	const [, variables] = /Set \*\*Variables\*\* to `(.+?)`,/.exec(text) ?? [];
	if (query && variables) return { query, variables };
	throw new Error('docs/nodes.md has no query below "Sonar GraphQL".');
}

/** A query for n8n's HTTP Request. */
export const HTTP_REQUEST_BODY = JSON.stringify({
	query: 'query ($words: String) { accounts(general_search: $words) { entities { id name } } }',
	variables: { words: 'Jane' },
});
