import { Tokenizer } from '../vendor/htmlparser2';

import { buildPacer, type Email, type Pause } from './Email';
import type { EmbeddedPicture } from './ElementWriter';
import { isInvisible } from './emailParts';
import { HtmlReader } from './HtmlReader';

export type { EmbeddedPicture } from './ElementWriter';

export interface MessageText {
	/** Empty if the email has none. */
	text: string;
	/** Whether it lacks something that the HTML has, embedded pictures aside. */
	isPartial: boolean;
	/** The pictures that the HTML has embedded; see `isSignaturePicture`. */
	pictures: readonly EmbeddedPicture[];
}

/** In characters: what is given to the tokenizer at a time. */
const SLICE = 16 * 1024;

/** In characters, of HTML. Embedded pictures count. */
const LONGEST_HTML = 50_000_000;

/** In characters. Longer texts are not compared. */
const LONGEST_COMPARED = 100_000;

/** The text of an email for people: of its text and its HTML the one that says more, or both. */
export async function toMessageText(
	email: Pick<Email, 'text' | 'html'>,
	pause: Pause,
): Promise<MessageText> {
	const html = await readHtml(email.html, buildPacer(pause));
	const { text: ofHtml, isStructured, isPartial, pictures } = html;
	const text = cleanText(email.text);
	if (isInvisible(ofHtml)) return { text, isPartial, pictures };
	if (isInvisible(text.slice(0, LONGEST_COMPARED))) return { text: ofHtml, isPartial, pictures };
	if (Math.max(text.length, ofHtml.length) > LONGEST_COMPARED) {
		const longer = text.length > ofHtml.length ? text : ofHtml;
		return { text: longer, isPartial: true, pictures };
	}
	await pause();
	return { text: merge(text, ofHtml, isStructured), isPartial, pictures };
}

interface HtmlText extends MessageText {
	/** Whether it has lines of tables or code, which text parts tear apart. */
	isStructured: boolean;
}

async function readHtml(html: string, pause: Pause): Promise<HtmlText> {
	const reader = new HtmlReader(html);
	const tokenizer = new Tokenizer({ decodeEntities: true }, reader);
	const end = Math.min(html.length, LONGEST_HTML);
	let start = 0;
	for (; start < end && !reader.writer.isFull; start += SLICE) {
		tokenizer.write(html.slice(start, start + SLICE));
		await pause();
	}
	tokenizer.end();
	const text = reader.writer.finish();
	const { pictures, isStructured } = reader.writer;
	return { text, pictures, isStructured, isPartial: reader.isPartial || start < html.length };
}

function cleanText(text: string): string {
	if (text.length > LONGEST_COMPARED) return text;
	return text
		.replace(/\r\n?/g, '\n')
		.replace(/^(?:[^\S\n]*\n)+/, '')
		.trimEnd();
}

/** The one that says more, and the lines of the other that say what it lacks. */
function merge(text: string, ofHtml: string, isStructured: boolean): string {
	const [inText, inHtml] = [new Set(toWords(text)), new Set(toWords(ofHtml))];
	const ofTextOnly = countOthers(inText, inHtml);
	const ofHtmlOnly = countOthers(inHtml, inText);
	// Of equals the text, which its writer laid out.
	const isText = ofHtmlOnly === 0 ? ofTextOnly > 0 || !isStructured : ofTextOnly > ofHtmlOnly;
	if (isText) return join(text, findLines(ofHtml, inText, 0));
	// Text parts have remarks such as [image: logo.png], which say nothing.
	return join(ofHtml, findLines(text, inHtml, 0.5));
}

function toWords(text: string): string[] {
	return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

function countOthers(words: ReadonlySet<string>, known: ReadonlySet<string>): number {
	return [...words].filter((word) => !known.has(word)).length;
}

/** The lines of a text of whose words more than a share is new. */
function findLines(text: string, known: ReadonlySet<string>, share: number): string[] {
	return text.split('\n').filter((line) => {
		const words = toWords(line);
		return words.filter((word) => !known.has(word)).length > words.length * share;
	});
}

function join(text: string, more: readonly string[]): string {
	return more.length > 0 ? `${text}\n\n${more.join('\n')}` : text;
}
