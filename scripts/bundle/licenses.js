const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

/** Licenses that ask for nothing more than their text beside the code. */
const ALLOWED = /^(MIT|MIT-0|ISC|0BSD|BSD-[\w-]+|Apache-2\.0)$/;

const PACKAGE = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/;

/** The folders of the packages of which esbuild put code into the bundles, by its metafile. */
function packagesIn(outputs) {
	const inputs = outputs.flatMap((output) => Object.entries(output.inputs));
	const paths = inputs.flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : []));
	return [...new Set(paths.flatMap((path) => PACKAGE.exec(path)?.[0] ?? []))];
}

/**
 * The names, versions and licenses of all packages in the bundles.
 *
 * @throws Error if a license may ask for more than to be shown
 */
function buildNotices(root, outputs) {
	const notices = packagesIn(outputs).map((path) => {
		const folder = join(root, path);
		const { name, version, license } = JSON.parse(
			readFileSync(join(folder, 'package.json'), 'utf8'),
		);
		if (!ALLOWED.test(license)) {
			throw new Error(`${name} ${version} has the license ${license}: it may not be bundled.`);
		}
		const file = readdirSync(folder).find((entry) => /^licen[sc]e/i.test(entry));
		if (!file) throw new Error(`${name} ${version} comes without the text of its license.`);
		const text = readFileSync(join(folder, file), 'utf8').trim().replace(/\r\n/g, '\n');
		return `${name} ${version} (${license})\n\n${text}\n`;
	});
	return [...new Set(notices)].sort().join(`\n${'-'.repeat(80)}\n\n`);
}

module.exports = { buildNotices };
