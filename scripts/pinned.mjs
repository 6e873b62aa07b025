// npm on a few packages of the lockfile, in a folder of their own.
import { execSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '..');

const readJson = (...path) => JSON.parse(readFileSync(join(...path), 'utf8'));

/** The packages that the build puts into ours. */
export function bundledPackages() {
	const { packageRules } = readJson(ROOT, 'renovate.json');
	return packageRules.find(({ groupName }) => groupName === 'bundled packages').matchPackageNames;
}

/** Runs a command, and shows only what it complains of. */
export function run(command, cwd) {
	execSync(command, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
}

/**
 * Makes a folder in which npm finds the given devDependencies, and the whole lockfile: npm takes from it
 * what they need. The folder is gone after `use`.
 */
export function withPinned(names, use) {
	const { devDependencies } = readJson(ROOT, 'package.json');
	const folder = mkdtempSync(join(tmpdir(), 'sonar-pinned-'));
	try {
		const dependencies = Object.fromEntries(names.map((name) => [name, devDependencies[name]]));
		writeFileSync(join(folder, 'package.json'), JSON.stringify({ dependencies }));
		for (const file of ['package-lock.json', '.npmrc'])
			cpSync(join(ROOT, file), join(folder, file));
		use(folder);
	} finally {
		rmSync(folder, { recursive: true });
	}
}

/**
 * Installs them.
 *
 * @throws Error if npm took another version than the lockfile's
 */
export function installPinned(folder) {
	run('npm install --no-audit --no-fund --loglevel=error', folder);
	const { packages } = readJson(ROOT, 'package-lock.json');
	const installed = readJson(folder, 'node_modules/.package-lock.json').packages;
	for (const [path, { version, integrity }] of Object.entries(installed)) {
		if (packages[path]?.integrity === integrity) continue;
		throw new Error(`npm installed ${path} ${version}, which package-lock.json does not have.`);
	}
}
