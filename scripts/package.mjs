// Writes the tarball that npm would publish, without installing the project: only what the build needs, in
// a folder that is gone afterwards. It imports nothing but Node's own modules. The types are left to CI:
// tsc writes the same code without them.
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { bundledPackages, installPinned, ROOT, run, withPinned } from './pinned.mjs';

const COMPILERS = ['typescript', 'esbuild', '@types/node'];
const SOURCES = [
	'credentials',
	'icons',
	'index.js',
	'LICENSE.md',
	'nodes',
	'package.json',
	'README.md',
	'scripts',
	'tsconfig.json',
	'tsconfig.build.json',
];

withPinned([...bundledPackages(), ...COMPILERS], (folder) => {
	installPinned(folder);
	for (const path of SOURCES) cpSync(join(ROOT, path), join(folder, path), { recursive: true });
	run('node node_modules/typescript/bin/tsc -p tsconfig.build.json --noCheck', folder);
	run('node scripts/assets.js', folder);
	run('node scripts/bundle', folder);
	run('npm pack --loglevel=error', folder);
	const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
	cpSync(join(folder, tarball), join(ROOT, tarball));
	console.log(tarball);
});
