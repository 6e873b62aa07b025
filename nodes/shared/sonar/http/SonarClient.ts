import { attempt, type Result } from '../outcome';
import { SonarError } from '../SonarError';
import { readFailure } from './answers';
import { readText } from './body';
import { clock, pause, SonarClock } from './clock';
import { exchange, type OpenAnswer } from './exchange';
import { IdleWatch } from './idleTimeout';
import { buildSilentFailure } from './networkErrors';
import { gateOf, type RateLimitGate } from './rateLimit';
import type { Repeat, RequestBody, SonarHost, SonarRequest } from './types';

/** In milliseconds: the default of the option Timeout (Seconds). */
export const IDLE_TIMEOUT = 60_000;

const TRIES = 4;
/** In milliseconds. Each further pause is twice as long. */
const FIRST_PAUSE = 1000;
/** In milliseconds. If Sonar asks for a longer one (Retry-After), the request fails. */
const LONGEST_PAUSE = 300_000;

/**
 * Sends requests to one Sonar instance; nothing else in this package does. Handles redirects, the rate
 * limit, retries, timeouts and cancellation. Throws every failure as a SonarError.
 */
export class SonarClient {
	/** Set once Sonar has refused the token: every further request would fail, too. */
	private refusal?: SonarError;

	readonly sonarClock = new SonarClock();

	/** @param idleTimeout in milliseconds: a request fails after so long without a byte */
	constructor(
		private readonly host: SonarHost,
		private readonly idleTimeout = IDLE_TIMEOUT,
	) {}

	private get gate(): RateLimitGate {
		return gateOf(this.host.account);
	}

	get origin(): string {
		return this.host.origin;
	}

	/** Tells instances and tokens apart. */
	get account(): string {
		return this.host.account;
	}

	/**
	 * Sends a request, with retries, and returns what its `parse` or `receive` makes of the answer.
	 *
	 * @throws SonarError with Sonar's own words
	 */
	async send<T>(request: SonarRequest<T>): Promise<T> {
		const { host } = this;
		const since = clock.now();
		let limit: SonarError | undefined;
		for (let tries = 1; ;) {
			await this.gate.pass({
				since,
				limit,
				sleeper: host,
				onWait: (wait) => host.onRateLimitWait(wait),
			});
			this.throwIfCanceled();
			if (this.refusal) throw this.refusal;
			const result = this.hideToken(await attempt(() => this.try(request), request.unknownOutcome));
			if (result.status === 'done') return result.value;
			this.throwIfCanceled();
			const { error } = result;
			if (error.code === 'rateLimit') {
				limit = error;
				this.gate.close(error.retryAfter);
			} else if (tries < TRIES && mayRetry(error, request)) {
				await this.pause(toPause(tries, error.retryAfter));
				tries += 1;
			} else {
				if (error.traits.endsRun) this.refusal = error;
				throw error;
			}
		}
	}

	/** Hides the token in the error of a result, since Sonar's message may quote it. Data stays as it is. */
	hideToken<R extends Result<unknown>>(result: R): R {
		if (result.status === 'failed') result.error.rewrite(this.host.hideToken);
		return result;
	}

	/** Errors of an answer that become data of an item, without the token that they may quote. */
	withoutToken<T>(errors: T): T {
		return JSON.parse(this.host.hideToken(JSON.stringify(errors))) as T;
	}

	/**
	 * Waits for `milliseconds`.
	 *
	 * @throws SonarError if the run is canceled
	 */
	async pause(milliseconds: number): Promise<void> {
		await pause(milliseconds, this.host);
		this.throwIfCanceled();
	}

	private throwIfCanceled(): void {
		const { cancel } = this.host;
		if (!cancel?.aborted) return;
		throw (cancel.reason as Error).name === 'TimeoutError'
			? new SonarError('overtime', 'Sonar did not answer in the time that n8n gives to a poll')
			: new SonarError('canceled', 'The execution was canceled');
	}

	private async try<T>(request: SonarRequest<T>): Promise<T> {
		const { host, idleTimeout } = this;
		const watch = new IdleWatch(idleTimeout, host.cancel);
		const { signal, onActivity, hold } = watch;
		let body: RequestBody | undefined;
		let answer: OpenAnswer | undefined;
		try {
			body = await request.body?.(onActivity);
			answer = await exchange(request, { host, signal, onActivity, body });
			// A download may come from another host, whose clock says nothing of Sonar's.
			if (!('receive' in request)) this.sonarClock.note(answer.headers.date);
			if ('receive' in request) {
				const { headers, body: bytes } = answer;
				return await request.receive({ body: bytes, headers, onActivity, hold });
			}
			const text = await readText(answer, onActivity);
			const failure = readFailure(text, clock.now());
			if (failure) throw failure;
			return request.parse(text);
		} catch (error) {
			throw watch.expired ? buildSilentFailure(idleTimeout) : error;
		} finally {
			watch.stop();
			answer?.release();
			body?.release();
		}
	}
}

function mayRetry({ traits, retryAfter = 0 }: SonarError, { repeat }: Repeat): boolean {
	if (retryAfter > LONGEST_PAUSE) return false;
	return traits.retryable && (repeat === 'safe' || traits.effect === 'none');
}

/** In milliseconds. With jitter, so that parallel requests do not retry in lockstep. */
function toPause(tries: number, retryAfter = 0): number {
	const jitter = 0.75 + Math.random() / 2;
	return Math.max(retryAfter, FIRST_PAUSE * 2 ** (tries - 1) * jitter);
}
