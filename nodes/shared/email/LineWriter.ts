/** Blanks that a browser collapses: not those that do not break. */
const COLLAPSED = /[ \t\n\r\f]+/g;

/** Characters that nobody sees. Joiners belong to words and emoji, except beside blanks. */
const INVISIBLE = /[\u00ad\u034f\u180e\u200b\u2060\ufeff]/g;
const LONE_JOINERS = /(?<![^\s\u200c\u200d])[\u200c\u200d]+|[\u200c\u200d]+(?![^\s\u200c\u200d])/g;

/** A line with nothing but marks of quotes. */
const BLANK = /^[>\s]*$/;

/** Quotes and lists deeper than this look all the same. */
const DEEPEST = 5;

/** Text as a browser would break it into lines, with marks for quotes and list items. */
export class LineWriter {
	/** Characters so far, those of joined writers included. */
	length = 0;
	private quotes = 0;
	private indent = 0;
	private readonly lines: string[] = [];
	private line = '';
	private last = '';
	private marker = '';
	private hasText = false;
	/** Whether a blank line stands before the next text. */
	private isApart = false;

	/** Whether the current line has text. */
	get isInLine(): boolean {
		return this.hasText;
	}

	/** Of the current line. Kept apart, because to look into a line that grows copies it each time. */
	get lastCharacter(): string {
		return this.last;
	}

	write(text: string, isPreformatted = false): void {
		if (!isPreformatted) {
			const collapsed = text.replace(COLLAPSED, ' ');
			const isAtBlank = !this.hasText || this.last === ' ';
			this.append(isAtBlank && collapsed.startsWith(' ') ? collapsed.slice(1) : collapsed);
			return;
		}
		text.split(/\r\n|\r|\n/).forEach((line, index) => {
			if (index > 0) this.endLine();
			this.append(line);
		});
	}

	/** Ends the line: an empty one stays as a blank line. */
	endLine(): void {
		if (!this.hasText) this.begin();
		this.push(this.line);
		this.hasText = false;
	}

	/** Begins a block: on a line of its own, or also behind a blank line. */
	startBlock(isApart = false): void {
		if (this.hasText) this.endLine();
		this.isApart ||= isApart;
	}

	/** Begins a list item. */
	startItem(marker: string): void {
		this.startBlock();
		this.marker = marker;
	}

	startQuote(): void {
		this.startBlock();
		this.quotes++;
	}

	endQuote(): void {
		this.startBlock();
		this.quotes = Math.max(this.quotes - 1, 0);
	}

	/** Begins a list, whose items are indented. */
	startIndent(): void {
		this.startBlock();
		this.indent++;
	}

	endIndent(): void {
		this.startBlock();
		this.indent = Math.max(this.indent - 1, 0);
	}

	/** Adds lines of their own, as a cell of a table has them. */
	writeLines(lines: readonly string[]): void {
		for (const line of lines) {
			this.startBlock();
			if (line !== '') this.append(line);
			else this.isApart = true;
		}
		this.startBlock();
	}

	/** All lines, without blank ones at the ends, and with one at a time. */
	finish(): string[] {
		this.startBlock();
		const lines = this.lines.map(cleanLine);
		const areBlank = lines.map((line) => BLANK.test(line));
		const kept = lines.filter((_, index) => !areBlank[index] || !(areBlank[index - 1] ?? true));
		return areBlank.at(-1) ? kept.slice(0, -1) : kept;
	}

	private append(text: string): void {
		if (text === '') return;
		if (!this.hasText) this.begin();
		this.hasText = true;
		this.line += text;
		this.last = text.slice(-1);
		this.length += text.length;
	}

	private begin(): void {
		const quote = '> '.repeat(Math.min(this.quotes, DEEPEST));
		if (this.isApart) this.push(quote);
		this.isApart = false;
		const depth = Math.min(this.indent, DEEPEST);
		const indent = this.marker ? '  '.repeat(Math.max(depth - 1, 0)) : '  '.repeat(depth);
		this.line = quote + indent + this.marker;
		this.marker = '';
		this.length += this.line.length;
	}

	private push(line: string): void {
		this.lines.push(line);
		this.length += 1;
	}
}

function cleanLine(line: string): string {
	const visible = line.replace(INVISIBLE, '').replace(LONE_JOINERS, '');
	return visible.replaceAll('\u00a0', ' ').trimEnd();
}
