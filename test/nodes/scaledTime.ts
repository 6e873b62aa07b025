import { clock } from '../../nodes/shared/sonar/clock';

/** How much faster the nodes' waiting goes in tests: their minute is the server's 300 ms. */
export const SPEED = 200;

const start = Date.now();

/** Lets the nodes' time run faster; for a beforeEach, since jest restores the real time. */
export function scaleTime(): void {
	const { sleep } = clock;
	jest.spyOn(clock, 'now').mockImplementation(() => start + (Date.now() - start) * SPEED);
	jest
		.spyOn(clock, 'sleep')
		.mockImplementation(async (milliseconds: number) => await sleep(milliseconds / SPEED));
}
