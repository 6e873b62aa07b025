import { timer } from '../../nodes/shared/n8n/host';
import { clock } from '../../nodes/shared/sonar/http/clock';
import { SharedTimer } from '../../nodes/shared/sonar/http/idleTimeout';
import { clocksOn, type VirtualTime } from '../VirtualTime';

/** Puts the nodes on a virtual clock for one test; jest's `restoreMocks` undoes it. */
export function useTime(time: VirtualTime): void {
	const clocks = clocksOn(time);
	replaceAll(clock, clocks.clock);
	replaceAll(timer, clocks.timer);
	replaceAll(SharedTimer.prototype, clocks.idleTimer);
}

function replaceAll<T extends object>(target: T, functions: Partial<T>): void {
	for (const [name, replacement] of Object.entries(functions)) {
		jest.spyOn(target, name as never).mockImplementation(replacement as never);
	}
}
