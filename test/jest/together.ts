/* eslint-disable @typescript-eslint/no-require-imports -- each test file within its describe */
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const TESTS = resolve(__dirname, '..');

/** All test files, by their path in `test/`. */
export function testFiles(): string[] {
	return readdirSync(TESTS, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.test.ts'))
		.sort();
}

/**
 * Declares the tests of files, each within a `describe` of its path. jest loads and compiles all modules
 * anew for each of its files, which takes longer than most tests; here the files share them.
 */
export function runTogether(files: readonly string[]): void {
	describe.each(files)('%s', (file) => {
		require(join(TESTS, file));
	});
}
