import type {
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';
import { finished, Readable } from 'node:stream';

import { failureOf, redirected, type TextAnswer } from './answers';
import { clock, pause } from './clock';
import { IdleWatch } from './IdleWatch';
import { isLocal, parseInstanceUrl } from './instanceUrl';
import { networkFailure, timedOut } from './networkErrors';
import { gateOf, type RateLimitGate } from './rateLimit';
import { isFailure, resultOf } from './result';
import { SonarError } from './SonarError';

export type SonarContext = IExecuteFunctions | ILoadOptionsFunctions;

/** A body for one try; `destroy` lets go of what it reads from. */
export interface RequestBody {
	data: NonNullable<IHttpRequestOptions['body']>;
	headers: Record<string, string>;
	/** Why what it reads from could not be read, where that broke the request. */
	failure?: Error;
	destroy(): void;
}

/** The bytes of a successful answer as they come; `moved` tells that some arrived. */
export interface StreamAnswer {
	body: Readable;
	headers: Record<string, string | undefined>;
	moved(): void;
}

interface BaseRequest {
	method: 'GET' | 'POST';
	/** Below the instance, for example `/api/files`. */
	path: string;
	headers: Record<string, string>;
	/** Makes the body anew for each try; it calls `moved` for what it sends. */
	body?: (moved: () => void) => RequestBody | Promise<RequestBody>;
	/**
	 * What to say where nobody knows whether Sonar carried the call out. Absent: the call changes
	 * nothing, and is sent again.
	 */
	ifUnknown?: string;
}

export interface TextRequest<T> extends BaseRequest {
	read: (answer: TextAnswer) => T | Promise<T>;
}

/** A request for bytes; its redirects are followed. */
export interface StreamRequest<T> extends BaseRequest {
	readStream: (answer: StreamAnswer) => Promise<T>;
}

const IDLE_TIMEOUT = 60_000;
const TRIES = 4;
const FIRST_PAUSE = 1000;
const REDIRECTS = 5;
const LONGEST_ERROR_TEXT = 64 * 1024;
const RETRIED_STATUSES = new Set([undefined, 502, 503, 504]);

/** Reads what an error answer says, at most 64 KiB of it, and lets go of the rest. */
async function textOf(body: unknown): Promise<string> {
	if (!(body instanceof Readable)) return typeof body === 'string' ? body : '';
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of body) {
		chunks.push(Buffer.from(chunk as Uint8Array));
		size += chunks.at(-1)!.length;
		if (size >= LONGEST_ERROR_TEXT) break;
	}
	return Buffer.concat(chunks).toString('utf8').slice(0, LONGEST_ERROR_TEXT);
}

/**
 * Sends requests to one Sonar instance, and nothing else in this package does: credential,
 * redirects, rate limit, retries, timeouts, cancellation, and failures as SonarError.
 */
export class SonarSender {
	private constructor(
		private readonly context: SonarContext,
		readonly origin: string,
		private readonly gate: RateLimitGate,
		private readonly cancel?: AbortSignal,
	) {}

	/** @throws SonarError where the credential's instance URL cannot be used */
	static async of(context: SonarContext): Promise<SonarSender> {
		const credential = await context.getCredentials<{ instanceUrl: string; accessToken: string }>(
			'sonarApi',
		);
		const origin = parseInstanceUrl(credential.instanceUrl);
		const cancel =
			'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
		return new SonarSender(context, origin, gateOf(origin, credential.accessToken), cancel);
	}

	/**
	 * Sends a request until it is answered for good, and gives what its reader made of the answer.
	 *
	 * @throws SonarError with Sonar's own words; other errors only from the request's reader
	 */
	async send<T>(request: TextRequest<T> | StreamRequest<T>): Promise<T> {
		const since = clock.now();
		let limit: SonarError | undefined;
		for (let tries = 1; ;) {
			await this.gate.pass(since, this.cancel, limit);
			this.throwIfCancelled();
			const result = await resultOf(this.attempt(request));
			if (!isFailure(result)) return result.value;
			this.throwIfCancelled();
			const { error } = result;
			if (error.nature === 'rateLimited') {
				limit = error;
				this.gate.close(error.retryAfter);
			} else if (!mayRepeat(error, request) || tries === TRIES) {
				throw withOutcome(error, request);
			} else {
				await pause(FIRST_PAUSE * 2 ** (tries - 1), this.cancel);
				tries += 1;
			}
		}
	}

	private throwIfCancelled(): void {
		// By this spelling n8n shows the execution as canceled, not as failed.
		if (this.cancel?.aborted) throw new SonarError('The execution was canceled');
	}

