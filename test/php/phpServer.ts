import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A file as PHP saw it. */
export interface SeenFile {
	filename: string;
	type: string;
	/** One of PHP's UPLOAD_ERR_…; 0 if all is well. */
	error: number;
	/** Of the content. Absent if PHP did not take it. */
	sha256?: string;
}

export interface PhpServer {
	url: string;
	/** Since the start, in PHP's order. */
	seen(): SeenFile[];
	close(): Promise<void>;
}

export const hasPhp = spawnSync('php', ['--version']).status === 0;

const POLLS = 100;

/** PHP's own web server with the script that answers uploads; `settings` go before those of php.ini. */
export async function startPhp(settings: Record<string, string> = {}): Promise<PhpServer> {
	const folder = await mkdtemp(join(tmpdir(), 'php-'));
	const seen = join(folder, 'seen');
	const port = await freePort();
	const options = Object.entries(settings).flatMap(([name, value]) => ['-d', `${name}=${value}`]);
	const address = `127.0.0.1:${port}`;
	const php = spawn('php', [...options, '-S', address, join(__dirname, 'files.php')], {
		env: { ...process.env, SEEN: seen },
		stdio: 'ignore',
	});
	const exited = once(php, 'exit');
	const close = async () => {
		php.kill();
		await exited;
		await rm(folder, { recursive: true, force: true });
	};
	const url = `http://${address}`;
	if (!(await answers(url))) {
		await close();
		throw new Error('PHP did not start.');
	}
	return {
		url,
		seen: () =>
			existsSync(seen)
				? readFileSync(seen, 'utf8')
						.trimEnd()
						.split('\n')
						.map((line) => JSON.parse(line) as SeenFile)
				: [],
		close,
	};
}

async function answers(url: string): Promise<boolean> {
	for (let poll = 0; poll < POLLS; poll++) {
		const isUp = await fetch(url).then(
			() => true,
			() => false,
		);
		if (isUp) return true;
		await sleep(50);
	}
	return false;
}

async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	return port;
}
