import type { Readable } from 'node:stream';

import { SonarError } from '../SonarError';
import { toNetworkFailure } from './networkErrors';
import type { HttpAnswer, SonarHost, TextAnswer } from './types';

/** In bytes, of an error's body. The rest of a gateway's page says nothing. */
const LONGEST_ERROR_TEXT = 64 * 1024;

/**
 * Of an answer's text after decompression. The longest that the client asks for has 25 lists of 500
 * files with some 600 bytes each.
 */
const LONGEST_TEXT = 16 * 1024 * 1024;

/** Ends a body when the signal aborts: n8n's helper may let go of the signal once the headers are there. */
export function endOnAbort(body: Readable, signal: AbortSignal): void {
	signal.addEventListener('abort', () => body.destroy(toNetworkFailure(undefined)));
}

/**
 * An answer with its body read, without the token. Of an error's body only the beginning is read.
 *
 * @throws SonarError if the text is longer than Sonar has any reason to send
 */
export async function readText(
	answer: HttpAnswer,
	{ host, onActivity }: { host: Pick<SonarHost, 'hideToken'>; onActivity: () => void },
): Promise<TextAnswer> {
	const { status, headers, body } = answer;
	const isError = status >= 400;
	const longest = isError ? LONGEST_ERROR_TEXT : LONGEST_TEXT;
	const chunks: Buffer[] = [];
	let size = 0;
	try {
		for await (const chunk of body as AsyncIterable<Buffer>) {
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
	const text = Buffer.concat(chunks).toString('utf8', 0, longest);
	return { status, headers, text: host.hideToken(text) };
}
