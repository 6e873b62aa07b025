import type { SharedTimer } from '../nodes/shared/sonar/http/idleTimeout';
import type { Time } from './sonar/time';

interface Timer {
	at: number;
	ring: () => void;
}

/** Turns of the event loop without a byte for the nodes before time passes. */
const QUIET_TURNS = 5;

/**
 * A clock for the nodes and the Sonar server of a test. It stands still while anything is going on, and
 * jumps to the next timer when the nodes only wait: for a pause to end, or for an answer that the server
 * holds back. So an hour takes no time, and a slow machine makes nothing late.
 */
export class VirtualTime implements Time {
	/** Timers that somebody waits for: time passes for these. */
	private readonly pauses = new Set<Timer>();

	/** Timers that nobody waits for: they ring on the way. */
	private readonly appointments = new Set<Timer>();

	/** Transfers under way, each with the time at which it counts as silent. */
	private readonly transfers = new Map<object, Timer>();

	/** How many requests the server holds. */
	private held = 0;

	private isDue = false;

	private quietTurns = 0;

	/** @param moment at which it begins, in milliseconds since 1970 */
	constructor(private moment = Date.now()) {}

	readonly now = (): number => this.moment;

	async pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
		await this.wait(this.pauses, milliseconds, signal);
	}

	async sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
		await this.wait(this.appointments, milliseconds, signal);
	}

	timeout(milliseconds: number): AbortSignal {
		const controller = new AbortController();
		this.add(this.appointments, this.moment + milliseconds, () => {
			controller.abort(new DOMException('The time is over', 'TimeoutError'));
		});
		return controller.signal;
	}

	hold(): () => void {
		let isHeld = true;
		this.held += 1;
		this.passSoon();
		return () => {
			if (isHeld) this.held -= 1;
			isHeld = false;
			this.passSoon();
		};
	}

	/** Watches a transfer of the nodes, which counts as silent at that time. */
	watch(transfer: object, at: number, ring: () => void): void {
		this.transfers.set(transfer, { at, ring });
		this.passSoon();
	}

	/** Bytes came or went. */
	readonly onActivity = (): number => {
		this.quietTurns = 0;
		return this.moment;
	};

	unwatch(transfer: object): void {
		this.transfers.delete(transfer);
		this.passSoon();
	}

	private async wait(
		timers: Set<Timer>,
		milliseconds: number,
		signal?: AbortSignal,
	): Promise<void> {
		signal?.throwIfAborted();
		await new Promise<void>((resolve, reject) => {
			const timer = this.add(timers, this.moment + milliseconds, resolve);
			signal?.addEventListener('abort', () => {
				timers.delete(timer);
				reject(signal.reason as Error);
			});
		});
	}

	private add(timers: Set<Timer>, at: number, ring: () => void): Timer {
		const timer = { at, ring };
		timers.add(timer);
		this.passSoon();
		return timer;
	}

	private passSoon(): void {
		this.quietTurns = 0;
		if (this.isDue) return;
		this.isDue = true;
		const turn = () => {
			this.quietTurns += 1;
			if (this.quietTurns <= QUIET_TURNS) return void setImmediate(turn);
			this.isDue = false;
			this.passNext();
		};
		setImmediate(turn);
	}

	/** One timer at a time: what it sets off may set an earlier one. */
	private passNext(): void {
		// A transfer that the server does not hold back is still moving.
		if (this.transfers.size > this.held) return;
		const awaited = first([...this.pauses, ...this.transfers.values()]);
		if (!awaited) return;
		const next = first([...this.appointments, awaited])!;
		this.moment = Math.max(this.moment, next.at);
		this.pauses.delete(next);
		this.appointments.delete(next);
		for (const [transfer, timer] of this.transfers) {
			if (timer === next) this.transfers.delete(transfer);
		}
		next.ring();
		this.passSoon();
	}
}

function first(timers: Timer[]): Timer | undefined {
	return timers.reduce<Timer | undefined>(
		(earliest, timer) => (earliest && earliest.at <= timer.at ? earliest : timer),
		undefined,
	);
}

/** Replacements for the clocks of the nodes. */
export function clocksOn(time: VirtualTime) {
	return {
		clock: {
			now: time.now,
			timeout: (milliseconds: number) => time.timeout(milliseconds),
		},
		timer: {
			sleep: async (milliseconds: number) => await time.pause(milliseconds),
		},
		idleTimer: {
			now: time.onActivity,
			set: function (this: SharedTimer<object>, transfer: object, at: number) {
				time.watch(transfer, at, () => this.onDue(transfer));
			},
			delete: (transfer: object) => time.unwatch(transfer),
		},
	};
}
