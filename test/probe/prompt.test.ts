import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

import { startFull } from './probing';

/** A terminal of its own for a process; of util-linux, so not on every machine. */
function hasScript(): boolean {
	try {
		return execFileSync('script', ['--version'], { encoding: 'utf8' }).includes('util-linux');
	} catch {
		return false;
	}
}

(hasScript() ? it : it.skip)('The probe asks for the token, and shows nothing of it', async () => {
	const sonar = await startFull();
	const env = { ...process.env };
	delete env.SONAR_TOKEN;
	const command = `node --import tsx probe/main.ts --url ${sonar.url} --report /dev/null`;
	const child = spawn('script', ['-qec', command, '/dev/null'], {
		cwd: resolve(__dirname, '../..'),
		env,
	});
	let output = '';
	let isTyped = false;
	child.stdout.setEncoding('utf8').on('data', (text: string) => {
		output += text;
		if (isTyped || !output.includes('(it is not shown): ')) return;
		isTyped = true;
		child.stdin.write(`${sonar.token}\r`);
	});
	const [code] = (await once(child, 'close')) as [number];
	expect(output).toContain('The token is of the user test.');
	expect(output).not.toContain(sonar.token);
	expect(code).toBe(0);
});
