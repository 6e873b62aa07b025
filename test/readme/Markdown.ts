import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export const PROJECT = resolve(__dirname, '../..');

interface Heading {
	level: number;
	title: string;
	/** Of its line. */
	index: number;
}

/** What GitHub's links call a heading. */
export function toAnchor(heading: string): string {
	return heading
		.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
		.toLowerCase()
		.replace(/[^\w -]/g, '')
		.replace(/ /g, '-');
}

/** A file of the project in Markdown, by its headings, tables and links. */
export class Markdown {
	readonly text: string;

	private readonly lines: string[];

	private readonly headings: Heading[];

	constructor(readonly path: string) {
		this.text = readFileSync(join(PROJECT, path), 'utf8');
		this.lines = this.text.split('\n');
		let isCode = false;
		this.headings = this.lines.flatMap((line, index) => {
			if (line.trimStart().startsWith('```')) isCode = !isCode;
			const [, marks, title] = /^(#+) (.*)$/.exec(line) ?? [];
			return isCode || title === undefined ? [] : [{ level: marks!.length, title, index }];
		});
	}

	/** The text below a heading, with the sections below it. */
	section(title: string): string {
		const heading = this.headings.find((one) => one.title === title);
		if (!heading) throw new Error(`${this.path} has no heading "${title}".`);
		const end = this.headings.find(
			({ index, level }) => index > heading.index && level <= heading.level,
		);
		return this.lines.slice(heading.index + 1, end?.index).join('\n');
	}

	/** The rows of the first table below a heading whose head starts with a word, without the head. */
	rowsBelow(title: string, head = ''): string[][] {
		const tables = this.section(title).match(/(?:^\|.*\n?)+/gm) ?? [];
		const table = tables.find((one) => one.startsWith(`| ${head}`)) ?? '';
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

	/** The files of the project that it links to or shows. */
	get linkedFiles(): string[] {
		return this.links
			.map((link) => link.split('#')[0]!)
			.filter(Boolean)
			.map((file) => join(dirname(this.path), file));
	}

	/** The files of code that it names. Describe File is the example of CONTRIBUTING.md. */
	get sources(): string[] {
		const names = this.text.matchAll(/`([\w./-]+\.ts)`/g);
		return [...names].map(([, name]) => name!).filter((name) => !name.includes('DescribeFile'));
	}

	get anchors(): string[] {
		return this.headings.map(({ title }) => toAnchor(title));
	}
}
