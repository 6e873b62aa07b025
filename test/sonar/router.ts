import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import { sendFile } from './download';
import type { Faults } from './faults';
import { answerGraphql } from './graphql';
import type { RequestLog } from './log';
import { RateLimit } from './rateLimit';
import { sendJson, sendPage, textOf, wantsJson } from './respond';
import type { Store } from './store';
import type { LoggedRequest, SonarOptions } from './types';
import { answerUpload } from './upload';

interface Parts {
	options: SonarOptions;
	token: string;
	store: Store;
	log: RequestLog;
	faults: Faults;
	closing: AbortSignal;
}

/** From a request to the module that answers it; never rejects. */
export function requestHandler({ options, token, store, log, faults, closing }: Parts) {
	const rateLimit = new RateLimit(options.requestsPerMinute, options.minuteInMilliseconds);
	const context = {
		store,
		recordsPerPageLimit: options.recordsPerPageLimit ?? 100,
		linksOneByOne: options.linksOneByOne ?? false,
	};

	return async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const method = request.method ?? '';
		const path = (request.url ?? '/').replace(/\?.*$/, '');
		const entry = log.add(request, response, path);
		try {
			const fault = faults.take({ method, path });
			if (fault) {
				const carryOut = async () =>
					await textOf(request, async (kept) => await route(request, kept, entry));
				return await fault(request, response, carryOut);
			}
			if (options.latencyInMilliseconds)
				await sleep(options.latencyInMilliseconds, undefined, { signal: closing });
			await route(request, response, entry);
		} catch (error) {
			if (response.headersSent || request.socket.destroyed) response.destroy();
			else sendJson(response, 500, { message: `Server Error: ${String(error)}` });
		}
	};

	async function route(
		request: IncomingMessage,
		response: ServerResponse,
		entry: LoggedRequest,
	): Promise<void> {
		const { path } = entry;
		const length = request.headers['content-length'];
		if (Number(length ?? 0) > (options.largestRequestInBytes ?? Infinity)) {
			return sendPage(response, 413, '413 Request Entity Too Large');
		}
		const object = /^\/objects\/(\d+)$/.exec(path)?.[1];
		if (object) return await download(object, response, entry);
		if (!path.startsWith('/api/')) return page(path, response);

		const wanted = /^\/api\/files\/(\d+)$/.exec(path)?.[1];
		if (request.headers.authorization !== `Bearer ${token}`) {
			if (wanted || wantsJson(request))
				return sendJson(response, 401, { message: 'Unauthenticated.' });
			return sendPage(response, 302, 'Redirecting to /login', { Location: '/login' });
		}
		const refusal = rateLimit.take();
		if (refusal) {
			// PHP gets a request when nginx has all of it; an answer before that could be lost to a client
			// that still sends.
			await once(request.resume(), 'end', { signal: closing });
			const headers = options.retryAfter ? { 'Retry-After': refusal.secondsToWait } : undefined;
			return sendJson(
				response,
				options.rateLimitStatus ?? 429,
				{ error: refusal.message },
				headers,
			);
		}

		const allowed = wanted
			? 'GET'
			: path === '/api/graphql' || path === '/api/files'
				? 'POST'
				: undefined;
		if (!allowed) return sendPage(response, 404, 'Not Found');
		if (request.method !== allowed) {
			const message = `The ${request.method} method is not supported for this route. Supported methods: ${allowed}.`;
			return sendJson(response, 405, { message }, { Allow: allowed });
		}
		if (wanted && options.redirectDownloads)
			return redirect(wanted, options.redirectDownloads, request, response);
		if (wanted) return await download(wanted, response, entry);
		if (path === '/api/graphql')
			return await answerGraphql(request, response, entry, context, options);
		if (length === undefined) return sendPage(response, 411, '411 Length Required');
		await answerUpload(request, response, entry, store, options);
	}

	async function download(
		id: string,
		response: ServerResponse,
		entry: LoggedRequest,
	): Promise<void> {
		const file = store.file(id);
		if (!file) return sendJson(response, 404, { message: 'Not found.' });
		await sendFile(file, response, entry);
	}
}

function redirect(
	id: string,
	origin: string,
	request: IncomingMessage,
	response: ServerResponse,
): void {
	const ownPort = String(request.socket.localPort);
	const location = `${origin.replace('{port}', ownPort).replace(/\/$/, '')}/objects/${id}`;
	sendPage(response, 302, 'Redirecting to object storage', { Location: location });
}

function page(path: string, response: ServerResponse): void {
	if (path === '/' || path === '/login') return sendPage(response, 200, 'Log in to Sonar');
	sendPage(response, 404, 'Not Found');
}
