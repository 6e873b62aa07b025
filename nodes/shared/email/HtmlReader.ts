import type { TokenizerCallbacks } from '../vendor/htmlparser2';

import { ElementWriter, LONGEST_ATTRIBUTE, type Attributes } from './ElementWriter';

/** Elements whose content is no text. */
const SKIPPED = new Set(['script', 'style', 'svg', 'template', 'title']);

const ATTRIBUTES = new Set('alt class height href src start style type width'.split(' '));

/** In characters. */
const LONGEST_NAME = 20;

/** In characters: more than a ticket can have. */
const LONGEST_TEXT = 400_000;

/**
 * Reads HTML by the events of a tokenizer. It keeps no tree and, unlike htmlparser2's own parser, no stack
 * of open elements, in which each closing tag is searched for: that takes 20 s for 2 MB of unclosed tags.
 */
export class HtmlReader implements TokenizerCallbacks {
	readonly writer = new ElementWriter();
	/** Whether the HTML ended within something that hides what followed. */
	private isCutOff = false;
	private tag = '';
	private attributes: Attributes = {};
	private attribute = '';
	private attributeLength = 0;
	private skipped: { name: string; depth: number } | undefined;

	constructor(private readonly html: string) {}

	/** Whether the text lacks something that a browser would show, pictures aside. */
	get isPartial(): boolean {
		return this.isCutOff || this.tag !== '' || this.skipped !== undefined || this.writer.isPartial;
	}

	ontext(start: number, end: number): void {
		this.write(this.html.slice(start, Math.min(end, start + LONGEST_TEXT)));
	}

	ontextentity(code: number): void {
		this.write(String.fromCodePoint(code));
	}

	oncdata(start: number, end: number, endOffset: number): void {
		this.write(this.html.slice(start, end - endOffset));
	}

	oncomment(_start: number, _end: number, endOffset: number): void {
		this.isCutOff ||= endOffset === 0;
	}

	onopentagname(start: number, end: number): void {
		this.tag = this.readName(start, end);
		this.attributes = {};
	}

	onattribname(start: number, end: number): void {
		const name = this.readName(start, end);
		const isNew = ATTRIBUTES.has(name) && !Object.hasOwn(this.attributes, name);
		this.attribute = isNew ? name : '';
		this.attributeLength = 0;
		if (isNew) this.attributes[name] = '';
	}

	onattribdata(start: number, end: number): void {
		const text = this.html.slice(start, Math.min(end, start + LONGEST_ATTRIBUTE));
		this.addToAttribute(text, end - start);
	}

	onattribentity(code: number): void {
		this.addToAttribute(String.fromCodePoint(code), 1);
	}

	onattribend(): void {
		if (this.attribute === 'src') this.attributes.size = String(this.attributeLength);
	}

	onopentagend(): void {
		const name = this.tag;
		this.tag = '';
		if (this.skipped) {
			if (this.skipped.name === name) this.skipped.depth++;
		} else {
			this.writer.open(name, this.attributes);
			if (SKIPPED.has(name)) this.skipped = { name, depth: 1 };
		}
	}

	onselfclosingtag(): void {
		const name = this.tag;
		this.onopentagend();
		// In a browser, `<div/>` stays open. What is left out must not.
		this.leave(name);
	}

	onclosetag(start: number, end: number): void {
		const name = this.readName(start, end);
		if (this.skipped) this.leave(name);
		else this.writer.close(name);
	}

	ondeclaration(): void {
		// Such as <!DOCTYPE html>, or Outlook's <![if !supportLists]>: no text.
	}

	onprocessinginstruction(): void {
		// Such as <?xml …>: no text.
	}

	onend(): void {
		// `finish` of the writer does it.
	}

	/** Ends an element whose content is left out. */
	private leave(name: string): void {
		if (this.skipped?.name === name && --this.skipped.depth === 0) this.skipped = undefined;
	}

	private readName(start: number, end: number): string {
		return this.html.slice(start, Math.min(end, start + LONGEST_NAME)).toLowerCase();
	}

	private addToAttribute(text: string, length: number): void {
		this.attributeLength += length;
		const value = this.attributes[this.attribute];
		if (value !== undefined && value.length < LONGEST_ATTRIBUTE) {
			this.attributes[this.attribute] = value + text;
		}
	}

	private write(text: string): void {
		if (!this.skipped) this.writer.write(text);
	}
}
