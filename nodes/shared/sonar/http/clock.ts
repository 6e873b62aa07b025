import { toTime } from '../text';
import type { SonarHost } from './types';

/** The clock of the nodes. Tests replace it with a virtual one. */
export const clock = {
	now: Date.now,
	timeout: (milliseconds: number): AbortSignal => AbortSignal.timeout(milliseconds),
};

/** What a pause needs of the host. */
export type Sleeper = Pick<SonarHost, 'sleep' | 'cancel'>;

/**
 * In milliseconds. Sleep in slices, because the host's sleep cannot be canceled: a canceled run keeps
 * the process alive at most this much longer.
 */
const SLICE = 1000;

/** Waits for `milliseconds`, or until the host cancels the run. */
export async function pause(milliseconds: number, { sleep, cancel }: Sleeper): Promise<void> {
	const end = clock.now() + milliseconds;
	let stop = (): void => undefined;
	const stopped = new Promise<void>((resolve) => (stop = resolve));
	cancel?.addEventListener('abort', stop);
	for (let left = milliseconds; left > 0 && !cancel?.aborted; left = end - clock.now()) {
		await Promise.race([sleep(Math.min(left, SLICE)), stopped]);
	}
	cancel?.removeEventListener('abort', stop);
}

/** In milliseconds. Sonar's times and its Date have whole seconds, so two of them may be off by two. */
const PRECISION = 2000;

/** Sonar's clock, as the Date of its answers tells it. */
export class SonarClock {
	/** Milliseconds by which it is ahead of this machine's; NaN until an answer tells. */
	private offset = NaN;

	/** @param date the Date header of an answer that has just arrived */
	note(date: string | undefined): void {
		const time = toTime(date);
		if (!Number.isNaN(time)) this.offset = time - clock.now();
	}

	/**
	 * Whether one of Sonar's times is not before a moment. False as long as no answer told the time.
	 *
	 * @param moment in milliseconds by the clock of this machine
	 */
	isSince(time: string | null | undefined, moment: number): boolean {
		return toTime(time) >= moment + this.offset - PRECISION;
	}
}
