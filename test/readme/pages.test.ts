import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { REMEDIES } from '../../nodes/shared/n8n/remedies';
import { Markdown, PROJECT } from './Markdown';
import { page, PAGES } from './pages';

/** The pages as a whole: what they link to, show and quote. */

const FILES = ['nodes', 'credentials', 'test', 'scripts', 'probe', 'bench', 'demo'].flatMap(
	(folder) =>
		readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' }).map(
			(file) => `${folder}/${file}`,
		),
);

const DOCUMENTS = [
	...PAGES,
	...[
		'CODE_OF_CONDUCT.md',
		'CONTRIBUTING.md',
		'SECURITY.md',
		'docs/dev/guidelines.md',
		'docs/dev/state.md',
		'probe/README.md',
		'test/README.md',
		'test/faults/README.md',
		'test/mutation/README.md',
		'test/e2e/README.md',
	].map((path) => new Markdown(path)),
];

describe.each(DOCUMENTS)('$path', (document) => {
	it('links to files and headings that are there', () => {
		const broken = document.links.filter((link) => {
			const [file, anchor] = link.split('#') as [string, string?];
			const target = file ? join(document.path, '..', file) : document.path;
			if (!existsSync(join(PROJECT, target))) return true;
			return anchor !== undefined && !new Markdown(target).anchors.includes(anchor);
		});
		expect(broken).toEqual([]);
	});

	it('names files of code that are there', () => {
		const gone = document.sources.filter(
			(file) => !FILES.some((one) => `/${one}`.endsWith(`/${file}`)),
		);
		expect(gone).toEqual([]);
	});

	it('has no two headings of one name, so that each anchor is clear', () => {
		const { anchors } = document;
		expect(anchors.filter((anchor, index) => anchors.indexOf(anchor) !== index)).toEqual([]);
	});
});

describe('The pages', () => {
	it('can all be reached from the README, in two steps', () => {
		const [README] = PAGES;
		const reached = new Set(README!.linkedFiles);
		for (const { path, linkedFiles } of PAGES) {
			if (reached.has(path)) linkedFiles.forEach((file) => reached.add(file));
		}
		expect(PAGES.slice(1).filter(({ path }) => !reached.has(path))).toEqual([]);
	});

	it('show each picture of docs/', () => {
		const shown = new Set(PAGES.flatMap(({ linkedFiles }) => linkedFiles));
		const pictures = readdirSync(join(PROJECT, 'docs')).filter((file) => file.endsWith('.png'));
		expect(pictures.length).toBeGreaterThan(4);
		expect(pictures.filter((file) => !shown.has(`docs/${file}`))).toEqual([]);
	});

	it('speak of publishing and importing as n8n 2 does', () => {
		const old = /\b(?:switch(?:ed)? (?:on|off)|(?:de)?activate the workflow|Import from File)\b/i;
		expect(PAGES.filter(({ text }) => old.test(text)).map(({ path }) => path)).toEqual([]);
	});

	it('have a row for each example', () => {
		const files = page('docs/examples.md')
			.rowsBelow('Examples')
			.map(([cell]) => /\(\.\.\/examples\/(.+)\)/.exec(cell!)![1]);
		expect(files.sort()).toEqual(readdirSync(join(PROJECT, 'examples')).sort());
	});

	it('quote only messages that the code has', () => {
		const code = ['nodes', 'credentials']
			.flatMap((folder) =>
				readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' })
					.filter((file) => file.endsWith('.ts'))
					.map((file) => readFileSync(join(PROJECT, folder, file), 'utf8')),
			)
			.join('\n')
			.replace(/’/g, "'");
		const parts = page('docs/troubleshooting.md')
			.rowsBelow('Messages')
			.flatMap(([messages]) => messages!.split('; '))
			.flatMap((message) => message.replace(/^(is not|must be) /, '').split(/…|\d[\d,]*/))
			.map((part) => part.trim().replace(/^[.:"]+$/, ''))
			.filter(Boolean);
		expect(parts.length).toBeGreaterThan(40);
		expect(parts.filter((part) => !code.includes(part))).toEqual([]);
	});

	it('name each permission that an error names', () => {
		const { text } = page('docs/credential.md');
		const named = Object.values(REMEDIES)
			.join(' ')
			.match(/\b[A-Z]{4,}(?:_[A-Z]+)+\b/g)!;
		expect(named.length).toBeGreaterThan(20);
		expect(named.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
	});
});
