import type { Pause } from './Email';

/** Bytes that are decoded at a time: some milliseconds. */
const SLICE = 128 * 1024;

const EQUALS_SIGN = 0x3d;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** The value of each byte that is a hexadecimal digit; else -1. */
const HEX = Array.from({ length: 256 }, (_, byte) =>
	/[\da-f]/i.test(String.fromCharCode(byte)) ? Number.parseInt(String.fromCharCode(byte), 16) : -1,
);

/** Charsets of several bytes a letter, whose bytes may look like UTF-8 by chance. */
const MULTIBYTE =
	/^(?:utf-?(?:7|16)|iso-2022|hz|gb|big5|shift|sjis|ms_kanji|euc|ks_c|windows-(?:31j|949))/;

/** The bytes of a part behind its Content-Transfer-Encoding (RFC 2045, 6). */
export async function decodeTransfer(
	bytes: Uint8Array,
	encoding: string,
	pause: Pause,
): Promise<Uint8Array> {
	if (/base64/i.test(encoding)) return await decodeBase64(bytes, pause);
	if (/quoted-printable/i.test(encoding)) return await decodeQuotedPrintable(bytes, pause);
	return bytes;
}

async function decodeBase64(bytes: Uint8Array, pause: Pause): Promise<Uint8Array> {
	const decoded: Buffer[] = [];
	let rest = '';
	for (let start = 0; start < bytes.length; start += SLICE) {
		const slice = Buffer.from(bytes.subarray(start, start + SLICE)).toString('latin1');
		const text = rest + slice.replace(/[^\w+/-]/g, '');
		const end = text.length - (text.length % 4);
		decoded.push(Buffer.from(text.slice(0, end), 'base64'));
		rest = text.slice(end);
		await pause();
	}
	decoded.push(Buffer.from(rest, 'base64'));
	return Buffer.concat(decoded);
}

async function decodeQuotedPrintable(bytes: Uint8Array, pause: Pause): Promise<Uint8Array> {
	const decoded = new Uint8Array(bytes.length);
	let length = 0;
	let index = 0;
	for (let sliceEnd = 0; index < bytes.length; sliceEnd += SLICE) {
		for (; index < bytes.length && index < sliceEnd; index++) {
			const byte = bytes[index]!;
			const skipped = byte === EQUALS_SIGN ? countBreak(bytes, index + 1) : 0;
			const code = byte === EQUALS_SIGN ? parseHex(bytes[index + 1], bytes[index + 2]) : -1;
			if (code >= 0) index += 2;
			index += skipped;
			if (skipped === 0) decoded[length++] = code >= 0 ? code : byte;
		}
		await pause();
	}
	return decoded.subarray(0, length);
}

/** The length of a line break, which an equals sign before it takes away. */
function countBreak(bytes: Uint8Array, index: number): number {
	if (bytes[index] === LINE_FEED) return 1;
	if (bytes[index] !== CARRIAGE_RETURN) return 0;
	return bytes[index + 1] === LINE_FEED ? 2 : 1;
}

/** -1 for anything but two digits. */
function parseHex(high = 0, low = 0): number {
	const [first, second] = [HEX[high]!, HEX[low]!];
	return first < 0 || second < 0 ? -1 : first * 16 + second;
}

/**
 * Text whose charset may be another than it says: programs write UTF-8 and call it ISO-8859-1, or the
 * other way round. Bytes that are UTF-8 are no text of another one-byte charset.
 */
export async function decodeText(
	bytes: Uint8Array,
	charset: string,
	pause: Pause,
): Promise<string> {
	for (const decoder of buildDecoders(charset)) {
		const decoded: string[] = [];
		try {
			for (let start = 0; start < bytes.length; start += SLICE) {
				decoded.push(decoder.decode(bytes.subarray(start, start + SLICE), { stream: true }));
				await pause();
			}
			const text = decoded.join('');
			// A cut text may end within a letter. The only such byte is a letter of another charset.
			return /[^\u0000-\u007f]/.test(text) ? text : text + decoder.decode();
		} catch {
			// Bytes of another charset.
		}
	}
	return '';
}

/** The text of a short head, whose charset nothing says. */
export function decodeHead(bytes: Uint8Array): string {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
	} catch {
		// As a stream: otherwise some versions of Node.js take it for ISO-8859-1 (nodejs/node#56542).
		return new TextDecoder('windows-1252').decode(bytes, { stream: true });
	}
}

/** In the order in which to try them. As streams, because a cut text may end within a letter. */
function buildDecoders(charset: string) {
	const label = charset.trim().toLowerCase();
	const labels = MULTIBYTE.test(label) ? [label, 'utf-8'] : ['utf-8', label];
	return [...labels.flatMap(buildDecoder), new TextDecoder('windows-1252')];
}

function buildDecoder(label: string) {
	try {
		return [new TextDecoder(label, { fatal: true })];
	} catch {
		return [];
	}
}
