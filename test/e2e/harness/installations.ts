import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, readdir, rename, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

import { COMPILERS, ensureDebianPackages } from './debian';
import { N8NS, type Differences, type N8nName } from './differences';
import { run } from './processes';

const E2E = resolve(__dirname, '..');
const CACHE = join(
	process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'),
	'n8n-nodes-sonar-software/e2e',
);

/** npm prints nothing until it is done. */
const SECONDS_BETWEEN_SIGNS = 20;

/** An n8n and the Node.js that it runs on, both from the npm registry. */
export interface Installation extends Differences {
	version: string;
	nodeVersion: string;
	/** The folder of the right `node`, to stand first on PATH. */
	nodeFolder: string;
	/** n8n's command, to be run by that `node`. */
	command: string;
}

/**
 * Installs the packages that the lockfile in test/e2e/<name> pins, unless the cache outside the project
 * holds them already. Removes the packages of an older lockfile.
 */
export async function installation(name: N8nName): Promise<Installation> {
	const folder = await installed(name);
	const nodeFolder = join(folder, 'node_modules', `node-linux-${process.arch}`, 'bin');
	return {
		...N8NS[name],
		version: await versionOf(join(folder, 'node_modules/n8n')),
		nodeVersion: (await run(join(nodeFolder, 'node'), ['--version'])).trim(),
		nodeFolder,
		command: join(folder, 'node_modules/n8n/bin/n8n'),
	};
}

async function installed(name: N8nName): Promise<string> {
	const source = join(E2E, name);
	const lock = await readFile(join(source, 'package-lock.json'));
	const hash = createHash('sha256').update(lock).digest('hex').slice(0, 16);
	const folder = join(CACHE, `${name}-${hash}`);
	if (existsSync(folder)) return folder;

	await ensureDebianPackages(...COMPILERS);
	console.log(`Installing ${name} (up to 3 GB and four to six minutes, this once) …`);
	await removeOlder(name);
	// Under another name until it is complete, so that a stopped installation is not used.
	const unfinished = `${folder}.unfinished`;
	await rm(unfinished, { recursive: true, force: true });
	await mkdir(unfinished, { recursive: true });
	await cp(source, unfinished, { recursive: true });
	// Not `npm ci`: it fails if a registry lacks the optional packages of other systems.
	const options = ['--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
	const started = Date.now();
	const sign = setInterval(() => {
		console.log(`  ${Math.round((Date.now() - started) / 1000)} s so far …`);
	}, SECONDS_BETWEEN_SIGNS * 1000);
	try {
		await run('npm', ['install', ...options], { cwd: unfinished });
		console.log('  Compiling its SQLite …');
		// The only part of n8n that has to be compiled. Its interface is the same in every Node.js.
		await run('npm', ['rebuild', 'sqlite3', '--ignore-scripts=false'], {
			cwd: unfinished,
			env: { ...process.env, ...headersOfNode() },
		});
	} finally {
		clearInterval(sign);
	}
	await rename(unfinished, folder);
	return folder;
}

/** If this Node.js came with its headers, as Debian's does, they need not be fetched. */
function headersOfNode(): NodeJS.ProcessEnv {
	const folder = resolve(process.execPath, '../..');
	const isThere = existsSync(join(folder, 'include/node/node_api.h'));
	return isThere ? { npm_config_nodedir: folder } : {};
}

async function removeOlder(name: N8nName): Promise<void> {
	if (!existsSync(CACHE)) return;
	for (const entry of await readdir(CACHE)) {
		if (entry.startsWith(`${name}-`))
			await rm(join(CACHE, entry), { recursive: true, force: true });
	}
}

async function versionOf(folder: string): Promise<string> {
	const manifest = await readFile(join(folder, 'package.json'), 'utf8');
	return (JSON.parse(manifest) as { version: string }).version;
}
