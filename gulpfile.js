const { rm } = require('node:fs/promises');

const { parallel } = require('gulp');

const { copyAssets } = require('./scripts/assets');
const { bundle } = require('./scripts/bundle');

/** Removes the files of an earlier build, and the mark that scripts/prepare.mjs made for it. */
async function clean() {
	await rm('dist', { recursive: true, force: true });
	await rm('.cache/built', { force: true });
}

exports.build = parallel(copyAssets, bundle);
exports.clean = clean;
