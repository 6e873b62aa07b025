// Follows packages/cli/src/middlewares/body-parser.ts of n8n.

import type { IncomingMessage } from 'node:http';

/** Undefined if n8n itself refuses the body. */
export function parseBody(
	request: IncomingMessage,
	rawBody: Buffer,
): { body: unknown; isForm: boolean } | undefined {
	const type = request.headers['content-type']?.replace(/;.*$/, '') ?? '';
	if (type.startsWith('multipart/')) return { body: {}, isForm: true };
	if (type === 'text/plain') return { body: String(rawBody), isForm: false };
	if (type !== 'application/json' || rawBody.length === 0) return { body: {}, isForm: false };
	try {
		return { body: JSON.parse(String(rawBody).replace(/^\uFEFF/, '')), isForm: false };
	} catch {
		return undefined;
	}
}
