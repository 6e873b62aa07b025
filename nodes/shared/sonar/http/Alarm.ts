import { clock } from './clock';

/**
 * Calls back at set times. However many are set, there is one timer, for the next of them: a timer of
 * AbortSignal cannot be taken back, so one for each request would stay until its time has come.
 */
export class Alarm<Key extends object> {
	private readonly times = new Map<Key, number>();

	/** When the timer rings. */
	private next = Infinity;

	constructor(
		readonly ring: (key: Key) => void,
		private readonly time = clock,
	) {}

	now(): number {
		return this.time.now();
	}

	/** @param at in milliseconds, by `now` */
	set(key: Key, at: number): void {
		this.times.set(key, at);
		this.wind();
	}

	delete(key: Key): void {
		this.times.delete(key);
	}

	private wind(): void {
		const first = Math.min(...this.times.values());
		if (first >= this.next) return;
		this.next = first;
		const wait = Math.max(0, Math.ceil(first - this.now()));
		this.time.timeout(wait).addEventListener('abort', () => this.ringAllThat(first));
	}

	/** Rings for all whose time has come; an earlier timer may have taken the place of this one. */
	private ringAllThat(due: number): void {
		if (due !== this.next) return;
		this.next = Infinity;
		const now = this.now();
		for (const [key, at] of [...this.times]) {
			if (at > now) continue;
			this.times.delete(key);
			this.ring(key);
		}
		this.wind();
	}
}
