import { listNames } from '../listNames';
import { cutTo, LONGEST_TEXT, toLine } from '../text';

/** An email as its ticket or reply says it. */
export interface EmailMessage {
	/** Who wrote it. Without an address if the email names nobody. */
	author: { name: string; address: string };
	/** From as it is written. */
	fromText: string;
	/** The addresses of Reply-To that differ. */
	replyTo: ReadonlyArray<{ name: string; address: string }>;
	/** One line, without blanks around it. */
	subject: string;
	/** At most `LONGEST_MESSAGE` characters. */
	text: string;
	/** Sentences about its sender, for a new ticket. */
	doubts: readonly string[];
}

/** A file of an email that is not in Sonar. */
export interface LeftOut {
	filename: string;
	reason: string;
}

/** In characters: what stands above the text. */
const LONGEST_HEAD = 10_000;

/** In characters: of the text of an email that stands in a ticket. */
export const LONGEST_MESSAGE = LONGEST_TEXT - LONGEST_HEAD;

/** In characters. Sonar does not document how many a subject may have; databases often take 255. */
const LONGEST_SUBJECT = 255;

const LONGEST_PART = 500;

export function toTicketSubject({ subject }: EmailMessage): string {
	return cutTo(subject, LONGEST_SUBJECT) || '(no subject)';
}

/** The text of a new ticket: who wrote, what a person must know, and the email's text. */
export function toTicketText(
	message: EmailMessage,
	{ remarks, leftOut }: { remarks: readonly string[]; leftOut: readonly LeftOut[] },
): string {
	const { author, fromText, subject } = message;
	const isCut = cutTo(subject, LONGEST_SUBJECT) !== subject;
	return compose(message, [
		author.address ? `From: ${describe(author)}` : `From, not certain: ${toRound(fromText)}`,
		...describeReplyTo(message),
		...(isCut ? [`Subject: ${cutTo(subject, 2000)}`] : []),
		...[...message.doubts, ...remarks].map(toNote),
		...describeLeftOut(leftOut),
	]);
}

/** The text of a reply. Sonar shows its author. */
export function toReplyText(message: EmailMessage, leftOut: readonly LeftOut[]): string {
	return compose(message, [...describeReplyTo(message), ...describeLeftOut(leftOut)]);
}

function compose({ text }: EmailMessage, head: readonly string[]): string {
	const body = text.trim() === '' ? '(no text)' : text;
	if (head.length === 0) return body;
	return `${cutTo(head.join('\n'), LONGEST_HEAD - 2)}\n\n${body}`;
}

function describeReplyTo({ replyTo }: EmailMessage): string[] {
	return replyTo.length > 0 ? [`Reply-To: ${listNames(replyTo.map(describe))}`] : [];
}

function describeLeftOut(leftOut: readonly LeftOut[]): string[] {
	if (leftOut.length === 0) return [];
	const files = leftOut.map(({ filename, reason }) => `${toPart(filename)} (${toPart(reason)})`);
	return [toNote(`Not attached: ${listNames(files)}`)];
}

function toNote(sentence: string): string {
	return `[${toLine(sentence).trim().replace(/\.?$/, '.')}]`;
}

function toPart(text: string): string {
	return cutTo(toLine(text).trim(), LONGEST_PART);
}

function toRound(fromText: string): string {
	return toPart(fromText).replace(/<([^<>]*)>/g, '($1)') || '(nobody)';
}

/** In round brackets: a program that takes the text for HTML would drop what stands between `<` and `>`. */
function describe({ name, address }: { name: string; address: string }): string {
	const shown = toPart(name);
	return shown === '' || shown === address ? address : `${shown} (${address})`;
}

/** In code units: the first line is within. */
const BEGINNING = 2000;

/** The address of whoever wrote the email that a ticket was made of, from the first line of its text. */
export function readAuthor(description: string): string | undefined {
	const lines = description.slice(0, BEGINNING).split(/<[^<>]*>|[\r\n]+/);
	const first = lines.find((line) => line.trim() !== '')?.trim() ?? '';
	const [, inBrackets, alone] =
		/^From: (?:.* \(([^\s()]+@[^\s()]+)\)|([^\s()]+@[^\s()]+))$/.exec(first) ?? [];
	return inBrackets ?? alone;
}
