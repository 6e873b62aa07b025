import { decodeContentId, isTiny, toShownAddress } from './linkAddresses';
import { TableWriter } from './TableWriter';

/** A picture in the HTML: by its content id, or as a data URL, whose size in bytes is known. */
export type EmbeddedPicture = { contentId: string } | { size: number };

/** The attributes that matter; `size` is the length of `src`. */
export type Attributes = Record<string, string>;

/** Elements that begin a line, and those that stand apart from others, too. */
const BLOCKS = new Set(
	(
		'address article aside body caption center dd details div dl dt fieldset figcaption figure footer ' +
		'form header html legend main nav option section summary'
	).split(' '),
);
const BLOCKS_APART = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p']);

/** Elements that show what no text can say. */
const UNREADABLE = new Set(
	'audio canvas embed iframe input math object select svg video'.split(' '),
);

const PREFORMATTED = new Set(['pre', 'textarea', 'xmp']);
const STRUCK = new Set(['del', 's', 'strike']);

/** In characters. */
export const LONGEST_ATTRIBUTE = 5000;
const LONGEST_EMOJI = 20;
const MOST_TEXT = 300_000;

const MOST_PICTURES = 1000;
const MOST_LISTS = 50;

/** Writes text as its elements lay it out. */
export class ElementWriter {
	readonly pictures: EmbeddedPicture[] = [];
	/** Whether something was left out, pictures aside. */
	isPartial = false;
	/** Whether lines hold together what a text part may have torn apart. */
	isStructured = false;
	private readonly tables = new TableWriter();
	private preformatted: { name: string; depth: number } | undefined;
	/** The next number of each open list; undefined for a list without numbers. */
	private readonly lists: Array<number | undefined> = [];
	private link: { address: string; text: string } | undefined;
	private isSuperscript = false;

	/** Whether there is more text than a ticket can have. */
	get isFull(): boolean {
		return this.tables.length > MOST_TEXT;
	}

	finish(): string {
		this.endLink();
		this.isPartial ||= this.isFull;
		const text = this.tables.finish().join('\n');
		this.isStructured ||= this.tables.hasRows;
		return text;
	}

	write(text: string): void {
		const { current } = this.tables;
		if (this.link && this.link.text.length < LONGEST_ATTRIBUTE) this.link.text += text;
		// 10² is not 102.
		const isPower = this.isSuperscript && /^\d/.test(text) && /\d/.test(current.lastCharacter);
		if (isPower) current.write('^');
		this.isSuperscript = false;
		current.write(text, this.preformatted !== undefined);
	}

	open(name: string, attributes: Attributes): void {
		this.isPartial ||= UNREADABLE.has(name) && attributes.type !== 'hidden';
		this.openPreformatted(name, attributes.style);
		const { current } = this.tables;
		if (name === 'br') current.endLine();
		else if (name === 'a') this.startLink(attributes.href);
		else if (name === 'img') this.showPicture(attributes);
		else if (name === 'sup') this.isSuperscript = true;
		else if (STRUCK.has(name)) current.write('~~');
		else if (name === 'table') this.tables.open();
		else if (name === 'tr') this.tables.startRow();
		else if (name === 'td' || name === 'th') this.tables.startCell();
		else if (name === 'ul' || name === 'ol') this.openList(name, attributes.start);
		else if (name === 'li') current.startItem(this.nextMarker());
		else if (name === 'hr') current.writeLines(['---']);
		else if (name === 'blockquote') current.startQuote();
		else this.separate(name, attributes.class);
	}

	close(name: string): void {
		const { current } = this.tables;
		if (name === 'a') this.endLink();
		else if (name === 'sup') this.isSuperscript = false;
		else if (STRUCK.has(name)) current.write('~~');
		else if (name === 'table') this.tables.close();
		else if (name === 'tr') this.tables.endRow();
		else if (name === 'td' || name === 'th') this.tables.endCell();
		else if (name === 'ul' || name === 'ol') {
			current.endIndent();
			this.lists.pop();
		} else if (name === 'blockquote') current.endQuote();
		else if (name === 'p') current.startBlock();
		else this.separate(name);
		this.closePreformatted(name);
	}

	/** Outlook writes each line as a paragraph (`MsoNormal`, `x_MsoNormal`), without space between them. */
	private separate(name: string, className = ''): void {
		if (BLOCKS_APART.has(name)) this.tables.current.startBlock(!/(?:^|[\s_])mso/i.test(className));
		else if (BLOCKS.has(name)) this.tables.current.startBlock();
	}

	private openList(name: string, start = '1'): void {
		this.tables.current.startIndent();
		const first = Number.parseInt(start, 10) || 1;
		if (this.lists.length < MOST_LISTS) this.lists.push(name === 'ol' ? first : undefined);
	}

	private nextMarker(): string {
		const number = this.lists.at(-1);
		if (number === undefined) return '- ';
		this.lists[this.lists.length - 1] = number + 1;
		return `${number}. `;
	}

	private openPreformatted(name: string, style = ''): void {
		if (this.preformatted) {
			if (this.preformatted.name === name) this.preformatted.depth++;
			return;
		}
		const isStyled = /white-space:\s{0,9}(?:pre(?!-line)|break)/i.test(style);
		if (!PREFORMATTED.has(name) && (!isStyled || name === 'br' || name === 'img')) return;
		this.preformatted = { name, depth: 1 };
		this.isStructured ||= name === 'pre';
		if (name !== 'span') this.tables.current.startBlock();
	}

	private closePreformatted(name: string): void {
		if (this.preformatted?.name !== name) return;
		if (--this.preformatted.depth > 0) return;
		this.preformatted = undefined;
		if (name !== 'span') this.tables.current.startBlock();
	}

	private startLink(href: string | undefined): void {
		this.endLink();
		const address = toShownAddress(href ?? '');
		if (address.length >= LONGEST_ATTRIBUTE) this.isPartial = true;
		else this.link = { address, text: '' };
	}

	/** Writes the address of a link behind its text, unless that shows it. */
	private endLink(): void {
		if (!this.link) return;
		const { address, text } = this.link;
		this.link = undefined;
		if (!/\S/.test(text) || text.includes(address.replace(/\/$/, ''))) return;
		const { current } = this.tables;
		current.write(current.isInLine ? ` <${address}>` : `<${address}>`);
	}

	private showPicture({ src = '', alt = '', width, height, size }: Attributes): void {
		const address = src.trim();
		if (/^data:/i.test(address)) {
			const prefix = address.indexOf(',') + 1;
			this.addPicture({ size: Math.floor(((Number(size) - prefix) * 3) / 4) });
		} else if (/^cid:/i.test(address)) {
			this.addPicture({ contentId: decodeContentId(address.slice(4)) });
		} else if (alt && !/[\p{L}\p{N}]/u.test(alt) && alt.length < LONGEST_EMOJI) {
			this.write(alt);
		} else if (/^(?:https?:)?\/\//i.test(address) && !isTiny(width) && !isTiny(height)) {
			if (address.length >= LONGEST_ATTRIBUTE) this.isPartial = true;
			else this.write(alt.trim() ? `[${alt.trim()}: ${address}]` : `[${address}]`);
		}
	}

	private addPicture(picture: EmbeddedPicture): void {
		if (this.pictures.length < MOST_PICTURES) this.pictures.push(picture);
		// So that the address of a link around it is shown.
		if (this.link) this.link.text += '\u2800';
	}
}
