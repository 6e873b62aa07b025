const root = __dirname.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** @type {import('jest').Config} */
module.exports = {
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	transform: { '\\.ts$': ['ts-jest', { diagnostics: false }] },
	// n8n's loader requires the built files; tests run, and count, the sources of these.
	moduleNameMapper: { [`^${root}/dist/((?:nodes|credentials)/.*)\\.js$`]: '<rootDir>/$1.ts' },
	// Stryker's copies of the project.
	modulePathIgnorePatterns: ['<rootDir>/.cache/'],
	collectCoverageFrom: ['nodes/**/*.ts', 'credentials/**/*.ts'],
	coverageThreshold: { global: { lines: 95, branches: 95, functions: 95, statements: 95 } },
	coverageReporters: ['text', 'lcovonly'],
	restoreMocks: true,
	// No test may need another one before it.
	randomize: true,
	testTimeout: 30_000,
	maxWorkers: 2,
};
