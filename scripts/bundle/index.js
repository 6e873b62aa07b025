// Replaces each module of nodes/shared/vendor in dist/ by a bundle of its package: n8n's rules for nodes
// allow neither dependencies nor modules of Node.js other than crypto. It needs nothing but esbuild and
// the packages themselves. The bundles stay readable, because people review them.
const { mkdirSync, readdirSync, readFileSync, writeFileSync } = require('node:fs');
const { basename, join, resolve } = require('node:path');

const { build } = require('esbuild');

const { buildNotices } = require('./licenses');

const ROOT = resolve(__dirname, '../..');
const VENDOR = 'nodes/shared/vendor';

/** What the packages get in place of what n8n's rules forbid. */
const standIn = (name) => join(__dirname, 'standIns', name);
const STAND_INS = {
	asynckit: standIn('nothing.js'),
	fs: standIn('nothing.js'),
	http: standIn('nothing.js'),
	https: standIn('nothing.js'),
	url: standIn('nothing.js'),
	path: standIn('path.js'),
	util: standIn('util.js'),
	// form-data is a stream of the old kind, which is an event emitter with pipe().
	stream: require.resolve('readable-stream/lib/internal/streams/legacy.js'),
	// For trees of HTML; the nodes take the parser's events. esbuild would keep half of them.
	domhandler: standIn('nothing.js'),
	domutils: standIn('nothing.js'),
	// These make functions out of text.
	'es-set-tostringtag': standIn('setToStringTag.js'),
	hasown: standIn('hasOwn.js'),
};
const DEFINITIONS = {
	'console.warn': 'undefined',
	'globalThis.fetch': 'fetch',
	'globalThis.process': 'undefined',
	'process.nextTick': 'queueMicrotask',
};

/** The packages, each with the name of the vendor module that exports it. */
function readVendorModules() {
	return new Map(
		readdirSync(join(ROOT, VENDOR)).flatMap((file) => {
			const source = readFileSync(join(ROOT, VENDOR, file), 'utf8');
			const packages = [...source.matchAll(/ from '([^']+)'/g)];
			return packages.map(([, name]) => [name, basename(file, '.ts')]);
		}),
	);
}

/**
 * Resolves packages to their stand-ins, and those of other vendor modules to these, so that no package
 * comes twice.
 */
function buildResolver(modules, own) {
	return {
		name: 'vendor',
		setup(builder) {
			builder.onResolve({ filter: /^[^.]/ }, ({ path, kind }) => {
				if (kind === 'entry-point') return undefined;
				if (Object.hasOwn(STAND_INS, path)) return { path: STAND_INS[path] };
				const module = modules.get(path) ?? own;
				return module === own ? undefined : { path: `./${module}`, external: true };
			});
		},
	};
}

async function bundleModule(modules, name) {
	const { metafile, outputFiles } = await build({
		absWorkingDir: ROOT,
		entryPoints: [join(VENDOR, `${name}.ts`)],
		outdir: join('dist', VENDOR),
		bundle: true,
		write: false,
		metafile: true,
		format: 'cjs',
		platform: 'neutral',
		target: 'node20',
		conditions: ['import'],
		mainFields: ['module', 'main'],
		external: ['crypto'],
		plugins: [buildResolver(modules, name)],
		define: DEFINITIONS,
		minify: false,
		legalComments: 'inline',
	});
	for (const { path, text } of outputFiles) {
		// npm may put a package of another package elsewhere; the bundle is the same.
		writeFileSync(path, text.replace(/(?:[\w@./-]+\/)?\bnode_modules\//g, ''));
	}
	return Object.values(metafile.outputs);
}

async function bundle() {
	const modules = readVendorModules();
	mkdirSync(join(ROOT, 'dist', VENDOR), { recursive: true });
	const names = [...new Set(modules.values())];
	const outputs = await Promise.all(names.map(async (name) => await bundleModule(modules, name)));
	writeFileSync(join(ROOT, 'dist/THIRD_PARTY_LICENSES.txt'), buildNotices(ROOT, outputs.flat()));
}

module.exports = { bundle };

if (require.main === module) void bundle();
