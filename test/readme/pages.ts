import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { Markdown, PROJECT } from './Markdown';

export const README = new Markdown('README.md');
export const NODES = new Markdown('docs/nodes.md');

/** The pages for users. */
export const PAGES = [
	README,
	NODES,
	...readdirSync(join(PROJECT, 'docs'))
		.filter((file) => file.endsWith('.md') && file !== 'nodes.md')
		.map((file) => new Markdown(`docs/${file}`)),
];

export const page = (path: string): Markdown => {
	const found = PAGES.find((one) => one.path === path);
	if (!found) throw new Error(`There is no page ${path}.`);
	return found;
};

/** The page that has the section of a node. */
export function pageOf(node: string): Markdown {
	if (node === 'Sonar Email to Ticket') return page('docs/email.md');
	return node.endsWith('Trigger') ? page('docs/triggers.md') : NODES;
}
