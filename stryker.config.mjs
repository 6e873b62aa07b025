/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
	mutate: [
		'nodes/**/*.ts',
		'credentials/**/*.ts',
		'!nodes/**/description*.ts',
		// It is generated, and its test compares it to the letter.
		'!nodes/shared/sonar/graphql/schema.ts',
		'test/mutation/control.ts',
	],
	plugins: [
		'@stryker-mutator/jest-runner',
		'./test/mutation/ignoreDescriptions.mjs',
		'./test/mutation/tellFirstRun.mjs',
		'./test/mutation/tellUnnoticed.mjs',
	],
	ignorers: ['descriptions'],
	testRunner: 'jest',
	testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
	// The engine loads the nodes by their paths, so no import leads from a test to the code that it
	// covers.
	jest: { configFile: 'test/mutation/jest.config.js', enableFindRelatedTests: false },
	// ts-jest checks no types here, and a comment atop every file would fail the test of schema.ts.
	disableTypeChecks: false,
	coverageAnalysis: 'perTest',
	// Code that runs when a module is loaded belongs to no test: it would need the whole suite each time.
	ignoreStatic: true,
	// The tests wait more than they compute.
	concurrency: 3,
	// Each is given this many times as long as in the first run, when nothing runs beside it.
	timeoutFactor: 4,
	// On a busy machine, the first run of all tests takes longer than the default of five.
	dryRunTimeoutMinutes: 20,
	// Each run of the tests leaves some of its memory behind.
	maxTestRunnerReuse: 60,
	incremental: true,
	incrementalFile: '.cache/mutation/incremental.json',
	tempDirName: '.cache/mutation/sandbox',
	ignorePatterns: ['bench', 'coverage', '.cache'],
	reporters: ['tell-first-run', 'tell-unnoticed', 'clear-text', 'progress-append-only', 'json'],
	jsonReporter: { fileName: '.cache/mutation/report.json' },
	thresholds: { high: 95, low: 90, break: 90 },
};
