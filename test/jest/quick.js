const { resolve } = require('node:path');

const common = require('../../jest.config');

/**
 * Left to `npm run test:all`: searches for the unknown, nodes and lists under every character of the
 * server, whole processes, and the probe, which changes rarely and on its own.
 */
const SLOW = [
	'test/(hostile|php|probe|properties|soak)/',
	'test/(package|engine/engine).test',
	'test/faults/sequences',
	'test/nodes/(descriptors|leaks|warnings)',
	'test/nodes/(.*/)?([a-z]+C|c)haracters',
	'test/nodes/SonarListTickets/pages',
	'test/nodes/shared/sonar/http/body',
];

/** @type {import('jest').Config} */
module.exports = {
	...common,
	rootDir: resolve(__dirname, '../..'),
	testPathIgnorePatterns: SLOW,
	// Twice what the slowest takes on a very busy machine. A test that needs more is for `SLOW`, or says so itself.
	testTimeout: 10_000,
};
