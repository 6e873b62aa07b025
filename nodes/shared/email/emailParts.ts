import { toAddressKey } from '../sonar/addressKey';
import { isRecord } from '../sonar/guards';
import { toLine } from '../sonar/text';
import { decodeWords } from '../vendor/postalMime';
import { findAddresses, toReadableAddresses, type Address } from './addresses';
import type { Email, EmailAttachment } from './Email';
import { toHeaderLines, toHeaderMap, type HeaderLine } from './headerLines';

/** Email Fields: in place of what the item says. Undefined or empty says nothing. */
export interface EmailFields {
	from?: unknown;
	replyTo?: unknown;
	subject?: unknown;
	text?: unknown;
	html?: unknown;
	date?: unknown;
	messageId?: unknown;
	inReplyTo?: unknown;
	references?: unknown;
	/** Header lines as text, or an object or a list as email nodes have them. */
	headers?: unknown;
}

/** What an item says of an email; what it leaves out is looked up in the headers. */
export interface EmailParts extends Omit<EmailFields, 'headers'> {
	to?: unknown;
	/** Undefined if the item shows none. */
	headers?: readonly HeaderLine[];
	attachments?: readonly EmailAttachment[];
	missing?: Email['missing'];
	hints?: readonly string[];
}

/** More ids, or numbers of tickets, than an answer has reason to name. */
export const MOST_NAMED = 100;

const MOST_ADDRESSES = 1000;

/** In characters. Parsers of headers take seconds for a megabyte. */
const LONGEST_HEADER = 10_000;

/** RFC 5322, 3.6.4, and the length of a line, 2.1.1. */
const MESSAGE_ID = /<[^<>\s]{1,998}>/g;

/** Blanks, and characters that nobody sees. */
const INVISIBLE = /^[\s\p{Cf}\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0]*$/u;

/** Whether a text shows nothing. */
export function isInvisible(text: string): boolean {
	return INVISIBLE.test(text);
}

/** An email of what an item says, with the fields that were given in place of that. */
export function buildEmail(parts: EmailParts, fields: EmailFields = {}): Email {
	const headers = isUnsaid(fields.headers) ? parts.headers : toHeaderLines(fields.headers);
	const map = toHeaderMap(headers ?? []);
	const pick = (name: keyof EmailFields & keyof EmailParts, header: string): unknown =>
		[fields[name], parts[name], map.get(header)?.[0]].find((value) => !isUnsaid(value));
	return {
		from: isUnsaid(fields.from)
			? toFromLines(parts.from, map.get('from') ?? [])
			: [toSender(fields.from)],
		fromText: toText(
			isUnsaid(fields.from) ? (map.get('from')?.[0] ?? toShown(parts.from)) : toShown(fields.from),
		),
		replyTo:
			isUnsaid(fields.replyTo) && isUnsaid(parts.replyTo)
				? readAll(map.get('reply-to'))
				: toReadableAddresses(cut(pick('replyTo', 'reply-to'))),
		to: isUnsaid(parts.to)
			? readAll(['to', 'cc', 'bcc'].flatMap((name) => map.get(name) ?? []))
			: toReadableAddresses(cutEach(parts.to)),
		subject: toSubject(pick('subject', 'subject')),
		text: toBody(pick('text', '')),
		html: toBody(pick('html', '')),
		date: toDate(pick('date', 'date')),
		messageId: toMessageId(pick('messageId', 'message-id')),
		answeredIds: toAnsweredIds(pick('inReplyTo', 'in-reply-to'), pick('references', 'references')),
		headers: map,
		hasHeaders: headers !== undefined,
		attachments: parts.attachments,
		missing: parts.missing ?? [],
		hints: parts.hints ?? [],
	};
}

/** Nothing, as items and expressions say it; mailparser gives false for an email without HTML. */
export function isUnsaid(value: unknown): boolean {
	if (Array.isArray(value)) return value.length === 0;
	if (typeof value === 'string') return !/\S/.test(value);
	return value === undefined || value === null || value === false;
}

