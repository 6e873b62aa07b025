import { timer } from '../../nodes/shared/items/host';
import { clock } from '../../nodes/shared/sonar/http/clock';

/** The clock and the timer of the nodes, for tests that set the time themselves. */
export { clock, timer };

/** How much faster the nodes' waiting goes in tests: their minute is the server's 300 ms. */
export const SPEED = 200;

export interface Time {
	now: () => number;
	sleep: (milliseconds: number) => Promise<void>;
}

/** The same time, running faster from now on. */
export function hastened({ now, sleep }: Time): Time {
	const start = now();
	return {
		now: () => start + (now() - start) * SPEED,
		sleep: async (milliseconds) => await sleep(milliseconds / SPEED),
	};
}

const fast = hastened({ now: clock.now, sleep: timer.sleep });

/** Lets the nodes' time run faster; for a beforeEach, since jest restores the real time. */
export function scaleTime(): void {
	jest.spyOn(clock, 'now').mockImplementation(fast.now);
	jest.spyOn(timer, 'sleep').mockImplementation(fast.sleep);
}
