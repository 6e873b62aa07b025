const { resolve } = require('node:path');

const common = require('../../jest.config');

/** @type {import('jest').Config} */
module.exports = {
	...common,
	rootDir: resolve(__dirname, '../..'),
	testMatch: ['<rootDir>/test/mutation/{modules,nodes}.ts'],
	testSequencer: './test/mutation/sequencer.js',
	testEnvironment: './test/mutation/environment.js',
	// Stryker compares runs.
	randomize: false,
	// Stryker ends what hangs, by how long a test took in its first run.
	testTimeout: 300_000,
};
