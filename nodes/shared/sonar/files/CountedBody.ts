import { readFailure } from '../http/answers';
import { toStream } from '../http/body';
import { clock } from '../http/clock';
import { parseJson } from '../http/json';
import type { StreamAnswer } from '../http/types';
import { readErrorMessage } from '../http/errorMessages';
import { SonarError } from '../SonarError';
import type { SonarFile } from './file';

/**
 * In bytes: how much of a body is kept. If the body is not the file, its beginning shows the reason.
 */
const HEAD = 4096;

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

	/** Whether it failed, and may be the file all the same if the token is not refused. */
	isDoubtful = false;

	/** The bytes as they come. It fails with `failure` if they are not the whole file. */
	readonly stream: NodeJS.ReadableStream;

	private size = 0;

	private head = Buffer.alloc(0);

	/** In bytes, as the list states; unknown if Sonar gave none. */
	private readonly listed: number | undefined;

	/** In bytes, as the answer's head states. */
	private readonly announced: number | undefined;

	/** @param isAccepted whether a query has just shown that the token and the rate limit are fine */
	constructor(
		private readonly answer: StreamAnswer,
		private readonly file: SonarFile,
		private readonly isAccepted = false,
	) {
		const { headers } = answer;
		this.listed = parseLength(file.file_size_in_bytes);
		// For a compressed body the header counts the compressed bytes, not the bytes that arrive here.
		this.announced = headers['content-encoding']
			? undefined
			: parseLength(headers['content-length']);
		// Until somebody reads it.
		answer.hold();
		this.stream = toStream(this.read(), answer.body);
	}

	private async *read(): AsyncGenerator<Buffer> {
		const { body, onActivity, hold } = this.answer;
		const expected = this.announced ?? this.listed ?? Infinity;
		// A longer body fails once its head is complete, which may show what came in place of the file.
		const most = Math.max(expected, HEAD);
		onActivity();
		for await (const chunk of body) {
			this.size += chunk.length;
			if (this.head.length < HEAD) {
				this.head = Buffer.concat([this.head, chunk.subarray(0, HEAD - this.head.length)]);
			}
			if (this.size > most) {
				throw this.fail(this.readOtherAnswer() ?? this.buildWrongSize(expected));
			}
			// Until the reader has room for more.
			hold();
			yield chunk;
			onActivity();
		}
		// All has come, so the rest is the reader's.
		hold();
		const failure = this.check();
		if (failure) throw failure;
	}

	/** Whether a whole body has another size than Sonar's list states. Sonar may make pictures smaller. */
	get hasOtherSize(): boolean {
		return this.listed !== undefined && this.size !== this.listed;
	}

	private check(): SonarError | null {
		const { size, listed, announced } = this;
		if (size === listed) {
			// A file may hold the words of a refusal, for example a log in JSON.
			const refusal = this.isAccepted ? undefined : this.readRefusal();
			if (!refusal || refusal.code === 'notFile') return null;
			this.isDoubtful = true;
			return this.fail(refusal);
		}
		const instead = this.readOtherAnswer();
		if (instead) return this.fail(instead);
		const isWhole = announced === undefined ? listed === undefined : size === announced;
		if (!isWhole) return this.fail(this.buildWrongSize(announced ?? listed!));
		// Sonar may make pictures smaller. A refusal is a text, in any words, or a page.
		if (listed === undefined || this.isAccepted || !this.isText) return null;
		this.isDoubtful = true;
		return this.fail(this.buildWrongSize(listed));
	}

	/** The failure if the body begins as a web page or a refusal, which comes under HTTP 200 as well. */
	private readOtherAnswer(): SonarError | undefined {
		if (/^\s*<(!doctype html|html)/i.test(this.text) && !/html|xml/i.test(this.file.mime_type)) {
			return new SonarError('notFile', 'Sonar sent a web page instead of the file');
		}
		return this.readRefusal();
	}

	private readRefusal(): SonarError | undefined {
		const { headers } = this.answer;
		const { text } = this;
		const failure = readFailure({ status: 200, headers, text }, clock.now());
		if (failure && failure.code !== 'wordsOnly') return failure;
		const words = readErrorMessage(parseJson(text));
		return words === undefined
			? undefined
			: new SonarError('notFile', `Sonar sent a message instead of the file: ${words}`);
	}

	private get text(): string {
		return this.head.toString('utf8');
	}

	/** Whether it begins as text. The head may end within a character. */
	private get isText(): boolean {
		return !/[\0\ufffd]/.test(this.text.slice(0, -1));
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
