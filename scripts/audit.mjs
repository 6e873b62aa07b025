// Audits the packages that the build puts into ours, in the lockfile's versions. For npm they are only
// some of the devDependencies, most of which never leave this folder.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
const { packageRules } = JSON.parse(readFileSync('renovate.json', 'utf8'));
const bundled = packageRules.find(({ groupName }) => groupName === 'bundled packages');
const dependencies = Object.fromEntries(
	bundled.matchPackageNames.map((name) => [name, devDependencies[name]]),
);

const folder = mkdtempSync(join(tmpdir(), 'sonar-audit-'));
try {
	writeFileSync(join(folder, 'package.json'), JSON.stringify({ dependencies }));
	cpSync('package-lock.json', join(folder, 'package-lock.json'));
	const npm = (...args) =>
		execFileSync('npm', args, { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
	// Drops from the lockfile what the bundled packages do not need.
	npm('install', '--package-lock-only', '--no-audit', '--no-fund');
	npm('audit');
} catch {
	// npm has said it.
	process.exitCode = 1;
} finally {
	rmSync(folder, { recursive: true });
}
