import { Alarm } from './Alarm';
import { follow } from './follow';

/** Of all transfers of the process. */
const alarm = new Alarm<IdleWatch>((watch) => watch.check());

/** Aborts a transfer in which nothing moves for `milliseconds`. */
export class IdleWatch {
	private readonly controller = new AbortController();

	private readonly unfollow: () => void;

	private lastMove: number;

	private isHeld = false;

	private isStopped = false;

	/** Whether the time ran out, and not the execution was stopped. */
	expired = false;

	constructor(
		private readonly milliseconds: number,
		cancel?: AbortSignal,
		private readonly wake = alarm,
	) {
		this.unfollow = follow(this.controller, cancel);
		this.lastMove = wake.now();
		wake.set(this, this.lastMove + milliseconds);
	}

	get signal(): AbortSignal {
		return this.controller.signal;
	}

	/** To be called whenever bytes went or came, and when bytes are waited for again after `hold`. */
	readonly onActivity = (): void => {
		this.lastMove = this.wake.now();
		if (!this.isHeld) return;
		this.isHeld = false;
		this.wake.set(this, this.lastMove + this.milliseconds);
	};

	/** To be called when no bytes are waited for, because nobody here takes them. */
	readonly hold = (): void => {
		this.isHeld = !this.isStopped;
		this.wake.delete(this);
	};

	stop(): void {
		this.isStopped = true;
		this.isHeld = false;
		this.wake.delete(this);
		this.unfollow();
	}

	/** For the alarm: to be called when the time may have run out. */
	check(): void {
		const end = this.lastMove + this.milliseconds;
		if (end > this.wake.now()) {
			this.wake.set(this, end);
			return;
		}
		this.expired = true;
		this.controller.abort();
	}
}
