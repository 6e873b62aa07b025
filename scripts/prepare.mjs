// Installs and builds missing parts, so that `npm start` and `npm test` work on a fresh clone. Plain
// Node, because nothing is installed yet when it runs.
import { execSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const INSTALLED = 'node_modules/.prepared';
const BUILT = '.cache/built';
const SOURCES = ['nodes', 'credentials', 'icons', 'tsconfig.json', 'tsconfig.build.json', 'gulpfile.js'];

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

/** Runs a command unless it ran for the very same files before. */
function ensure(target, mark, hash, message, command) {
	if (existsSync(target) && existsSync(mark) && readFileSync(mark, 'utf8') === hash) return;
	console.log(message);
	execSync(command, { stdio: ['ignore', 'inherit', 'inherit'] });
	mkdirSync(dirname(mark), { recursive: true });
	writeFileSync(mark, hash);
}

ensure(
	'node_modules',
	INSTALLED,
	hashOf(['package-lock.json']),
	'Installing what is missing (one to three minutes the first time) …',
	'npm ci --no-audit --no-fund --loglevel=error',
);
ensure(
	'dist',
	BUILT,
	hashOf(SOURCES.flatMap((path) => (path.includes('.') ? [path] : filesOf(path)))),
	'Building …',
	'npm run --silent build',
);
