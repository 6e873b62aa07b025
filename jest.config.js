/** @type {import('jest').Config} */
module.exports = {
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	testEnvironment: './test/jest/environment.js',
	setupFiles: ['./test/jest/sources.ts'],
	transform: {
		'/node_modules/.*\\.c?js$': './test/jest/outside.js',
		// As published: CommonJS throughout.
		'\\.ts$': ['ts-jest', { diagnostics: false, tsconfig: 'tsconfig.build.json' }],
	},
	transformIgnorePatterns: [],
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
	// n8n's engine stays loaded in a worker, and tests leave some of their memory behind.
	workerIdleMemoryLimit: '800MB',
};
