const { mkdtempSync, realpathSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const { TestEnvironment } = require('jest-environment-node');

require('reflect-metadata');

// n8n reads the process's own environment, of which a test has only a copy.
const folder = mkdtempSync(join(tmpdir(), 'n8n-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
Object.assign(process.env, {
	N8N_USER_FOLDER: folder,
	N8N_ENCRYPTION_KEY: 'of no secret, in tests',
	N8N_LOG_LEVEL: 'silent',
	N8N_DIAGNOSTICS_ENABLED: 'false',
	// For n8n's nodes that read and write files.
	N8N_RESTRICT_FILE_ACCESS_TO: realpathSync(tmpdir()),
});

/**
 * jest would load n8n's engine anew for every test file, which takes longer than most tests. Here
 * packages are loaded once for a process, outside of jest's registry (`outside.js`).
 */
module.exports = class extends TestEnvironment {
	constructor(config, context) {
		super(config, context);
		Object.assign(this.global, {
			outside: require,
			// Packages throw the errors of this realm, which `instanceof` and `toThrow` have to know.
			Error,
			TypeError,
			RangeError,
			SyntaxError,
		});
	}
};
