import { open } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';

import type { Behaviour } from './characters/steps';
import { CHUNK_IN_BYTES } from './limits';
import type { LoggedRequest, StoredFile } from './types';

/** Sends the content of a file from disk, at the client's pace. */
export async function sendFile(
	file: StoredFile,
	response: ServerResponse,
	entry: LoggedRequest,
	behaviour: Behaviour,
): Promise<void> {
	const handle = await open(file.path);
	entry.bytes = Number(file.file_size_in_bytes);
	const headers = {
		'Content-Type': file.mime_type,
		'Content-Length': file.file_size_in_bytes,
		'Content-Disposition': disposition(file.filename),
	};
	response.writeHead(200, behaviour.apply('downloadHeaders', headers, { file }));
	// The stream closes the handle, however it ends.
	await pipeline(handle.createReadStream({ highWaterMark: CHUNK_IN_BYTES }), response);
}

/** RFC 6266: an ASCII name for old clients, and the real one. */
function disposition(filename: string): string {
	const ascii = filename.replace(/[^\x20-\x7e]|["\\%]/g, '_');
	const encoded = encodeURIComponent(filename).replace(
		/['()*]/g,
		(c) => `%${c.charCodeAt(0).toString(16)}`,
	);
	return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
