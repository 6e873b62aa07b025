import type { Pause } from './Email';

/** Bytes that are decoded at a time: some milliseconds. */
const SLICE = 512 * 1024;

const EQUALS_SIGN = 0x3d;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

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
		const text = rest + slice.replace(/[^A-Za-z0-9+/]/g, '');
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
	for (let index = 0; index < bytes.length; index++) {
		if (index % SLICE === 0) await pause();
		const byte = bytes[index]!;
		if (byte !== EQUALS_SIGN) {
			decoded[length++] = byte;
			continue;
		}
		const next = bytes[index + 1];
		const code = parseHex(next, bytes[index + 2]);
		if (code !== undefined) {
			decoded[length++] = code;
			index += 2;
		} else if (next === LINE_FEED) {
			index += 1;
		} else if (next === CARRIAGE_RETURN) {
			index += bytes[index + 2] === LINE_FEED ? 2 : 1;
		} else {
			decoded[length++] = byte;
		}
	}
	return decoded.subarray(0, length);
}

function parseHex(high: number | undefined, low: number | undefined): number | undefined {
	const code = Number.parseInt(String.fromCharCode(high ?? 0, low ?? 0), 16);
	return isHex(high) && isHex(low) ? code : undefined;
}

function isHex(byte: number | undefined): boolean {
	return byte !== undefined && /^[\da-f]$/i.test(String.fromCharCode(byte));
}

/**
 * Text whose charset may be another than it says: programs write UTF-8 and call it ISO-8859-1, or the
 * other way round. Bytes that are UTF-8 are no text of another one-byte charset.
 */
export function decodeCharset(bytes: Uint8Array, charset: string): string {
	const label = charset.trim().toLowerCase();
	const labels = MULTIBYTE.test(label) ? [label, 'utf-8'] : ['utf-8', label];
	return (
		tryDecode(bytes, labels[0]!, true) ??
		tryDecode(bytes, labels[1]!, true) ??
		tryDecode(bytes, 'windows-1252', false) ??
		''
	);
}

function tryDecode(bytes: Uint8Array, label: string, fatal: boolean): string | undefined {
	try {
		// As a stream, because a cut text may end within a letter.
		return new TextDecoder(label, { fatal }).decode(bytes, { stream: true });
	} catch {
		return undefined;
	}
}
