import { Readable } from 'node:stream';

import { messageOf, SonarError } from './SonarError';
import type { RequestBody } from './requests';

/** A file that is read when its turn in the body comes. */
export interface SourceFile {
	/** One safe name, with its extension. */
	name: string;
	mimeType: string;
	/** In bytes; the content must have exactly as many. */
	size: number;
	open(): Promise<Readable> | Readable;
}

/** A file of the request could not be read, so the request was broken off. */
export class UnreadableFile extends SonarError {
	constructor(
		readonly index: number,
		name: string,
		reason: string,
	) {
		super(`The file ${name} cannot be read from n8n’s storage: ${reason}`, {
			remedy: 'Run the node that the file comes from again.',
		});
	}
}

/**
 * The multipart body for Sonar's upload, `files[]` once a file. Nothing of a file is held whole, a
 * source is opened when its turn comes, and the length is known beforehand.
 *
 * @param moved is called for each piece that goes
 */
export async function multipartOf(
	files: readonly SourceFile[],
	moved: () => void,
): Promise<RequestBody> {
	// Loaded at the first upload, because the other nodes do without it.
	const { default: FormData } = await import('form-data');
	const form = new FormData();
	const sources: Readable[] = [];
	const body: RequestBody = {
		data: form,
		headers: {},
		destroy: () => sources.forEach((source) => source.destroy()),
	};
	files.forEach((file, index) => {
		const fail = (reason: string) => (body.failure = new UnreadableFile(index, file.name, reason));
		const open = async () => {
			const stream = await file.open();
			// Kept apart, because destroying a generator waits for the piece that it waits for.
			sources.push(stream);
			return stream;
		};
		const options = { filename: file.name, contentType: file.mimeType };
		if (file.size === 0) {
			form.append('files[]', Buffer.alloc(0), options);
			return;
		}
		const source = Readable.from(piecesOf(file.size, open, moved, fail), { objectMode: false });
		sources.push(source);
		form.append('files[]', source, { ...options, knownLength: file.size });
	});
	body.headers = { ...form.getHeaders(), 'content-length': String(form.getLengthSync()) };
	return body;
}

/** A body shorter than its Content-Length hangs, and a longer one breaks: both are caught here. */
async function* piecesOf(
	expected: number,
	open: () => Promise<Readable>,
	moved: () => void,
	fail: (reason: string) => Error,
): AsyncGenerator<Buffer> {
	let size = 0;
	try {
		for await (const piece of await open()) {
			size += (piece as Buffer).length;
			if (size > expected) break;
			moved();
			yield piece as Buffer;
		}
	} catch (error) {
		throw fail(messageOf(error));
	}
	if (size !== expected) throw fail(`it has not the ${expected} bytes that n8n noted for it`);
}
