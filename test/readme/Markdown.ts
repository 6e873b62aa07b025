import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const PROJECT = resolve(__dirname, '../..');

/** A file of the project in Markdown, by its headings, tables and links. */
export class Markdown {
	readonly text: string;

	constructor(readonly path: string) {
		this.text = readFileSync(join(PROJECT, path), 'utf8');
	}

	/** The text below a heading of any level, down to the next heading. */
	below(heading: string): string {
		const lines = this.text.split('\n');
		const start = lines.findIndex((line) => /^#+ /.test(line) && line.endsWith(`# ${heading}`));
		if (start < 0) throw new Error(`${this.path} has no heading "${heading}".`);
		const rest = lines.slice(start + 1);
		const end = rest.findIndex((line) => /^#+ /.test(line));
		return rest.slice(0, end < 0 ? undefined : end).join('\n');
	}

	/** The rows of the first table below a heading, without its head. */
	rowsBelow(heading: string): string[][] {
		const [table = ''] = /(?:^\|.*\n?)+/m.exec(this.below(heading)) ?? [];
		const rows = table.trim().split('\n').slice(2);
		return rows.map((row) =>
			row
				.slice(1, -1)
				.split('|')
				.map((cell) => cell.trim()),
		);
	}

	/** The targets of all links and pictures that are no web addresses. */
	get links(): string[] {
		const targets = this.text.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g);
		return [...targets]
			.map(([, link, source]) => link ?? source!)
			.filter((target) => !/^https?:/.test(target));
	}

	/** The files of code that it names. Describe File is the example of CONTRIBUTING.md. */
	get sources(): string[] {
		const names = this.text.matchAll(/`([\w./-]+\.ts)`/g);
		return [...names].map(([, name]) => name!).filter((name) => !name.includes('DescribeFile'));
	}

	/** What the links of GitHub call the headings. */
	get anchors(): string[] {
		return [...this.text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
			heading!
				.toLowerCase()
				.replace(/[^\w -]/g, '')
				.replace(/ /g, '-'),
		);
	}
}
