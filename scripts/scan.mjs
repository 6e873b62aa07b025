// Runs n8n's scanner for community nodes, as n8n does before it verifies a package: on the sources, and on
// what npm would publish. n8n takes them from GitHub and npm; here both are in this folder.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
	buildScanConfig,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';
import { ESLint } from 'eslint';

/** Warnings count, too; the scanner's own analyzePackage passes over them. */
async function scan(name, cwd, patterns) {
	const eslint = new ESLint({
		cwd,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: await buildScanConfig(),
	});
	const results = await eslint.lintFiles(patterns);
	const count = (key) => results.reduce((sum, result) => sum + result[key], 0);
	const [errors, warnings] = [count('errorCount'), count('warningCount')];
	console.log(`${name}: ${results.length} files, ${errors} errors, ${warnings} warnings`);
	if (errors + warnings === 0) return true;
	console.log(await (await eslint.loadFormatter('stylish')).format(results));
	return false;
}

const folder = mkdtempSync(join(tmpdir(), 'sonar-scan-'));
try {
	const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], {
		encoding: 'utf8',
	});
	execFileSync('tar', ['-xzf', join(folder, packed.trim()), '-C', folder]);
	const isClean = [
		await scan('Sources', process.cwd(), SOURCE_FILE_PATTERNS),
		await scan('Package', join(folder, 'package'), ['**/*.js', 'package.json']),
	];
	process.exitCode = isClean.every(Boolean) ? 0 : 1;
} finally {
	rmSync(folder, { recursive: true });
}
