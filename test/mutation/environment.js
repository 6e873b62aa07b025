const Environment = require('../jest/environment');

/** Of the tests of whole nodes; `MOST_TESTS=Infinity` runs all. */
const MOST_TESTS = Number(process.env.MOST_TESTS ?? 60);

const OF_MODULES = /^(nodes\/shared|credentials)/;

/** `undefined` in the first run, which has no mutant. */
const activeMutant = () => process.env.__STRYKER_ACTIVE_MUTANT__;

let noticedMutant;

/** The tests that reach the mutant, by their full names. The first run has no pattern: it runs all. */
class Wanted {
	/** @param pattern Stryker's: each name escaped and in brackets, joined by "|". */
	constructor(pattern) {
		const reaching = pattern?.slice(1, -1).split(')|(');
		this.names = reaching && choose(reaching.map((name) => name.replace(/\\(.)/gs, '$1')));
		this.exact = new Set(this.names);
	}

	hasFile(file) {
		if (!this.names) return true;
		return (
			noticedMutant !== activeMutant() && this.names.some((name) => name.startsWith(`${file} `))
		);
	}

	test(name) {
		return this.exact.has(name);
	}
}

/** All tests of modules, and up to the limit of the others, spread evenly over the list. */
function choose(names) {
	const ofNodes = names.filter((name) => !OF_MODULES.test(name));
	const every = Math.max(1, ofNodes.length / MOST_TESTS);
	const chosen = new Set(ofNodes.filter((_, index) => index % every < 1));
	return names.filter((name) => OF_MODULES.test(name) || chosen.has(name));
}

function skip({ children }) {
	for (const child of children) {
		if (child.type === 'test') child.mode = 'skip';
		else skip(child);
	}
}

module.exports = class extends Environment {
	constructor(config, context) {
		super(config, context);
		this.wanted = new Wanted(config.globalConfig.testNamePattern);
		this.global.wanted = this.wanted;
	}

	/** One failed test kills the mutant; Stryker itself would run all others. */
	handleTestEvent(event, state) {
		// A pattern of thousands of names takes longer than the tests, and jest tries it many times.
		if (event.name === 'run_start' && state.testNamePattern) state.testNamePattern = this.wanted;
		if (event.name === 'test_done' && event.test.errors.length > 0) {
			noticedMutant = activeMutant();
			skip(state.rootDescribeBlock);
		}
	}
};
