import { isRecord } from '../sonar/guards';
import { decodeText } from './decodeContent';
import { EmailError, type Email, type Pause } from './Email';
import { isUnsaid, type EmailParts } from './emailParts';
import { isLinesByName, toHeaderLines, toHeaderMap, toParameter } from './headerLines';

type Json = Record<string, unknown>;

/** What an item says of an email, as the node gives it that it came from. */
export interface ItemReading {
	parts: EmailParts;
	/** If the node has shortened the email. */
	shortened?: EmailError;
}

const MOST_PARTS = 1000;

const NOT_IN_N8N = 'not in n8n: turn on Download Attachments in';

const GMAIL_HINT =
	'Emails that may have attachments came without any: turn on Download Attachments in the Gmail or Gmail Trigger node.';

/** Undefined if the item is of none of the nodes that are known. */
export async function readItem(
	json: Json,
	hasFiles: boolean,
	pause: Pause,
): Promise<ItemReading | undefined> {
	return (
		readResolved(json, hasFiles) ??
		readSimple(json) ??
		readOutlook(json, hasFiles) ??
		(await readGmailMessage(json, hasFiles, pause)) ??
		readPreview(json)
	);
}

/** Email Trigger (IMAP), format Resolved, and Gmail with Simplify off: the result of mailparser. */
function readResolved(json: Json, hasFiles: boolean): ItemReading | undefined {
	const isParsed = [json.from, json.to].some((one) => isRecord(one) && Array.isArray(one.value));
	if (!isLinesByName(json.headers) && !isParsed) return undefined;
	const headers = isRecord(json.headers) ? toHeaderLines(json.headers) : undefined;
	const type = toHeaderMap(headers ?? []).get('content-type')?.[0] ?? '';
	const { from, replyTo, subject, html, date, messageId, inReplyTo, references } = json;
	// Of a message that is nothing but HTML, mailparser makes a text, which is worse than ours.
	const text = /^text\/html\b/i.test(type) && !isUnsaid(html) ? undefined : json.text;
	const to = [json.to, json.cc, json.bcc].filter((one) => !isUnsaid(one));
	// In place of a date that it cannot read, mailparser gives the time at which it reads the email.
	const ownDate = headers ? undefined : date;
	// Gmail's node leaves attachments out unless asked for, and does not say so.
	const mayLackFiles = 'threadId' in json && !hasFiles && /^multipart\/mixed\b/i.test(type);
	return {
		parts: {
			headers,
			from,
			replyTo,
			to,
			subject,
			text,
			html,
			date: ownDate,
			messageId,
			inReplyTo,
			references,
			hints: mayLackFiles ? [GMAIL_HINT] : [],
		},
	};
}

/** Email Trigger (IMAP), format Simple: the first line of each header, decoded. */
function readSimple(json: Json): ItemReading | undefined {
	const { textPlain: text, textHtml: html, metadata, from, to, cc, subject, date } = json;
	const hasHeaders =
		isRecord(metadata) && ['message-id', 'received'].some((name) => name in metadata);
	if (!('textPlain' in json) && !('textHtml' in json) && !hasHeaders) return undefined;
	const lines = { from, to, cc, subject, date, ...(isRecord(metadata) ? metadata : {}) };
	return { parts: { headers: toHeaderLines(lines), subject, text, html } };
}

/** Microsoft Outlook and its trigger, output Raw: a message of Microsoft Graph. */
function readOutlook(json: Json, hasFiles: boolean): ItemReading | undefined {
	const { body, subject, replyTo } = json;
	const type = isRecord(body) ? body.contentType : undefined;
	if (!isRecord(body) || (type !== 'text' && type !== 'html')) return undefined;
	const from = [json.from, json.sender].find(hasAddress) ?? json.from;
	const isIncomplete = json.hasAttachments === true && !hasFiles;
	return {
		parts: {
			// Not unless asked for, by a request of one's own.
			headers: Array.isArray(json.internetMessageHeaders)
				? toHeaderLines(json.internetMessageHeaders)
				: undefined,
			from,
			replyTo,
			to: [json.toRecipients, json.ccRecipients, json.bccRecipients].filter(
				(one) => !isUnsaid(one),
			),
			subject,
			[type]: body.content,
			date: json.sentDateTime ?? json.receivedDateTime,
			messageId: json.internetMessageId,
			missing: isIncomplete
				? [{ filename: 'all attachments', reason: `${NOT_IN_N8N} the Microsoft Outlook node` }]
				: [],
		},
	};
}

/** Exchange names people of its own organization by a path at times, which is no address. */
function hasAddress(from: unknown): boolean {
	const address = isRecord(from) && isRecord(from.emailAddress) ? from.emailAddress.address : '';
	return typeof address === 'string' && address.includes('@');
}

/** A message of Gmail's API, format full. */
async function readGmailMessage(
	json: Json,
	hasFiles: boolean,
	pause: Pause,
): Promise<ItemReading | undefined> {
	const { payload } = json;
	if (!isRecord(payload) || !Array.isArray(payload.headers)) return undefined;
	const texts: Record<string, string[]> = {};
	const missing: Array<Email['missing'][number]> = [];
	const open: unknown[] = [payload];
	for (let count = 0; open.length > 0 && count < MOST_PARTS; count++) {
		const part = open.pop();
		if (!isRecord(part)) continue;
		if (Array.isArray(part.parts))
			open.push(...(part.parts as unknown[]).slice(0, MOST_PARTS).reverse());
		const body = isRecord(part.body) ? part.body : {};
		const type = typeof part.mimeType === 'string' ? part.mimeType.toLowerCase() : '';
		if (typeof part.filename === 'string' && part.filename !== '') {
			missing.push({ filename: part.filename, reason: `${NOT_IN_N8N} the Gmail node` });
		} else if (typeof body.data === 'string') {
			const headers = toHeaderMap(toHeaderLines(part.headers));
			const charset = toParameter(headers.get('content-type')?.[0], 'charset');
			const text = await decodeText(Buffer.from(body.data, 'base64'), charset, pause);
			texts[type] = [...(texts[type] ?? []), text];
		}
	}
	const text = texts['text/plain']?.join('\n');
	const html = texts['text/html']?.join('<br>');
	const headers = toHeaderLines(payload.headers);
	const parts = { headers, text, html, missing: hasFiles ? [] : missing };
	return isUnsaid(text) && isUnsaid(html) && !isUnsaid(json.snippet)
		? { parts, shortened: buildGmailError() }
		: { parts };
}

function buildGmailError(): EmailError {
	return new EmailError(
		'The item has only a preview of the email, because its Gmail node simplifies its output',
		'Turn off Simplify in the Gmail or Gmail Trigger node.',
	);
}

function buildOutlookError(): EmailError {
	return new EmailError(
		'The item lacks the text of the email, because its Microsoft Outlook node shortens its output',
		'Set Output to Raw in the Microsoft Outlook node or trigger.',
	);
}

/** The default outputs of the nodes of Gmail and Outlook. */
function readPreview(json: Json): ItemReading | undefined {
	if (typeof json.snippet === 'string') {
		const { From: from, To: to, Subject: subject } = json;
		return { parts: { from, to, subject }, shortened: buildGmailError() };
	}
	const isOutlook = typeof json.bodyPreview === 'string' || hasAddress(json.from);
	if (!isOutlook) return undefined;
	const { from, subject, internetMessageId: messageId } = json;
	return { parts: { from, subject, messageId }, shortened: buildOutlookError() };
}
