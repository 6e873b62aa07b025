export interface Refusal {
	message: string;
	secondsToWait: number;
}

/** A fixed window that begins with the first request, as Sonar's counter resets every 60 seconds. */
export class RateLimit {
	private start = -Infinity;
	private count = 0;

	constructor(
		private readonly requestsPerMinute = Infinity,
		private readonly minuteInMilliseconds = 60_000,
	) {}

	/** As Laravel tells them with every answer. */
	get headers(): Record<string, number> {
		if (this.requestsPerMinute === Infinity) return {};
		return {
			'X-RateLimit-Limit': this.requestsPerMinute,
			'X-RateLimit-Remaining': Math.max(0, this.requestsPerMinute - this.count),
		};
	}

	/** Counts a request; says why it is refused, or nothing. */
	take(now: number): Refusal | undefined {
		if (now - this.start >= this.minuteInMilliseconds) {
			this.start = now;
			this.count = 0;
		}
		this.count++;
		if (this.count <= this.requestsPerMinute) return undefined;
		return {
			message: `Request limit of ${this.requestsPerMinute}/min reached.`,
			secondsToWait: Math.ceil((this.start + this.minuteInMilliseconds - now) / 1000),
		};
	}
}
