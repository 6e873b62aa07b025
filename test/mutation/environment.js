const { TestEnvironment } = require('jest-environment-node');

// n8n's engine takes two seconds to load, and jest loads it anew for every mutant. Here it is loaded
// once a process, outside of jest's module registry, with the classes of errors of this realm.
require('reflect-metadata');

module.exports = class extends TestEnvironment {
	constructor(config, context) {
		super(config, context);
		Object.assign(this.global, { outside: require, Error, TypeError, RangeError, SyntaxError });
	}
};
