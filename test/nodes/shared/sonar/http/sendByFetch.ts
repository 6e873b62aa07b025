import { Readable } from 'node:stream';

import type { HttpAnswer, HttpCall } from '../../../../../nodes/shared/sonar/http/types';

/** Sends a request of the client's without n8n, to the address that is given. Its body is text. */
export async function sendByFetch(
	url: string,
	{ method, headers, body, signal }: HttpCall,
): Promise<HttpAnswer> {
	const answer = await fetch(url, {
		method,
		headers,
		body: body as string | undefined,
		signal,
		redirect: 'manual',
	});
	return {
		status: answer.status,
		headers: Object.fromEntries(answer.headers),
		body: Readable.fromWeb(answer.body as never),
	};
}
