import type { Readable } from 'node:stream';

import { toSonarError } from '../outcome';
import { clock } from './clock';
import { readFailure } from './answers';
import { endOnAbort, readText } from './body';
import { follow } from './idleTimeout';
import { isLocal } from './instanceUrl';
import { isInside } from './network';
import { buildInsideFailure, buildRedirectFailure, toNetworkFailure } from './networkErrors';
import type { HttpAnswer, RequestBody, SonarHost, SonarRequest } from './types';

/** The things that a try needs beside the request. */
export interface Transfer {
	host: SonarHost;
	signal: AbortSignal;
	/** To be called whenever bytes come or go. */
	onActivity: () => void;
	body?: RequestBody;
}

/** An answer whose body is still to come; `release` ends it, whether it was read or not. */
export interface OpenAnswer extends HttpAnswer {
	release: () => void;
}

const REDIRECTS = 5;

/**
 * Sends one request and, for a download, follows the redirects that it leads through.
 *
 * @throws SonarError for an answer that is a failure, a redirect elsewhere, or no answer
 */
export async function exchange(
	request: SonarRequest<unknown>,
	transfer: Transfer,
): Promise<OpenAnswer> {
	const { host } = transfer;
	const followRedirects = 'receive' in request;
	let url = new URL(request.path, host.origin);
	for (let hops = 0; ; hops += 1) {
		const answer = await sendOnce(request, url, transfer);
		const { status } = answer;
		if (status >= 200 && status < 300) return answer;
		if (status >= 400) {
			const text = await readText(answer, transfer).finally(() => answer.release());
			throw readFailure(text, clock.now()) ?? buildRedirectFailure(status, undefined);
		}
		answer.release();
		const location = readLocation(answer, url);
		const target = location && host.hideToken(location.href);
		if (!location || !followRedirects || hops === REDIRECTS || !isSafe(host, location)) {
			throw buildRedirectFailure(status, target);
		}
		if (await leadsInside(host, location)) throw buildInsideFailure(target!);
		url = location;
	}
}

function readLocation({ headers }: HttpAnswer, from: URL): URL | undefined {
	const { location } = headers;
	return typeof location === 'string' && URL.canParse(location, from.href)
		? new URL(location, from)
		: undefined;
}

/** A redirect may lead over https, or over http on the machine that a local instance runs on. */
function isSafe({ origin }: SonarHost, target: URL): boolean {
	if (target.protocol === 'https:') return true;
	return target.protocol === 'http:' && isLocal(target) && isLocal(new URL(origin));
}

/** Whether a redirect leads from the internet into a network that only this machine reaches. */
async function leadsInside({ origin }: SonarHost, target: URL): Promise<boolean> {
	const instance = new URL(origin);
	if (target.hostname === instance.hostname || !(await isInside(target))) return false;
	return !(await isInside(instance));
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

/** A body that is only destroyed leaves its socket open, so the request is aborted first. */
function abandon(body: Readable, request: AbortController): void {
	if (!body.readableEnded) {
		body.on('error', () => undefined);
		request.abort();
	}
	body.destroy();
}
