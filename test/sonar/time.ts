import { setTimeout as sleep } from 'node:timers/promises';

/** The server's clock. In tests it is virtual, and the nodes share it. */
export interface Time {
	/** In milliseconds since 1970. */
	now(): number;
	/**
	 * A pause that somebody waits for: a virtual clock jumps to its end.
	 *
	 * @throws if the signal aborts
	 */
	pause(milliseconds: number, signal?: AbortSignal): Promise<void>;
	/**
	 * Until so much time has passed, which a virtual clock does not hurry for.
	 *
	 * @throws if the signal aborts
	 */
	sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
	/** Notes that the server lets a client wait, until the function that it gives is called. */
	hold(): () => void;
}

async function wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
	await sleep(milliseconds, undefined, { signal });
}

export const realTime: Time = {
	now: Date.now,
	pause: wait,
	sleep: wait,
	hold: () => () => undefined,
};
