import { messageOf } from '../guards';
import type { ByteStream, RequestBody } from '../http/types';
import { SonarError } from '../SonarError';
import { PieceEmitter } from './PieceEmitter';

/** The bytes of a file: a stream, or all of them at once. */
export type Content = ByteStream | readonly [Buffer];

/** A file that is read when its turn in the body comes. */
export interface SourceFile {
	/** One safe name, with its extension. */
	name: string;
	mimeType: string;
	/** In bytes; the content must have exactly as many. */
	size: number;
	open(): Promise<Content> | Content;
}

/** A file of the request could not be read, so the request was broken off. */
export class UnreadableFile extends SonarError {
	constructor(
		readonly file: SourceFile,
		reason: string,
	) {
		super('unreadable', `The file ${file.name} cannot be read from n8n’s storage: ${reason}`);
	}
}

/**
 * The multipart body for Sonar's upload, with one `files[]` for each file. Nothing of a file is held
 * whole, a source is opened when its turn comes, and the length is known beforehand.
 *
 * @param onActivity is called for each piece that is sent
 */
export async function buildMultipart(
	files: readonly SourceFile[],
	onActivity: () => void,
): Promise<RequestBody> {
	// Loaded at the first upload, because the other nodes do without it.
	const { FormData } = await import('../../vendor/formData');
	const form = new FormData();
	const opened: Content[] = [];
	const sources: PieceEmitter[] = [];
	const body: RequestBody = {
		data: form,
		headers: {},
		release: () => {
			for (const source of sources) source.stop();
			for (const content of opened) if ('destroy' in content) content.destroy();
		},
	};
	for (const file of files) {
		const fail = (reason: string) => (body.failure = new UnreadableFile(file, reason));
		const open = async () => {
			const content = await file.open();
			opened.push(content);
			return content;
		};
		const options = { filename: file.name, contentType: file.mimeType };
		if (file.size === 0) {
			// form-data takes no stream of length 0. Still the file is opened: its item may be wrong.
			await readPieces(0, open, onActivity, fail).next();
			form.append('files[]', Buffer.alloc(0), options);
			continue;
		}
		const source = new PieceEmitter(readPieces(file.size, open, onActivity, fail));
		sources.push(source);
		form.append('files[]', source, { ...options, knownLength: file.size });
	}
	body.headers = { ...form.getHeaders(), 'content-length': String(form.getLengthSync()) };
	return body;
}

/** In bytes: a file that lies in memory in one piece goes in several, so that its progress is seen. */
const PIECE = 64 * 1024;

/** A body shorter than its Content-Length hangs, and a longer one breaks: both are caught here. */
async function* readPieces(
	expected: number,
	open: () => Promise<Content>,
	onActivity: () => void,
	fail: (reason: string) => Error,
): AsyncGenerator<Buffer> {
	let size = 0;
	try {
		for await (const chunk of await open()) {
			size += chunk.length;
			if (size > expected) break;
			for (let start = 0; start < chunk.length; start += PIECE) {
				onActivity();
				yield chunk.subarray(start, start + PIECE);
			}
		}
	} catch (error) {
		throw fail(messageOf(error));
	}
	if (size !== expected)
		throw fail(`its size differs from the ${expected} bytes that n8n recorded`);
}
