const { TestEnvironment } = require('jest-environment-node');

// n8n's engine takes two seconds to load, and jest loads it anew for every mutant. Here it is loaded
// once a process, outside of jest's module registry, with the classes of errors of this realm.
require('reflect-metadata');

function skip({ children }) {
	for (const child of children) {
		if (child.type === 'test') child.mode = 'skip';
		else skip(child);
	}
}

module.exports = class extends TestEnvironment {
	constructor(config, context) {
		super(config, context);
		Object.assign(this.global, { outside: require, Error, TypeError, RangeError, SyntaxError });
	}

	/** One failed test tells that the mutant is killed; Stryker itself lets all others run. */
	handleTestEvent(event, { rootDescribeBlock }) {
		if (event.name === 'test_done' && event.test.errors.length > 0) skip(rootDescribeBlock);
	}
};