	private async attempt<T>(request: TextRequest<T> | StreamRequest<T>): Promise<T> {
		const watch = new IdleWatch(IDLE_TIMEOUT, this.cancel);
		const body = await request.body?.(watch.moved);
		try {
			const response = await this.exchange(request, watch, body);
			if ('readStream' in request) {
				const stream = response.body as Readable;
				const headers = response.headers as StreamAnswer['headers'];
				return await request.readStream({ body: stream, headers, moved: watch.moved });
			}
			return await request.read(await textAnswerOf(response));
		} catch (error) {
			throw watch.expired ? timedOut(IDLE_TIMEOUT) : error;
		} finally {
			watch.stop();
			body?.destroy();
		}
	}

	/** One request and, for a download, the redirects that it leads through. */
	private async exchange<T>(
		request: TextRequest<T> | StreamRequest<T>,
		watch: IdleWatch,
		body?: RequestBody,
	): Promise<IN8nHttpFullResponse> {
		let url = new URL(request.path, this.origin);
		for (let hops = 0; ; hops += 1) {
			const response = await this.request(url, request, watch, body);
			if (response.body instanceof Readable) destroyOnAbort(response.body, watch.signal);
			const { statusCode: status } = response;
			if (status >= 300 && status < 400) {
				if (response.body instanceof Readable) response.body.destroy();
				url = this.redirectTarget(request, response, url, hops);
				continue;
			}
			if (status >= 400 || !('readStream' in request)) {
				const failure = failureOf(await textAnswerOf(response), clock.now());
				if (failure) throw failure;
			}
			return response;
		}
	}

	private redirectTarget<T>(
		request: TextRequest<T> | StreamRequest<T>,
		response: IN8nHttpFullResponse,
		from: URL,
		hops: number,
	): URL {
		const location = response.headers.location as string | undefined;
		const target = location && URL.canParse(location, from.href) ? new URL(location, from) : null;
		const safe =
			target !== null &&
			(target.protocol === 'https:' || (isLocal(target) && isLocal(new URL(this.origin))));
		if ('readStream' in request && safe && hops < REDIRECTS) return target;
		throw redirected(response.statusCode, target?.href);
	}

	/** One HTTP exchange. The token goes to the instance's own origin only. */
	private async request<T>(
		url: URL,
		request: TextRequest<T> | StreamRequest<T>,
		watch: IdleWatch,
		body?: RequestBody,
	): Promise<IN8nHttpFullResponse> {
		const options: IHttpRequestOptions = {
			url: url.href,
			method: request.method,
			headers: { ...request.headers, ...body?.headers },
			body: body?.data,
			encoding: 'readStream' in request ? 'stream' : 'text',
			// n8n would send the token and a body-less GET along a redirect.
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: true,
			returnFullResponse: true,
			// n8n's timeout counts the whole upload; the idle watch counts silence.
			timeout: 0,
			abortSignal: watch.signal,
		};
		const { helpers } = this.context;
		try {
			return (await (url.origin === this.origin
				? helpers.httpRequestWithAuthentication.call(
						withSignal(this.context, watch.signal),
						'sonarApi',
						options,
					)
				: helpers.httpRequest(options))) as IN8nHttpFullResponse;
		} catch (error) {
			throw body?.failure ?? networkFailure(error);
		}
	}
}

/**
 * The context with another cancel signal: n8n's authenticated helper takes the signal from there
 * and overwrites the one in the options, which would leave the idle watch without effect.
 */
function withSignal(context: SonarContext, signal: AbortSignal): IExecuteFunctions {
	return Object.create(context, {
		getExecutionCancelSignal: { value: () => signal },
	}) as IExecuteFunctions;
}

function destroyOnAbort(stream: Readable, signal: AbortSignal): void {
	const destroy = () => stream.destroy(networkFailure(undefined));
	signal.addEventListener('abort', destroy, { once: true });
	finished(stream, () => signal.removeEventListener('abort', destroy));
}

async function textAnswerOf(response: IN8nHttpFullResponse): Promise<TextAnswer> {
	return {
		status: response.statusCode,
		headers: response.headers as TextAnswer['headers'],
		text: await textOf(response.body),
	};
}

function mayRepeat(error: SonarError, request: BaseRequest): boolean {
	if (error.nature === 'unreached') return true;
	return error.nature === 'interrupted' && !request.ifUnknown && RETRIED_STATUSES.has(error.status);
}

/** Where nobody knows what became of a call that changes something, its error says so. */
function withOutcome(error: SonarError, request: BaseRequest): SonarError {
	if (error.nature !== 'interrupted' || !request.ifUnknown) return error;
	return new SonarError(`${error.message}. ${request.ifUnknown}`, error);
}
