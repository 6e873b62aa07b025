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
