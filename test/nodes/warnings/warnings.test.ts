import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

it('Node warns of nothing and prints nothing while 10 and 20 requests are under way', async () => {
	const child = fork(join(__dirname, 'runner.ts'), { execArgv: ['--import', 'tsx'], silent: true });
	const warnings: unknown[] = [];
	child.on('message', (message) => warnings.push(message));
	const [printed] = await Promise.all([text(child.stderr!), once(child, 'exit')]);
	// First, since it says why, if the nodes failed there.
	expect(printed).toBe('');
	expect(warnings).toEqual([[]]);
}, 60_000);
