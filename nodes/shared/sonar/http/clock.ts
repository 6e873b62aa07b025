import { follow } from './follow';
import type { SonarHost } from './SonarHost';

/** The clock of the nodes. Tests put a virtual one in its place. */
export const clock = {
	now: Date.now,
	timeout: (milliseconds: number): AbortSignal => AbortSignal.timeout(milliseconds),
};

/** The parts of the host that a wait needs. */
export type Sleeper = Pick<SonarHost, 'sleep' | 'cancel'>;

/** In milliseconds: a host's sleep cannot be cut short, so a stopped process ends at most so late. */
const SLICE = 1000;

/** Waits for `milliseconds`, or until the host cancels the run. */
export async function pause(milliseconds: number, { sleep, cancel }: Sleeper): Promise<void> {
	const end = clock.now() + milliseconds;
	const own = new AbortController();
	const unfollow = follow(own, cancel);
	const stopped = new Promise((resolve) => own.signal.addEventListener('abort', resolve));
	for (let left = milliseconds; left > 0 && !cancel?.aborted; left = end - clock.now()) {
		await Promise.race([sleep(Math.min(left, SLICE)), stopped]);
	}
	unfollow();
}