/**
 * An item may show the first From line parsed and the last one as it is, as n8n's nodes do: two that
 * differ are two lines.
 */
function toFromLines(given: unknown, lines: readonly string[]): Address[][] {
	// Two are as many as too many.
	const shown = lines.slice(0, 2).map(toSender);
	if (isUnsaid(given)) return shown;
	const first = toSender(given);
	return shown.some((line) => hasSameAddresses(line, first)) ? shown : [first, ...shown];
}

/** The addresses of a From line; none unless all of it can be read. */
function toSender(value: unknown): Address[] {
	if (cut(value) !== value) return [];
	const { addresses, isWhole } = findAddresses(value);
	return isWhole ? addresses : [];
}

function hasSameAddresses(a: readonly Address[], b: readonly Address[]): boolean {
	const [keys, others] = [a, b].map((list) => list.map(({ address }) => toAddressKey(address)));
	return keys!.join() === others!.join();
}

function readAll(lines: readonly string[] = []): Address[] {
	return lines.slice(0, MOST_NAMED).flatMap((line) => toReadableAddresses(cut(line)));
}

/** The rest of a longer list changes nothing. */
function cut(value: unknown): unknown {
	if (typeof value === 'string' && value.length > LONGEST_HEADER) {
		return value.slice(0, value.lastIndexOf(',', LONGEST_HEADER));
	}
	if (Array.isArray(value) && value.length > MOST_ADDRESSES) return value.slice(0, MOST_ADDRESSES);
	if (!isRecord(value) || !Array.isArray(value.value)) return value;
	return value.value.length > MOST_ADDRESSES ? value.value.slice(0, MOST_ADDRESSES) : value;
}

function cutEach(value: unknown): unknown {
	return Array.isArray(value) ? value.slice(0, MOST_NAMED).map(cut) : cut(value);
}

function toText(value: unknown): string {
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' ? decodeWords(value.slice(0, LONGEST_HEADER)) : '';
}

function toSubject(value: unknown): string {
	const subject = toLine(toText(value)).trim();
	return isInvisible(subject) ? '' : subject;
}

/** n8n's from object has its text, too; Outlook's has a name, and at times a path for an address. */
function toShown(from: unknown): unknown {
	if (!isRecord(from)) return from;
	const { name, address } = isRecord(from.emailAddress) ? from.emailAddress : from;
	return (
		from.text ??
		[name, address]
			.filter((part) => typeof part === 'string')
			.join(' ')
			.trim()
	);
}

function toBody(value: unknown): string {
	return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

function toDate(value: unknown): Date | undefined {
	// No instanceof: a date may come from another realm.
	const isDate = isRecord(value) && 'getTime' in value;
	const isTime = isDate || typeof value === 'string' || typeof value === 'number';
	const date = new Date(isTime ? (value as string | number | Date) : Number.NaN);
	return Number.isNaN(date.getTime()) ? undefined : date;
}

/** Message ids in their order; a list of them may be text or an array. */
function toIds(value: unknown): string[] {
	if (Array.isArray(value)) return value.slice(-MOST_NAMED).flatMap(toIds);
	if (typeof value !== 'string') return [];
	// The latest stand last.
	const text = value.slice(-LONGEST_HEADER * 10);
	const ids = text.match(MESSAGE_ID);
	if (ids) return ids;
	const bare = text.split(/[\s,]+/).filter((id) => id.includes('@') && !/[<>]/.test(id));
	return bare.map((id) => `<${id}>`);
}

/** Some programs write ids without brackets, or without an @. */
function toMessageId(value: unknown): string {
	return toIds(value)[0] ?? toText(value).trim();
}

function toAnsweredIds(inReplyTo: unknown, references: unknown): string[] {
	return [...new Set([...toIds(inReplyTo), ...toIds(references).reverse()])].slice(0, MOST_NAMED);
}
