import { timer } from '../../nodes/shared/n8n/host';
import { Alarm } from '../../nodes/shared/sonar/http/Alarm';
import { clock } from '../../nodes/shared/sonar/http/clock';
import { clocksOn, type VirtualTime } from '../VirtualTime';

/** Puts the nodes on a virtual clock, for one test: jest takes them off it before the next one. */
export function useTime(time: VirtualTime): void {
	const clocks = clocksOn(time);
	replaceAll(clock, clocks.clock);
	replaceAll(timer, clocks.timer);
	replaceAll(Alarm.prototype, clocks.alarm);
}

function replaceAll<T extends object>(target: T, functions: Partial<T>): void {
	for (const [name, replacement] of Object.entries(functions)) {
		jest.spyOn(target, name as never).mockImplementation(replacement as never);
	}
}
