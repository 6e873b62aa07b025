import { resolve } from 'node:path';

import { clocksOn, type VirtualTime } from './VirtualTime';

const NODES = resolve(__dirname, '../dist/nodes/shared');

/** Puts the built nodes, which the engine runs outside of jest, on a virtual clock for good. */
export async function putBuiltNodesOn(time: VirtualTime): Promise<void> {
	const clocks = clocksOn(time);
	const { clock } = (await import(`${NODES}/sonar/http/clock.js`)) as { clock: object };
	const { timer } = (await import(`${NODES}/n8n/host.js`)) as { timer: object };
	const { SharedTimer } = (await import(`${NODES}/sonar/http/idleTimeout.js`)) as {
		SharedTimer: { prototype: object };
	};
	Object.assign(clock, clocks.clock);
	Object.assign(timer, clocks.timer);
	Object.assign(SharedTimer.prototype, clocks.idleTimer);
}
