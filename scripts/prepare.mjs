// Installs and builds what is missing, so that `npm start` and `npm test` work on a fresh clone. It runs
// before anything is installed, so it imports nothing but Node's own modules.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** `gulp clean` deletes it, so that it never speaks for a later build. */
const BUILT = '.cache/built';
const SOURCES = [
	'nodes',
	'credentials',
	'icons',
	'scripts/assets.js',
	'scripts/bundle',
	'tsconfig.json',
	'tsconfig.build.json',
	'gulpfile.js',
	'package-lock.json',
];

const SECONDS_BETWEEN_SIGNS = 10;

/** Runs a command, and shows that it lives: npm prints nothing until it is done. */
async function run(message, command) {
	console.log(message);
	const started = Date.now();
	const sign = setInterval(() => {
		console.log(`  ${Math.round((Date.now() - started) / 1000)} s so far …`);
	}, SECONDS_BETWEEN_SIGNS * 1000);
	const child = spawn(command, { shell: true, stdio: ['ignore', 'inherit', 'inherit'] });
	const [code] = await once(child, 'close');
	clearInterval(sign);
	// The command has said why.
	if (code !== 0) process.exit(code ?? 1);
}

function packagesIn(lockfile) {
	return existsSync(lockfile) ? JSON.parse(readFileSync(lockfile, 'utf8')).packages : {};
}

/**
 * Whether node_modules has what the lockfile asks for, by npm's own list of it: whoever ran `npm ci` need
 * not wait again. npm leaves out other platforms' packages.
 */
function isInstalled() {
	const installed = packagesIn('node_modules/.package-lock.json');
	return Object.entries(packagesIn('package-lock.json')).every(
		([path, { version, optional }]) =>
			path === '' || optional || installed[path]?.version === version,
	);
}

function filesOf(path) {
	if (!existsSync(path)) return [];
	const entries = readdirSync(path, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile())
		.map(({ parentPath, path: folder, name }) => join(parentPath ?? folder, name));
}

function hashOf(paths) {
	const hash = createHash('sha256');
	for (const path of paths.sort()) hash.update(path).update(readFileSync(path));
	return hash.digest('hex');
}

if (!isInstalled()) {
	await run(
		'Installing what is missing (one to three minutes the first time) …',
		'npm ci --no-audit --no-fund --loglevel=error',
	);
}

const hash = hashOf(SOURCES.flatMap((path) => (path.includes('.') ? [path] : filesOf(path))));
if (!existsSync('dist') || !existsSync(BUILT) || readFileSync(BUILT, 'utf8') !== hash) {
	await run('Building …', 'npm run --silent build');
	mkdirSync(dirname(BUILT), { recursive: true });
	writeFileSync(BUILT, hash);
}
