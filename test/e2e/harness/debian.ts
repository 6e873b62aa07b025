import { existsSync } from 'node:fs';

import { run } from './processes';

/** Debian's packages, each with a file that tells that it is there. */
const FILES = {
	'g++': '/usr/bin/g++',
	make: '/usr/bin/make',
	python3: '/usr/bin/python3',
	chromium: '/usr/bin/chromium',
	'redis-server': '/usr/bin/redis-server',
	postgresql: '/usr/lib/postgresql',
	'dovecot-imapd': '/usr/lib/dovecot/imap',
} as const;

export type DebianPackage = keyof typeof FILES;

/** The compiler of SQLite for n8n. */
export const COMPILERS = ['g++', 'make', 'python3'] as const;

/** Whether one of Debian's packages is there. If not, the steps that need it can be left out. */
export function isInstalled(name: DebianPackage): boolean {
	return existsSync(FILES[name]);
}

/**
 * Installs missing packages of Debian.
 * @throws Error that names them when this user may not, or this is no Debian
 */
export async function ensureDebianPackages(...names: DebianPackage[]): Promise<void> {
	const missing = names.filter((name) => !isInstalled(name));
	if (missing.length === 0) return;
	if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
		throw new Error(
			`The end-to-end tests need ${missing.join(', ')}. Run "apt-get install -y ${missing.join(' ')}" as root, or the tests themselves as root on Debian.`,
		);
	}
	console.log(`Installing ${missing.join(', ')} …`);
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	await run('apt-get', ['update', '-qq'], { env });
	await run('apt-get', ['install', '-y', '--no-install-recommends', ...missing], { env });
}
