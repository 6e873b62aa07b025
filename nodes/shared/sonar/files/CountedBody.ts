import { pipeline, Transform } from 'node:stream';

import { readFailure } from '../http/answers';
import { clock } from '../http/clock';
import { isRecord } from '../guards';
import { parseJson } from '../http/json';
import type { StreamAnswer } from '../http/requests';
import { readWords } from '../http/words';
import { SonarError } from '../SonarError';
import type { SonarFile } from './file';

/**
 * In bytes: how much of a body is kept. If the body is not the file, its beginning shows the reason.
 */
const HEAD = 4096;

/**
 * In bytes: how much may come while n8n's storage still writes. It takes all that waits as one piece,
 * and a few large pieces faster than many small ones.
 */
const WAITING = 1024 * 1024;

function parseLength(text: string | null | undefined): number | undefined {
	return text && /^\d+$/.test(text) ? Number(text) : undefined;
}

/**
 * A body that is counted. It is whole if it has as many bytes as its Content-Length. Without a
 * Content-Length, the size in Sonar's list counts.
 */
export class CountedBody {
	/** Set if the body was not the whole file. */
	failure?: SonarError;

	readonly stream: Transform;

	private size = 0;

	private head = Buffer.alloc(0);

	/** In bytes, as the list states; unknown if Sonar gave none. */
	private readonly listed: number | undefined;

	/** In bytes, as the answer's head states. */
	private readonly announced: number | undefined;

	constructor(
		private readonly answer: StreamAnswer,
		private readonly file: SonarFile,
	) {
		const { headers, body, moved } = answer;
		this.listed = parseLength(file.file_size_in_bytes);
		// For a compressed body the header counts the compressed bytes, not the bytes that arrive here.
		this.announced = headers['content-encoding']
			? undefined
			: parseLength(headers['content-length']);
		const expected = this.announced ?? this.listed ?? Infinity;
		this.stream = new Transform({
			highWaterMark: WAITING,
			transform: (chunk: Buffer, _encoding, done) => {
				moved();
				this.size += chunk.length;
				if (this.head.length < HEAD) {
					this.head = Buffer.concat([this.head, chunk.subarray(0, HEAD - this.head.length)]);
				}
				if (this.size > expected) {
					done(this.fail(this.readOtherAnswer() ?? this.buildWrongSize(expected)));
				} else done(null, chunk);
			},
			flush: (done) => done(this.check()),
		});
		// Errors surface on `this.stream`, which the caller consumes.
		pipeline(body, this.stream, () => undefined);
	}

	/** Whether a whole body has another size than Sonar's list states. Sonar may make pictures smaller. */
	get hasOtherSize(): boolean {
		return this.listed !== undefined && this.size !== this.listed;
	}

	private check(): SonarError | null {
		const { size, listed, announced } = this;
		if (size === listed) return null;
		const instead = this.readOtherAnswer();
		if (instead) return this.fail(instead);
		if (announced === undefined ? listed === undefined : size === announced) return null;
		return this.fail(this.buildWrongSize(announced ?? listed!));
	}

	/**
	 * The failure if the beginning of the body is not that of a file: a refusal under HTTP 200, or a web
	 * page.
	 */
	private readOtherAnswer(): SonarError | undefined {
		const { mime_type: type } = this.file;
		const { headers } = this.answer;
		const text = this.head.toString('utf8');
		const limit = readFailure({ status: 200, headers, text }, clock.now());
		if (limit) return limit;
		if (/^\s*<(!doctype html|html)/i.test(text) && !/html|xml/i.test(type)) {
			return new SonarError('notFile', 'Sonar sent a web page instead of the file');
		}
		const json = /json/i.test(type) ? undefined : parseJson(text);
		const words = isRecord(json) ? readWords(json) : undefined;
		return words === undefined
			? undefined
			: new SonarError('notFile', `Sonar sent a message instead of the file: ${words}`);
	}

	private buildWrongSize(expected: number): SonarError {
		const share = this.size > expected ? 'more than' : `${this.size} of`;
		return new SonarError('wrongSize', `Sonar sent ${share} the ${expected} bytes of the file`);
	}

	private fail(error: SonarError): SonarError {
		this.failure = error;
		return error;
	}
}
