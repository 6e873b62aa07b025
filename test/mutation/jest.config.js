const { resolve } = require('node:path');

const common = require('../../jest.config');

/** @type {import('jest').Config} */
module.exports = {
	...common,
	rootDir: resolve(__dirname, '../..'),
	testEnvironment: './test/mutation/environment.js',
	moduleNameMapper: {
		...common.moduleNameMapper,
		'^(n8n-core|n8n-workflow|@n8n/di|reflect-metadata|selfsigned)$': '<rootDir>/test/mutation/outside/$1.js',
	},
	// Long ones, and those of the test server and of the packed tarball.
	testPathIgnorePatterns: ['/test/faults/sequences', '/test/(engine|examples|soak|sonar)/', 'package'],
};
