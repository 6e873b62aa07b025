const { join, resolve } = require('node:path');

const ROOT = resolve(__dirname, '../../..');
const { outside } = globalThis;
const { n8n } = require('../../../package.json');

// The engine requires the built files of the package; it is given the sources, which are mutated.
for (const built of [...n8n.nodes, ...n8n.credentials]) {
	const source = join(ROOT, built.replace(/^dist\/(.*)\.js$/, '$1.ts'));
	const id = join(ROOT, built);
	outside.cache[id] = { id, filename: id, loaded: true, exports: require(source) };
}

module.exports = outside('n8n-core');
