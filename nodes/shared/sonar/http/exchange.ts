import { toSonarError } from '../outcome';
import { readFailure } from './answers';
import { endOnAbort, readText } from './body';
import { clock } from './clock';
import { follow } from './idleTimeout';
import { toNetworkFailure } from './networkErrors';
import { buildRedirectFailure, followRedirect } from './redirects';
import type { ByteStream, HttpAnswer, RequestBody, SonarHost, SonarRequest } from './types';

/** What one try needs beside its request. */
export interface Transfer {
	host: SonarHost;
	signal: AbortSignal;
	/** Call it for each piece sent or received. */
	onActivity: () => void;
	body?: RequestBody;
}

/** An answer whose body is still to come. `release` ends it, read or not. */
export interface OpenAnswer extends HttpAnswer {
	release: () => void;
}

const MOST_REDIRECTS = 5;

/**
 * Sends one request and, for a download, follows its redirects.
 *
 * @throws SonarError if there is no answer, or if it is a failure or a redirect that is not followed
 */
export async function exchange(
	request: SonarRequest<unknown>,
	transfer: Transfer,
): Promise<OpenAnswer> {
	const origin = new URL(transfer.host.origin);
	const mostRedirects = 'receive' in request ? MOST_REDIRECTS : 0;
	let url = new URL(request.path, origin);
	for (let redirects = 0; ; redirects += 1) {
		const answer = await sendOnce(request, url, transfer);
		if (answer.status >= 200 && answer.status < 300) return answer;
		if (answer.status >= 400) {
			const text = await readText(answer, transfer.onActivity).finally(() => answer.release());
			throw readFailure(text, clock.now())!;
		}
		answer.release();
		if (redirects === mostRedirects) throw buildRedirectFailure(answer, url);
		url = followRedirect(answer, url, origin);
	}
}

async function sendOnce(
	{ method, headers }: SonarRequest<unknown>,
	url: URL,
	{ host, signal, body }: Transfer,
): Promise<OpenAnswer> {
	const own = new AbortController();
	const unfollow = follow(own, signal);
	try {
		const answer = await host.send({
			method,
			url: url.href,
			headers: { ...headers, ...body?.headers },
			body: body?.data,
			withToken: url.origin === host.origin,
			signal: own.signal,
		});
		// Whoever reads the body gets its error; nobody may be reading when it comes.
		answer.body.on('error', () => undefined);
		endOnAbort(answer.body, signal);
		const release = () => {
			unfollow();
			abandon(answer.body, own);
		};
		return { ...answer, release };
	} catch (error) {
		unfollow();
		throw body?.failure ? toSonarError(body.failure) : toNetworkFailure(error);
	}
}

/** Destroying a body leaves its socket open, so the request is aborted first. */
function abandon(body: ByteStream, request: AbortController): void {
	if (!body.readableEnded) request.abort();
	body.destroy();
}
