import type { Readable } from 'node:stream';

import { clock, pause } from './clock';
import { exchange, textAnswerOf, type SonarContext } from './exchange';
import { addHint } from './hints';
import { IdleWatch } from './IdleWatch';
import { parseInstanceUrl } from './instanceUrl';
import { timedOut } from './networkErrors';
import { gateOf, type RateLimitGate } from './rateLimit';
import type { BaseRequest, SonarRequest, StreamAnswer } from './requests';
import { isFailure, resultOf } from './result';
import { SonarError } from './SonarError';

/** Milliseconds without a byte that end a request, where the user wants no other. */
export const IDLE_TIMEOUT = 60_000;

const TRIES = 4;
const FIRST_PAUSE = 1000;
const RATE_LIMIT_HINT =
	'Sonar takes a limited number of requests a minute: this node waited for it and went on. It counts all that the user of the token sends.';
const RETRIED_STATUSES = new Set([undefined, 502, 503, 504]);

/**
 * Sends requests to one Sonar instance, and nothing else in this package does: credential,
 * redirects, rate limit, retries, timeouts, cancellation, and failures as SonarError.
 */
export class SonarSender {
	/** Until when a wait for the rate limit was told of. */
	private waitTold = 0;

	private constructor(
		private readonly context: SonarContext,
		readonly origin: string,
		private readonly gate: RateLimitGate,
		private readonly idleTimeout: number,
		private readonly cancel?: AbortSignal,
	) {}

	/**
	 * @param idleTimeout milliseconds without a byte that end a request
	 * @throws SonarError where the credential's instance URL cannot be used
	 */
	static async of(context: SonarContext, idleTimeout = IDLE_TIMEOUT): Promise<SonarSender> {
		const credential = await context.getCredentials<{ instanceUrl: string; accessToken: string }>(
			'sonarApi',
		);
		const origin = parseInstanceUrl(credential.instanceUrl);
		const cancel =
			'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
		const gate = gateOf(origin, credential.accessToken);
		return new SonarSender(context, origin, gate, idleTimeout, cancel);
	}

	/**
	 * Sends a request until it is answered for good, and gives what its reader made of the answer.
	 *
	 * @throws SonarError with Sonar's own words; other errors only from the request's reader
	 */
	async send<T>(request: SonarRequest<T>): Promise<T> {
		const since = clock.now();
		let limit: SonarError | undefined;
		for (let tries = 1; ;) {
			await this.gate.pass(since, this.cancel, limit, (wait) => this.tellWait(wait));
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

	private tellWait(milliseconds: number): void {
		const { context, waitTold } = this;
		const end = clock.now() + milliseconds;
		if (end <= waitTold) return;
		this.waitTold = end;
		const seconds = Math.ceil(milliseconds / 1000);
		context.logger.info(`${context.getNode().name}: waits ${seconds} s for Sonar’s rate limit`);
		if (waitTold === 0) addHint(context, RATE_LIMIT_HINT);
	}

	private throwIfCancelled(): void {
		// By this spelling n8n shows the execution as canceled, not as failed.
		if (this.cancel?.aborted) throw new SonarError('The execution was canceled');
	}

	private async attempt<T>(request: SonarRequest<T>): Promise<T> {
		const watch = new IdleWatch(this.idleTimeout, this.cancel);
		const body = await request.body?.(watch.moved);
		try {
			const { context, origin } = this;
			const response = await exchange({ context, origin, signal: watch.signal }, request, body);
			if ('readStream' in request) {
				const stream = response.body as Readable;
				const headers = response.headers as StreamAnswer['headers'];
				return await request.readStream({ body: stream, headers, moved: watch.moved });
			}
			return await request.read(await textAnswerOf(response));
		} catch (error) {
			throw watch.expired ? timedOut(this.idleTimeout) : error;
		} finally {
			watch.stop();
			body?.destroy();
		}
	}
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
