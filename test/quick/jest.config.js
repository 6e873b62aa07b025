const { resolve } = require('node:path');

const common = require('../../jest.config');

/** @type {import('jest').Config} */
module.exports = {
	...common,
	rootDir: resolve(__dirname, '../..'),
	testMatch: ['<rootDir>/test/quick/*.group.ts'],
	// Twice what the slowest takes on a very busy machine. A test that needs more is slow, or says so itself.
	testTimeout: 10_000,
};
