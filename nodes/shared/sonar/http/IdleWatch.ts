/** Timers of AbortSignal keep no process alive. */
const realTime = {
	now: Date.now,
	timeout: (milliseconds: number) => AbortSignal.timeout(milliseconds),
};

/** Aborts a transfer in which nothing moves for `milliseconds`. */
export class IdleWatch {
	private readonly controller = new AbortController();

	private lastMove: number;

	readonly signal: AbortSignal;

	constructor(
		private readonly milliseconds: number,
		cancel?: AbortSignal,
		private readonly time = realTime,
	) {
		this.lastMove = time.now();
		this.signal = cancel
			? AbortSignal.any([cancel, this.controller.signal])
			: this.controller.signal;
		this.arm(milliseconds);
	}

	get expired(): boolean {
		return this.controller.signal.aborted;
	}

	/** To be called whenever bytes went or came. */
	readonly moved = (): void => {
		this.lastMove = this.time.now();
	};

	stop(): void {
		this.lastMove = Infinity;
	}

	private arm(milliseconds: number): void {
		this.time.timeout(milliseconds).addEventListener('abort', () => this.check(), { once: true });
	}

	private check(): void {
		const left = this.lastMove + this.milliseconds - this.time.now();
		if (left === Infinity) return;
		if (left > 0) this.arm(Math.ceil(left));
		else this.controller.abort();
	}
}
