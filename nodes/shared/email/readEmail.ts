import { toAddressKey } from '../sonar/addressKey';
import { listNames } from '../sonar/listNames';
import { decodeTransfer } from './decodeContent';
import { buildPacer, EmailError, type Email, type Pause } from './Email';
import { buildEmail, isUnsaid, type EmailFields } from './emailParts';
import { toHeaderLines } from './headerLines';
import { readItem, type ItemReading } from './itemShapes';
import { HEAD, isWholeMessage, readHead, readWholeMessage } from './wholeMessage';

export type { EmailFields } from './emailParts';

/** A file of the item that may be a whole message: see `isMessageFile`. */
export interface MessageFile {
	/** The binary field. */
	field: string;
	read: () => Promise<Uint8Array>;
}

export interface EmailSource {
	json: Record<string, unknown>;
	fields: EmailFields;
	/** Files of the item that may be whole messages. */
	messages: readonly MessageFile[];
	/** Whether the item has files at all. */
	hasFiles: boolean;
	pause: Pause;
}

const UNDERSTOOD =
	'Take the item from Email Trigger (IMAP) with Format Resolved or Simple, from Gmail with Simplify off, ' +
	'or from Microsoft Outlook with Output Raw; or give a whole message in a file (.eml) or in the field raw. ' +
	'For anything else, fill in Email Fields under Options.';

/** Whether a file may be a whole message, by its type or name. */
export function isMessageFile({ mimeType, name }: { mimeType: string; name: string }): boolean {
	return /^message\/(rfc822|global)\b/i.test(mimeType) || /\.eml$/i.test(name);
}

/**
 * The email of an item. A whole message beside something shorter counts.
 *
 * @throws EmailError if the item is no email, or one that its node has shortened
 */
export async function readEmail(source: EmailSource): Promise<Email> {
	const { json, fields, hasFiles } = source;
	const pause = buildPacer(source.pause);
	const item = await readItem(json, hasFiles, pause);
	const message = (await toMessageBytes(json.raw, pause)) ?? (await findMessage(source, item));
	if (message) return buildEmail(await readWholeMessage(message, pause), fields);
	const hasBody = !isUnsaid(fields.text) || !isUnsaid(fields.html);
	if (item && (!item.shortened || hasBody)) return buildEmail(item.parts, fields);
	if (item?.shortened) throw item.shortened;
	if (Object.values(fields).some((value) => !isUnsaid(value))) return buildEmail({}, fields);
	throw toError(source);
}

function toError({ json, messages }: EmailSource): EmailError {
	if (typeof json.raw === 'string' && Object.keys(json).length === 1) {
		return new EmailError(
			'The item has the text of an email without its headers, as Email Trigger (IMAP) gives it in the format RAW',
			'Set Format to Resolved in Email Trigger (IMAP).',
		);
	}
	const files = messages.map(({ field }) => field);
	const hint = files.length > 0 ? `: ${listNames(files)} holds no message` : '';
	return new EmailError(`This item is no email${hint}`, UNDERSTOOD);
}

/** A whole message as text, or in base64 or base64url, as Gmail's API gives it. */
async function toMessageBytes(raw: unknown, pause: Pause): Promise<Uint8Array | undefined> {
	if (typeof raw !== 'string') return undefined;
	const start = raw.slice(0, HEAD);
	if (isWholeMessage(Buffer.from(start))) return Buffer.from(raw);
	const isBase64 = /^[\w+/=\s-]+$/.test(start) && isWholeMessage(Buffer.from(start, 'base64'));
	return isBase64 ? await decodeTransfer(Buffer.from(raw, 'latin1'), 'base64', pause) : undefined;
}

/** A file of the item that is the email itself, and none that somebody attached to it. */
async function findMessage(
	{ messages, fields }: EmailSource,
	item: ItemReading | undefined,
): Promise<Uint8Array | undefined> {
	const hasBody = !isUnsaid(fields.text) || !isUnsaid(fields.html);
	const isWhole = hasBody || (item !== undefined && !item.shortened);
	const known = buildEmail(item?.parts ?? {}, fields);
	// Nothing tells an attached message from the email itself.
	if (isWhole && !known.messageId) return undefined;
	const found: Array<{ field: string; bytes: Uint8Array }> = [];
	for (const { field, read } of messages) {
		const bytes = await read();
		const head = readHead(bytes);
		if (!head.has('from') && !head.has('subject')) continue;
		const email = buildEmail({ headers: toHeaderLines(Object.fromEntries(head)) });
		if (isSame(email, known)) found.push({ field, bytes });
	}
	if (found.length > 1 && !isWhole) {
		const fields = listNames(found.map(({ field }) => field));
		throw new EmailError(
			`Several files of this item are whole messages: ${fields}`,
			'Make each an item of its own: one item is one email.',
		);
	}
	return found[0]?.bytes;
}

/** Whether a message is the email of which something is known. */
function isSame(message: Email, known: Email): boolean {
	if (known.messageId) return message.messageId === known.messageId;
	const isSubject = !known.subject || message.subject === known.subject;
	const key = (email: Email) => toAddressKey(email.from[0]?.[0]?.address ?? '');
	return isSubject && (known.from.length === 0 || key(message) === key(known));
}
