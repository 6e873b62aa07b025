import type {
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
	IPollFunctions,
} from 'n8n-workflow';
import { finished, Readable } from 'node:stream';

import { failureOf, redirected, type TextAnswer } from './answers';
import { clock } from './clock';
import { isLocal } from './instanceUrl';
import { networkFailure } from './networkErrors';
import type { RequestBody, SonarRequest } from './requests';

export type SonarContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/** Where a request goes, and what ends it. */
export interface Connection {
	context: SonarContext;
	/** Of the Sonar instance; the token goes nowhere else. */
	origin: string;
	signal: AbortSignal;
}

const REDIRECTS = 5;
const LONGEST_ERROR_TEXT = 64 * 1024;

/**
 * Sends one request and, for a download, follows the redirects that it leads through.
 *
 * @throws SonarError for an answer that is a failure, a redirect elsewhere, or no answer
 */
export async function exchange<T>(
	connection: Connection,
	request: SonarRequest<T>,
	body?: RequestBody,
): Promise<IN8nHttpFullResponse> {
	let url = new URL(request.path, connection.origin);
	for (let hops = 0; ; hops += 1) {
		const response = await requestOnce(connection, url, request, body);
		const { statusCode: status } = response;
		const stream = response.body instanceof Readable ? response.body : undefined;
		if (stream) destroyOnAbort(stream, connection.signal);
		if (status >= 300 && status < 400) {
			stream?.destroy();
			const target = redirectTarget(connection, response, url);
			if (!target || !('readStream' in request) || hops === REDIRECTS) {
				throw redirected(status, locationOf(response, url)?.href);
			}
			url = target;
			continue;
		}
		if (status >= 400 || !stream) {
			const failure = failureOf(await textAnswerOf(response), clock.now());
			if (failure) throw failure;
		}
		return response;
	}
}

function locationOf({ headers }: IN8nHttpFullResponse, from: URL): URL | undefined {
	const { location } = headers;
	return typeof location === 'string' && URL.canParse(location, from.href)
		? new URL(location, from)
		: undefined;
}

/** Where a redirect may lead: over https, or on the machine that a local instance runs on. */
function redirectTarget(
	{ origin }: Connection,
	response: IN8nHttpFullResponse,
	from: URL,
): URL | undefined {
	const target = locationOf(response, from);
	if (target?.protocol === 'https:') return target;
	return target && isLocal(target) && isLocal(new URL(origin)) ? target : undefined;
}

async function requestOnce<T>(
	{ context, origin, signal }: Connection,
	url: URL,
	request: SonarRequest<T>,
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
		abortSignal: signal,
	};
	const { helpers } = context;
	try {
		return (await (url.origin === origin
			? helpers.httpRequestWithAuthentication.call(withSignal(context, signal), 'sonarApi', options)
			: helpers.httpRequest(options))) as IN8nHttpFullResponse;
	} catch (error) {
		throw body?.failure ?? networkFailure(error);
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

/** An answer with its body read: all of a text, at most 64 KiB of a stream, whose rest is dropped. */
export async function textAnswerOf(response: IN8nHttpFullResponse): Promise<TextAnswer> {
	const { statusCode, headers, body } = response;
	return {
		status: statusCode,
		headers: headers as TextAnswer['headers'],
		text: typeof body === 'string' ? body : await beginningOf(body as Readable),
	};
}

async function beginningOf(body: Readable): Promise<string> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of body) {
		chunks.push(chunk as Buffer);
		size += (chunk as Buffer).length;
		if (size >= LONGEST_ERROR_TEXT) break;
	}
	return Buffer.concat(chunks).toString('utf8', 0, LONGEST_ERROR_TEXT);
}
