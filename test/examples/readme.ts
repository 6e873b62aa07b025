import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const README = join(__dirname, '../../README.md');

/** The body that the README gives for n8n's HTTP Request, as a user copies it. */
export function readGraphqlOfReadme(): string {
	const text = readFileSync(README, 'utf8');
	const [, body] = /### Anything else in Sonar\n[^]*?```json\n([^]*?)```/.exec(text) ?? [];
	if (!body) throw new Error('The README has no JSON below "Anything else in Sonar".');
	return body;
}
