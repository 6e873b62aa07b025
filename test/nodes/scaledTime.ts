import { clock } from '../../nodes/shared/sonar/clock';

/** The nodes' clock, for tests that set it themselves. */
export { clock };

/** How much faster the nodes' waiting goes in tests: their minute is the server's 300 ms. */
export const SPEED = 200;

/** The same clock, running faster from now on. */
export function hastened({ now, sleep }: typeof clock): typeof clock {
	const start = now();
	return {
		now: () => start + (now() - start) * SPEED,
		sleep: async (milliseconds) => await sleep(milliseconds / SPEED),
	};
}

const fast = hastened(clock);

/** Lets the nodes' time run faster; for a beforeEach, since jest restores the real time. */
export function scaleTime(): void {
	jest.spyOn(clock, 'now').mockImplementation(fast.now);
	jest.spyOn(clock, 'sleep').mockImplementation(fast.sleep);
}
