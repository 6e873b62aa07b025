import { createHash } from 'node:crypto';

import { clock, pause } from './clock';
import { SonarError } from './SonarError';

/** Sonar resets its counter every 60 seconds (its article "GraphQL Rate Limiting Overview"). */
const WINDOW = 60_000;
const LONGEST_WAIT = 300_000;
/** So that a call does not arrive in the very moment of the reset. */
const MARGIN = 250;

/** Holds calls back while Sonar's counter for one token is full. */
export class RateLimitGate {
	private opensAt = 0;

	private windowStart = 0;

	/**
	 * Waits until calls may go; at most until `since` + 5 minutes, then throws `limit`.
	 *
	 * @param onWait hears, in milliseconds, how long it will take
	 */
	async pass(
		since: number,
		signal?: AbortSignal,
		limit?: SonarError,
		onWait?: (milliseconds: number) => void,
	): Promise<void> {
		while (clock.now() < this.opensAt && !signal?.aborted) {
			if (this.opensAt > since + LONGEST_WAIT) {
				throw (
					limit ??
					new SonarError('Sonar’s rate limit is reached, and it opens in over 5 minutes', {
						remedy: 'Start the workflow again later.',
						nature: 'rateLimited',
					})
				);
			}
			onWait?.(this.opensAt - clock.now());
			await pause(this.opensAt - clock.now(), signal);
		}
		if (clock.now() - this.windowStart >= WINDOW) this.windowStart = clock.now();
	}

	/**
	 * Sonar refused a call: the gate stays closed for what it asked for (milliseconds), else for the
	 * rest of the minute that began with the first call this process knows of.
	 */
	close(retryAfter?: number): void {
		const now = clock.now();
		const restOfMinute = this.windowStart + WINDOW - now;
		const wait = retryAfter ?? (restOfMinute > 0 ? restOfMinute : WINDOW);
		this.opensAt = Math.max(this.opensAt, now + wait + MARGIN);
	}
}

const gates = new Map<string, RateLimitGate>();

/** The gate that all executions in this process share for an instance and a token. */
export function gateOf(origin: string, token: string): RateLimitGate {
	const key = `${origin} ${createHash('sha256').update(token).digest('hex')}`;
	const gate = gates.get(key) ?? new RateLimitGate();
	gates.set(key, gate);
	return gate;
}
