import { createWriteStream } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';

import busboy from 'busboy';

import { CHUNK_IN_BYTES } from './limits';

export interface Part {
	name: string;
	filename?: string;
	mime_type?: string;
	/** The path of the content. Absent if the part was refused. */
	path?: string;
	size: number;
	/** Why the part was refused. */
	failure?: string;
}

export interface Form {
	/** Without files beyond the limit. */
	parts: Part[];
	/** How many there really were. */
	count: number;
}

export interface Rules {
	newPath: () => string;
	/** How many files are taken. Further ones are dropped without a word. */
	filesTaken: number;
	largestFileInBytes: number;
	refuses: (filename: string) => boolean;
}

/** Streams the parts of a form to disk, no faster than the disk can take them. */
export async function receiveParts(
	request: IncomingMessage,
	rules: Rules,
): Promise<Form | { malformed: string }> {
	const form: Form = { parts: [], count: 0 };
	if (!/^multipart\/form-data\b/i.test(request.headers['content-type'] ?? '')) return form;
	let parser: busboy.Busboy;
	try {
		parser = busboy({
			headers: request.headers,
			defParamCharset: 'utf8',
			highWaterMark: CHUNK_IN_BYTES,
			fileHwm: CHUNK_IN_BYTES,
			// busboy already calls a file too large that just fits.
			limits: { fileSize: rules.largestFileInBytes + 1 },
		});
	} catch (error) {
		return { malformed: messageOf(error) };
	}

	const writes: Array<Promise<void>> = [];
	let failure: Error | undefined;
	const add = (part: Part): boolean => {
		form.count++;
		if (form.count > rules.filesTaken) return false;
		form.parts.push(part);
		return true;
	};
	parser.on('field', (name) => add({ name, size: 0 }));
	parser.on('file', (name, content, { filename, mimeType }) => {
		// A part can be a file only by its content type, and then has no name.
		const known = filename === '' ? undefined : filename;
		const part: Part = { name, filename: known, mime_type: mimeType, size: 0 };
		if (known && rules.refuses(known)) part.failure = 'The file type is not allowed.';
		if (!add(part) || !known || part.failure) return drain(content);
		writes.push(
			write(part, content, rules.newPath()).catch((error: Error) => {
				if (parser.errored) return;
				failure = error;
				// The parser would wait for this part for ever.
				parser.destroy(error);
			}),
		);
	});

	// Also if the client went away before, of which no event tells any more.
	finished(request).catch((error: Error) => parser.destroy(error));
	request.pipe(parser);
	try {
		await finished(parser);
	} catch (error) {
		request.unpipe(parser).resume();
		if (failure || (!request.complete && request.destroyed)) throw error;
		return { malformed: messageOf(error) };
	} finally {
		await Promise.all(writes);
	}
	return form;
}

async function write(
	part: Part,
	content: Readable & { truncated?: boolean },
	path: string,
): Promise<void> {
	const target = createWriteStream(path, { highWaterMark: CHUNK_IN_BYTES });
	await pipeline(content, target);
	if (content.truncated) {
		part.failure = 'The file is too large.';
		return;
	}
	part.path = path;
	part.size = target.bytesWritten;
}

function drain(content: Readable): void {
	content.on('error', () => {});
	content.resume();
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
