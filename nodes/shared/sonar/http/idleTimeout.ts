// n8n's lint forbids setTimeout. AbortSignal.timeout is the only timer left, and it cannot be canceled:
// with one for each request, thousands would pile up. So all transfers share one.
import { clock } from './clock';

/** Calls back when a key is due. One timer runs, for the earliest key. */
export class SharedTimer<Key extends object> {
	private readonly times = new Map<Key, number>();

	/** When the timer fires. */
	private next = Infinity;

	constructor(
		readonly onDue: (key: Key) => void,
		private readonly time = clock,
	) {}

	now(): number {
		return this.time.now();
	}

	/** @param at in milliseconds, by `now` */
	set(key: Key, at: number): void {
		this.times.set(key, at);
		this.start();
	}

	delete(key: Key): void {
		this.times.delete(key);
	}

	private start(): void {
		const first = Math.min(...this.times.values());
		if (first >= this.next) return;
		this.next = first;
		const wait = Math.max(0, Math.ceil(first - this.now()));
		this.time.timeout(wait).addEventListener('abort', () => this.fire(first));
	}

	/** Fires everything that is due. Stale timers, replaced by an earlier one, do nothing. */
	private fire(due: number): void {
		if (due !== this.next) return;
		this.next = Infinity;
		const now = this.now();
		for (const [key, at] of [...this.times]) {
			if (at > now) continue;
			this.times.delete(key);
			this.onDue(key);
		}
		this.start();
	}
}

/** Shared by all transfers of the process. */
const sharedTimer = new SharedTimer<IdleWatch>((watch) => watch.check());

/** Aborts a transfer once no byte has come or gone for `milliseconds`. */
export class IdleWatch {
	private readonly controller = new AbortController();

	private readonly unfollow: () => void;

	private lastActivity: number;

	private isHeld = false;

	private isStopped = false;

	/** Whether the time ran out. False if the execution was canceled. */
	expired = false;

	constructor(
		private readonly milliseconds: number,
		cancel?: AbortSignal,
		private readonly timer = sharedTimer,
	) {
		this.unfollow = follow(this.controller, cancel);
		this.lastActivity = timer.now();
		timer.set(this, this.lastActivity + milliseconds);
	}

	get signal(): AbortSignal {
		return this.controller.signal;
	}

	/** Call it for each piece sent or received, and when waiting for bytes again after `hold`. */
	readonly onActivity = (): void => {
		this.lastActivity = this.timer.now();
		if (!this.isHeld) return;
		this.isHeld = false;
		this.timer.set(this, this.lastActivity + this.milliseconds);
	};

	/** Call it while the reader takes no bytes, so that its delay does not count as silence. */
	readonly hold = (): void => {
		this.isHeld = !this.isStopped;
		this.timer.delete(this);
	};

	stop(): void {
		this.isStopped = true;
		this.isHeld = false;
		this.timer.delete(this);
		this.unfollow();
	}

	/** Called by the timer: activity since it was set postpones the end. */
	check(): void {
		const end = this.lastActivity + this.milliseconds;
		if (end > this.timer.now()) {
			this.timer.set(this, end);
			return;
		}
		this.expired = true;
		this.controller.abort();
	}
}

/**
 * Aborts a controller when a signal aborts, until the returned function is called.
 * `AbortSignal.any` would leak: the signal keeps a trace of every request for as long as it lives.
 */
export function follow(controller: AbortController, signal: AbortSignal | undefined): () => void {
	if (!signal) return () => undefined;
	const abort = () => controller.abort(signal.reason);
	if (signal.aborted) abort();
	signal.addEventListener('abort', abort);
	return () => signal.removeEventListener('abort', abort);
}
