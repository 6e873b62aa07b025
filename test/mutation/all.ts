/* eslint-disable @typescript-eslint/no-require-imports -- each test file within its describe */
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { unnoticed } from './control';

// All tests of the nodes as one file, so that shared modules are loaded once per mutant.

declare const wanted: { hasFile(file: string): boolean };

const ROOT = resolve(__dirname, '../..');
const FOLDERS = ['nodes/shared', 'nodes', 'faults'];
const TOO_LONG = /sequences|descriptors|leaks|warnings/;

const files = FOLDERS.flatMap((folder) =>
	readdirSync(join(ROOT, 'test', folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.test.ts') && !TOO_LONG.test(file))
		.map((file) => join(folder, file))
		.sort(),
);
const reaching = [...new Set(files), 'credentials.test.ts'].filter((file) => wanted.hasFile(file));

beforeEach(unnoticed);

describe.each(reaching)('%s', (file) => {
	require(join(ROOT, 'test', file));
});
