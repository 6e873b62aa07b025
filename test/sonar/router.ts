import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Behaviour } from './characters/steps';
import { sendFile } from './download';
import type { Faults } from './faults';
import { answerGraphql } from './graphql';
import type { Lag } from './lag';
import type { RequestLog } from './log';
import { RateLimit, type Refusal } from './rateLimit';
import { json, page, send, textOf, wantsJson, type HttpAnswer } from './respond';
import type { Store } from './store';
import type { Time } from './time';
import type { LoggedRequest, SonarOptions, StoredFile } from './types';
import { answerUpload } from './upload';
import type { Webhooks } from './webhooks';

interface Parts {
	options: SonarOptions;
	token: string;
	store: Store;
	lag: Lag;
	webhooks: Webhooks;
	behaviour: Behaviour;
	log: RequestLog;
	faults: Faults;
	closing: AbortSignal;
	time: Time;
}

/** From a request to the module that answers it; never rejects. */
export function requestHandler(parts: Parts) {
	const { options, token, store, lag, webhooks, behaviour, log, faults, closing, time } = parts;
	const rateLimit = new RateLimit(options.requestsPerMinute, options.minuteInMilliseconds);
	const context = {
		store,
		lag,
		webhooks,
		behaviour,
		recordsPerPageLimit: options.recordsPerPageLimit ?? 1000,
		linksOneByOne: options.linksOneByOne ?? false,
	};

	return async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const method = request.method ?? '';
		const path = (request.url ?? '/').replace(/\?.*$/, '');
		const entry = log.add(request, response, path);
		response.setHeader('Date', new Date(time.now()).toUTCString());
		try {
			const fault = faults.take({ method, path });
			if (fault) {
				const carryOut = async () =>
					await textOf(request, async (kept) => await respond(request, kept, entry));
				await fault(request, response, carryOut);
				holdUnanswered(response);
				return;
			}
			if (options.latencyInMilliseconds) {
				const release = time.hold();
				await time.pause(options.latencyInMilliseconds, closing).finally(release);
			}
			await respond(request, response, entry);
		} catch (error) {
			if (response.headersSent || request.socket.destroyed) response.destroy();
			else send(response, json(500, { message: `Server Error: ${String(error)}` }));
		}
	};

	/** An answer that does not come, or stalls, holds its request until somebody gives up. */
	function holdUnanswered(response: ServerResponse): void {
		if (response.writableEnded || response.destroyed || response.socket?.destroyed) return;
		response.once('close', time.hold());
	}

	async function respond(
		request: IncomingMessage,
		response: ServerResponse,
		entry: LoggedRequest,
	): Promise<void> {
		const answer = await route(request, entry);
		if (options.rateLimitHeaders) {
			for (const [name, value] of Object.entries(rateLimit.headers))
				response.setHeader(name, value);
		}
		if ('file' in answer) return await sendFile(answer.file, response, entry, behaviour);
		send(response, behaviour.apply('answer', answer, { path: entry.path }));
	}

	async function route(
		request: IncomingMessage,
		entry: LoggedRequest,
	): Promise<HttpAnswer | { file: StoredFile }> {
		const { path } = entry;
		const length = request.headers['content-length'];
		if (Number(length ?? 0) > (options.largestRequestInBytes ?? Infinity)) {
			return page(413, '413 Request Entity Too Large');
		}
		const object = /^\/objects\/(\d+)$/.exec(path)?.[1];
		if (object) return download(object);
		if (!path.startsWith('/api/')) return publicPage(path);

		const wanted = /^\/api\/files\/(\d+)$/.exec(path)?.[1];
		if (request.headers.authorization !== `Bearer ${token}`) {
			const plain =
				wanted || wantsJson(request)
					? json(200, { error: 'Unauthenticated.' })
					: page(302, 'Redirecting to /login', { Location: '/login' });
			await arrived(request);
			return behaviour.apply('wrongToken', plain, { path });
		}
		const refusal = rateLimit.take(time.now());
		if (refusal) {
			await arrived(request);
			return limited(refusal, { ...options, time });
		}

		const allowed = wanted
			? 'GET'
			: path === '/api/graphql' || path === '/api/files'
				? 'POST'
				: undefined;
		if (!allowed) return page(404, 'Not Found');
		if (request.method !== allowed) {
			const message = `The ${request.method} method is not supported for this route. Supported methods: ${allowed}.`;
			return json(405, { message }, { Allow: allowed });
		}
		if (wanted && options.redirectDownloads)
			return redirect(wanted, options.redirectDownloads, request);
		if (wanted) return download(wanted);
		if (path === '/api/graphql') return await answerGraphql(request, entry, context, options);
		if (length === undefined) return page(411, '411 Length Required');
		return await answerUpload(request, entry, context, options);
	}

	/** PHP gets a request when nginx has all of it: an answer before that could be lost to a client. */
	async function arrived(request: IncomingMessage): Promise<void> {
		await once(request.resume(), 'end', { signal: closing });
	}

	function download(id: string): HttpAnswer | { file: StoredFile } {
		const file = store.file(id);
		return file ? { file } : json(404, { message: 'Not found.' });
	}
}

function limited(
	{ message, secondsToWait }: Refusal,
	{ retryAfter, rateLimitHeaders, rateLimitStatus = 429, time }: SonarOptions & { time: Time },
): HttpAnswer {
	const headers = {
		...(retryAfter && { 'Retry-After': secondsToWait }),
		// As Laravel sends it, in seconds since 1970.
		...(rateLimitHeaders && {
			'X-RateLimit-Reset': Math.floor(time.now() / 1000) + secondsToWait,
		}),
	};
	return json(rateLimitStatus, { error: message }, headers);
}

function redirect(id: string, origin: string, request: IncomingMessage): HttpAnswer {
	const ownPort = String(request.socket.localPort);
	const location = `${origin.replace('{port}', ownPort).replace(/\/$/, '')}/objects/${id}`;
	return page(302, 'Redirecting to object storage', { Location: location });
}

function publicPage(path: string): HttpAnswer {
	if (path === '/' || path === '/login') return page(200, 'Log in to Sonar');
	return page(404, 'Not Found');
}
