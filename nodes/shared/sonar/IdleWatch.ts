/**
 * Aborts a transfer in which nothing moves for `milliseconds`. It rests on AbortSignal.timeout,
 * whose timers keep no process alive.
 */
export class IdleWatch {
	private readonly controller = new AbortController();

	private lastMove = Date.now();

	readonly signal: AbortSignal;

	constructor(
		private readonly milliseconds: number,
		cancel?: AbortSignal,
	) {
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
		this.lastMove = Date.now();
	};

	stop(): void {
		this.lastMove = Infinity;
	}

	private arm(milliseconds: number): void {
		AbortSignal.timeout(milliseconds).addEventListener('abort', () => this.check(), { once: true });
	}

	private check(): void {
		const left = this.lastMove + this.milliseconds - Date.now();
		if (left === Infinity) return;
		if (left > 0) this.arm(Math.ceil(left));
		else this.controller.abort();
	}
}
