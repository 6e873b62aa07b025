/**
 * A jest transform: in a test, a module of a package comes from outside of jest's registry, where it
 * is loaded once. jest itself loads modules of its own through here, and gets them as they are.
 */
module.exports = {
	process: (source, path) => ({
		code: `if (globalThis.outside) { module.exports = globalThis.outside(${JSON.stringify(path)}); return; }\n${source}`,
	}),
};
