import { SonarError } from '../SonarError';
import { clock, pause, type Sleeper } from './clock';

/** Sonar resets its counter every 60 seconds (its article "GraphQL Rate Limiting Overview"). */
const WINDOW = 60_000;
const LONGEST_WAIT = 300_000;
/** In milliseconds, so that a call does not arrive at the very moment of the reset. */
const MARGIN = 250;

const TOO_LONG = 'Sonar’s rate limit is reached, and it lasts for more than 5 minutes';

export interface Wait {
	/** When the call was first tried, in milliseconds since 1970. */
	since: number;
	/** Sonar's last refusal of the call. */
	limit?: SonarError;
	sleeper: Sleeper;
	/** Called with the milliseconds to wait. */
	onWait?: (milliseconds: number) => void;
}

/** Holds calls back while Sonar's rate limit for one token is reached. */
export class RateLimitGate {
	private opensAt = 0;

	/** When it was last closed. If that lies in the future, the clock was set back. */
	private closedAt = 0;

	private windowStart = 0;

	/**
	 * Waits until calls may go, for at most 5 minutes after `since`.
	 *
	 * @throws SonarError if it opens later than that (`limit`, if given)
	 */
	async pass({ since, limit, sleeper, onWait }: Wait): Promise<void> {
		while (this.isClosed && !sleeper.cancel?.aborted) {
			if (this.opensAt > since + LONGEST_WAIT) {
				throw limit ?? new SonarError('rateLimit', TOO_LONG);
			}
			onWait?.(this.opensAt - clock.now());
			await pause(this.opensAt - clock.now(), sleeper);
		}
		if (this.isMinuteOver) this.windowStart = clock.now();
	}

	private get isClosed(): boolean {
		const now = clock.now();
		return this.closedAt <= now && now < this.opensAt;
	}

	/** Whether it equals a new gate: its minute is over and no call waits. */
	get isSpent(): boolean {
		return !this.isClosed && this.isMinuteOver;
	}

	private get isMinuteOver(): boolean {
		const age = clock.now() - this.windowStart;
		return age >= WINDOW || age < 0;
	}

	/**
	 * Call it when Sonar refuses a call. Closes the gate for `retryAfter` milliseconds or, by default, for
	 * the rest of the minute, which began with the first call that this process knows of.
	 */
	close(retryAfter?: number): void {
		const now = clock.now();
		const restOfMinute = this.windowStart + WINDOW - now;
		const wait = retryAfter ?? (restOfMinute > 0 ? restOfMinute : WINDOW);
		// However long Sonar asks to wait, one call retries after LONGEST_WAIT.
		const end = now + Math.min(wait, LONGEST_WAIT) + MARGIN;
		this.opensAt = Math.max(this.isClosed ? this.opensAt : 0, end);
		this.closedAt = now;
	}
}

const gates = new Map<string, RateLimitGate>();

/**
 * The gate that all executions in this process share for an instance and a token. Do not keep it: a
 * spent gate makes room for another account's.
 */
export function gateOf(account: string): RateLimitGate {
	const known = gates.get(account);
	if (known) return known;
	for (const [other, gate] of gates) if (gate.isSpent) gates.delete(other);
	const gate = new RateLimitGate();
	gates.set(account, gate);
	return gate;
}
