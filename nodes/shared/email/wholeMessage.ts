import { PostalMime } from '../vendor/postalMime';
import { decodeHead, decodeText, decodeTransfer } from './decodeContent';
import type { EmailAttachment, Pause } from './Email';
import type { EmailParts } from './emailParts';
import { parseHeaderLines, toHeaderMap, toHeaderValue, toParameter } from './headerLines';
import { splitMessage, type MimePart } from './mimeParts';

/** In bytes, of text without a name beside other parts: longer text is a file. */
const LONGEST_LOOSE_TEXT = 200_000;

/** In characters. */
const LONGEST_FLOWED = 200_000;

/** In characters, of the headers that name a file. */
const LONGEST_NAME = 4000;

/** In bytes: where the headers are that tell a message from anything else. */
export const HEAD = 64 * 1024;

/** Headers that mail servers and programs write. A text that quotes an email has none but Date. */
const TRANSPORT = ['date', 'message-id', 'received', 'return-path', 'mime-version', 'delivered-to'];

/** The text of a message, of its parts or of the parts that say the same. */
interface Body {
	plain: string[];
	html: string[];
}

/** Whether text or bytes are a whole message, with headers as mail servers write them. */
export function isWholeMessage(bytes: Uint8Array): boolean {
	const head = readHead(bytes);
	const found = TRANSPORT.filter((name) => head.has(name)).length;
	// Some programs write no From.
	return found >= (head.has('from') ? 1 : 2);
}

/** The headers of a message up to the first empty line; none if it does not begin with headers. */
export function readHead(bytes: Uint8Array): Map<string, string[]> {
	const text = decodeHead(skipMark(bytes).subarray(0, HEAD));
	if (!/^[!-9;-~]+[ \t]*:/.test(text)) return new Map();
	return toHeaderMap(parseHeaderLines(text.split(/\r?\n\r?\n/, 1)[0]!));
}

/** Without a byte order mark, and without the line of an mbox file. */
function skipMark(bytes: Uint8Array): Uint8Array {
	const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
	const isMbox = Buffer.from(bytes.subarray(start, start + 5)).toString('latin1') === 'From ';
	return bytes.subarray(isMbox ? bytes.indexOf(0x0a, start) + 1 : start);
}

/** Reads a whole message (RFC 5322, RFC 2045 to 2049). */
export async function readWholeMessage(message: Uint8Array, pause: Pause): Promise<EmailParts> {
	const bytes = skipMark(message);
	const { headers, parts, isWhole } = await splitMessage(bytes, pause);
	const bodies = new Map<object, Body>();
	const attachments: EmailAttachment[] = [];
	for (const part of parts) {
		await pause();
		const content = await readContent(part, bytes, pause);
		if (isBody(part)) addText(bodies, part, await readText(part, content, pause));
		else attachments.push(await toAttachment(part, content));
	}
	if (!isWhole) attachments.push(buildOriginal(bytes));
	return { headers, attachments, ...joinBodies([...bodies.values()]) };
}

async function readContent({ headers, start, end }: MimePart, bytes: Uint8Array, pause: Pause) {
	const encoding = headers.get('content-transfer-encoding')?.[0] ?? '';
	return await decodeTransfer(bytes.subarray(start, end), encoding, pause);
}

/** Text with a name is a file, such as a log, unless nothing else can be the message. */
function isBody({ type, headers, alternative, isRoot, start, end }: MimePart): boolean {
	// A multipart without a boundary has no parts that could be told apart.
	const isText = type === 'text/plain' || type === 'text/html';
	if (!isText && !(isRoot && type.startsWith('multipart/'))) return false;
	if (toHeaderValue(headers.get('content-disposition')?.[0]) === 'attachment') return false;
	if (isRoot || alternative) return true;
	return !hasName(headers) && end - start <= LONGEST_LOOSE_TEXT;
}

function hasName(headers: MimePart['headers']): boolean {
	return ['content-disposition', 'content-type'].some((name) =>
		/;\s*(?:file)?name\b/i.test(headers.get(name)?.[0] ?? ''),
	);
}

async function readText(
	{ headers, type }: MimePart,
	content: Uint8Array,
	pause: Pause,
): Promise<string> {
	const contentType = headers.get('content-type')?.[0];
	const text = await decodeText(content, toParameter(contentType, 'charset'), pause);
	const isFlowed = toParameter(contentType, 'format').toLowerCase() === 'flowed';
	if (!isFlowed || type !== 'text/plain' || text.length > LONGEST_FLOWED) return text;
	// RFC 3676.
	const delsp = toParameter(contentType, 'delsp').toLowerCase() === 'yes' ? 'yes' : 'no';
	const head = `Content-Type: text/plain; charset=utf-8; format=flowed; delsp=${delsp}`;
	const flowed = await PostalMime.parse(`${head}\r\n\r\n${text}`);
	return flowed.text ?? text;
}

function addText(bodies: Map<object, Body>, part: MimePart, text: string): void {
	const key = part.alternative ?? part;
	const body = bodies.get(key) ?? { plain: [], html: [] };
	body[part.type === 'text/html' ? 'html' : 'plain'].push(text);
	bodies.set(key, body);
}

/** The text is that of all bodies that have one; the HTML is that of all, if one has any. */
function joinBodies(bodies: readonly Body[]): { text: string; html: string } {
	const text = bodies.flatMap(({ plain }) => plain).join('\n');
	if (bodies.every(({ html }) => html.length === 0)) return { text, html: '' };
	const html = bodies.map(({ html, plain }) =>
		html.length > 0 ? html.join('<br>') : `<div>${plain.map(toHtml).join('<br>')}</div>`,
	);
	return { text, html: html.join('<br>') };
}

function toHtml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', '<br>');
}

async function toAttachment({ headers, type }: MimePart, content: Uint8Array) {
	const disposition = toHeaderValue(headers.get('content-disposition')?.[0]);
	const attachment: EmailAttachment = {
		name: hasName(headers) ? await readName(headers) : '',
		mimeType: type,
		content,
		disposition: disposition === 'attachment' || disposition === 'inline' ? disposition : undefined,
		contentId: headers.get('content-id')?.[0]?.replace(/^<|>$/g, ''),
	};
	return attachment;
}

/** The name of a file, whichever way it is encoded (RFC 2231, RFC 2047). */
async function readName(headers: MimePart['headers']): Promise<string> {
	const [disposition, type] = ['content-disposition', 'content-type'].map((name) =>
		(headers.get(name)?.[0] ?? '').replace(/^[^;]*/, '').slice(0, LONGEST_NAME),
	);
	const { attachments } = await PostalMime.parse(
		`Content-Disposition: attachment${disposition}\r\nContent-Type: application/octet-stream${type}\r\n\r\n.`,
	);
	return attachments[0]?.filename ?? '';
}

function buildOriginal(content: Uint8Array): EmailAttachment {
	return {
		name: 'message.eml',
		mimeType: 'message/rfc822',
		content,
		disposition: 'attachment',
		contentId: undefined,
	};
}
