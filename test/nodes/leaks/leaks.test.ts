import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import type { Left } from './holder';

it('The process holds what it held before, after hundreds of requests and pauses', async () => {
	const child = fork(join(__dirname, 'holder.ts'), { execArgv: ['--import', 'tsx'] });
	const [{ requests, pauses, listeners }] = (await once(child, 'message')) as [Left];
	await once(child, 'exit');
	// One timer is set for all requests, and the next one may be, too.
	expect(requests).toBeLessThan(5);
	expect(pauses).toBeLessThan(5);
	expect(listeners).toBe(0);
}, 60_000);
