import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

it('Node warns of nothing and prints nothing while 10 and 20 requests are under way', async () => {
	const child = fork(join(__dirname, 'runner.ts'), { execArgv: ['--import', 'tsx'], silent: true });
	const printed = text(child.stderr!);
	const [warnings] = (await once(child, 'message')) as [string[]];
	expect(warnings).toEqual([]);
	expect(await printed).toBe('');
}, 60_000);
