import { Readable } from 'node:stream';

import type { HttpAnswer, HttpCall } from '../../../../../nodes/shared/sonar/http/SonarHost';

/** Sends a request of the client's without n8n, to the address that is given. */
export async function sendByFetch(
	url: string,
	{ method, signal }: Pick<HttpCall, 'method' | 'signal'>,
): Promise<HttpAnswer> {
	const { status, headers, body } = await fetch(url, { method, signal, redirect: 'manual' });
	return {
		status,
		headers: Object.fromEntries(headers),
		body: Readable.fromWeb(body as never),
	};
}
