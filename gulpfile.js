const { rm } = require('node:fs/promises');

const { dest, parallel, src } = require('gulp');

const { bundle } = require('./scripts/bundle');

/** Removes the files of an earlier build, and the mark that scripts/prepare.mjs made for it. */
async function clean() {
	await rm('dist', { recursive: true, force: true });
	await rm('.cache/built', { force: true });
}

/** Copies icons and codex files into dist/: n8n loads them beside the code. */
function copy() {
	return src(['icons/*.svg', 'nodes/**/*.node.json'], {
		base: '.',
		encoding: false,
	}).pipe(dest('dist'));
}

exports.build = parallel(copy, bundle);
exports.clean = clean;
