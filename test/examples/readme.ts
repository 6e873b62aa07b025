import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const README = join(__dirname, '../../README.md');

/** The query that the README gives for anything else, and its variables, as a user copies them. */
export function readQueryOfReadme(): { query: string; variables: string } {
	const [, text = ''] = readFileSync(README, 'utf8').split('\n### Anything else in Sonar\n');
	const [, query] = /^[^]*?```graphql\n([^]*?)```/.exec(text) ?? [];
	const [, variables] = /\*\*Variables\*\*, such as `(.+?)`,/.exec(text) ?? [];
	if (query && variables) return { query, variables };
	throw new Error('The README has no query below "Anything else in Sonar".');
}

/** A query for n8n's HTTP Request. */
export const HTTP_REQUEST_BODY = JSON.stringify({
	query: 'query ($words: String) { accounts(general_search: $words) { entities { id name } } }',
	variables: { words: 'Jane' },
});
