import { sleep } from 'n8n-workflow';

/** The only source of time in these modules; tests put a faster one in its place. */
export const clock = { now: Date.now, sleep };

const SLICE = 1000;

function aborted(signal: AbortSignal): Promise<void> {
	// A signal of its own, so that many waits pile no listeners up on that of the execution.
	const own = AbortSignal.any([signal]);
	return new Promise((resolve) => own.addEventListener('abort', () => resolve(), { once: true }));
}

/**
 * Waits for `milliseconds`, or until the signal aborts. It sleeps in slices, because n8n's `sleep`
 * cannot be cut short and would keep a stopped process alive for the rest of a long wait.
 */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
	const end = clock.now() + milliseconds;
	const stop = signal ? [aborted(signal)] : [];
	for (let left = milliseconds; left > 0 && !signal?.aborted; left = end - clock.now()) {
		await Promise.race([clock.sleep(Math.min(left, SLICE)), ...stop]);
	}
}
