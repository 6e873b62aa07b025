import { decodeHead } from './decodeContent';
import type { Pause } from './Email';
import {
	LONGEST_HEAD,
	parseHeaderLines,
	toHeaderMap,
	toHeaderValue,
	toParameter,
	type HeaderLine,
} from './headerLines';

/** A part of a message that has no parts of its own. */
export interface MimePart {
	headers: ReadonlyMap<string, readonly string[]>;
	/** In lower case, such as `text/plain`. */
	type: string;
	/** Where its body lies in the message. */
	start: number;
	end: number;
	/** The multipart/alternative around it, if any: equal for parts that say the same. */
	alternative: object | undefined;
	isRoot: boolean;
}

export interface SplitMessage {
	headers: readonly HeaderLine[];
	parts: readonly MimePart[];
	/** Whether all of its parts are here. */
	isWhole: boolean;
}

interface Multipart {
	delimiter: string;
	isDigest: boolean;
	alternative: object | undefined;
}

/** Nobody sends more; a message that has more is attached as it is. */
const MOST_PARTS = 1000;
const DEEPEST = 20;
const MOST_DELIMITERS = 50_000;

/** In bytes. */
const LONGEST_SEARCH = 2 * 1024 * 1024;

/** In bytes; a boundary has at most 70 characters (RFC 2046, 5.1.1). */
const LONGEST_LINE = 1000;

const DELIMITERS_PER_PAUSE = 2000;

const CARRIAGE_RETURN = 0x0d;
const DASH = 0x2d;

/** Splits a message along its boundaries (RFC 2046, 5.1), without copying or decoding its parts. */
export async function splitMessage(bytes: Uint8Array, pause: Pause): Promise<SplitMessage> {
	const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const splitter = new Splitter(buffer);
	let parts = 0;
	for (let count = 1; splitter.next(); count++) {
		if (parts < splitter.parts.length || count % DELIMITERS_PER_PAUSE === 0) await pause();
		parts = splitter.parts.length;
	}
	return splitter;
}

/** Reads a message from delimiter to delimiter. */
class Splitter implements SplitMessage {
	headers: readonly HeaderLine[] = [];
	readonly parts: MimePart[] = [];
	isWhole = true;
	private readonly open: Multipart[] = [];
	private position = 0;
	private delimiters = 0;
	private part: MimePart | undefined;
	private root: MimePart | undefined;

	constructor(private readonly buffer: Buffer) {
		this.begin(0, undefined);
	}

	/** Goes on to the next line that may be a delimiter. False at the end. */
	next(): boolean {
		// A delimiter may be the first line behind a head.
		const found = this.open.length > 0 ? this.buffer.indexOf('\n--', this.position - 1) : -1;
		if (found < 0) {
			this.close(this.buffer.length);
			// A multipart without parts: its boundary stands nowhere.
			if (this.parts.length === 0) this.parts.push({ ...this.root!, end: this.buffer.length });
			return false;
		}
		const lineEnd = this.buffer.indexOf('\n', found + 1);
		const next = lineEnd < 0 ? this.buffer.length : lineEnd + 1;
		this.position = next;
		const level = this.findLevel(found + 1, next);
		if (level >= 0) {
			this.close(this.buffer[found - 1] === CARRIAGE_RETURN ? found - 1 : found);
			const isEnd = this.readLine(found + 1, next) !== this.open[level]!.delimiter;
			this.open.length = isEnd ? level : level + 1;
			if (!isEnd) this.begin(next, this.open[level]);
		}
		if (++this.delimiters < MOST_DELIMITERS && this.parts.length < MOST_PARTS) return true;
		this.isWhole = false;
		return false;
	}

	private begin(start: number, parent: Multipart | undefined): void {
		const body = this.findBody(start);
		const lines = parseHeaderLines(this.readHead(start, body.headEnd));
		if (!parent) this.headers = lines;
		const headers = toHeaderMap(lines);
		const contentType = headers.get('content-type')?.[0];
		const type = toHeaderValue(contentType) || (parent?.isDigest ? 'message/rfc822' : 'text/plain');
		this.position = body.start;
		const part: MimePart = {
			headers,
			type,
			start: body.start,
			end: body.start,
			alternative: parent?.alternative,
			isRoot: !parent,
		};
		this.root ??= part;
		if (type.startsWith('multipart/')) {
			const boundary = toParameter(contentType, 'boundary');
			if (boundary !== '' && this.open.length < DEEPEST) {
				const alternative = type === 'multipart/alternative' ? {} : parent?.alternative;
				const isDigest = type === 'multipart/digest';
				this.open.push({ delimiter: `--${boundary.trimEnd()}`, isDigest, alternative });
				return;
			}
			this.isWhole = false;
		}
		this.part = part;
	}

	/** The head ends at an empty line; that of a part may also end at a delimiter. */
	private findBody(start: number): { headEnd: number; start: number } {
		if (this.open.length === 0) return this.findEmptyLine();
		const last = Math.min(start + 2 * LONGEST_HEAD, this.buffer.length);
		let lineStart = start;
		while (lineStart < last) {
			const found = this.buffer.indexOf('\n', lineStart);
			const end = found < 0 ? this.buffer.length : found;
			const isEmpty =
				end === lineStart || (end === lineStart + 1 && this.buffer[lineStart] === CARRIAGE_RETURN);
			if (isEmpty) return { headEnd: lineStart, start: Math.min(end + 1, this.buffer.length) };
			if (this.findLevel(lineStart, end) >= 0) break;
			lineStart = end + 1;
		}
		const end = Math.min(lineStart, this.buffer.length);
		return { headEnd: end, start: end };
	}

	/** The head of the message itself may be long. */
	private findEmptyLine(): { headEnd: number; start: number } {
		const start = this.buffer.subarray(0, LONGEST_SEARCH);
		const ends = ['\n\r\n', '\n\n'].flatMap((end) => {
			const index = start.indexOf(end);
			return index < 0 ? [] : [{ headEnd: index + 1, start: index + end.length }];
		});
		const end = { headEnd: start.length, start: start.length };
		return ends.sort((a, b) => a.start - b.start)[0] ?? end;
	}

	/** Of a long head, the beginning and the end: what matters stands there. */
	private readHead(start: number, end: number): string {
		if (end - start <= LONGEST_HEAD) return decodeHead(this.buffer.subarray(start, end));
		const [first, last] = [start + LONGEST_HEAD / 2, end - LONGEST_HEAD / 2];
		const head = decodeHead(this.buffer.subarray(start, first));
		return `${head}\n${decodeHead(this.buffer.subarray(last, end)).replace(/^.*\n/, '')}`;
	}

	/** Which of the open multiparts a line delimits, if any. */
	private findLevel(lineStart: number, lineEnd: number): number {
		if (this.buffer[lineStart] !== DASH || this.buffer[lineStart + 1] !== DASH) return -1;
		const line = this.readLine(lineStart, lineEnd);
		return this.open.findLastIndex(
			({ delimiter }) => line === delimiter || line === `${delimiter}--`,
		);
	}

	private readLine(start: number, end: number): string {
		return this.buffer.toString('latin1', start, Math.min(end, start + LONGEST_LINE)).trimEnd();
	}

	private close(end: number): void {
		if (this.part) this.parts.push({ ...this.part, end: Math.max(end, this.part.start) });
		this.part = undefined;
	}
}
