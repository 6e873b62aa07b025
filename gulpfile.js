const { rm } = require('node:fs/promises');

const { dest, src } = require('gulp');

/** Removes what an earlier build left. */
async function clean() {
	await rm('dist', { recursive: true, force: true });
}

/** Copies what n8n loads beside the code, icons and codex files, into dist/. */
function build() {
	return src(['nodes/**/*.{svg,node.json}', 'credentials/**/*.svg'], {
		base: '.',
		encoding: false,
	}).pipe(dest('dist'));
}

exports.build = build;
exports.clean = clean;
