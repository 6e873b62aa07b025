/* eslint-disable @typescript-eslint/no-require-imports -- when the engine asks for them, by jest */
import { join, resolve } from 'node:path';

import { n8n } from '../../package.json';

declare const outside: NodeJS.Require;

const ROOT = resolve(__dirname, '../..');

// n8n's loader, outside of jest, requires the built files: it is given the sources that the tests,
// coverage and mutations are about.
for (const built of [...n8n.nodes, ...n8n.credentials]) {
	const id = join(ROOT, built);
	const source = join(ROOT, built.replace(/^dist\/(.*)\.js$/, '$1.ts'));
	const module = { id, filename: id, loaded: true, children: [], paths: [] };
	const exports = { get: () => require(source) as unknown, enumerable: true };
	outside.cache[id] = Object.defineProperty(module, 'exports', exports) as unknown as NodeModule;
}
