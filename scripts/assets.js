const { cp, readdir } = require('node:fs/promises');
const { join, resolve } = require('node:path');

const ROOT = resolve(__dirname, '..');

/** Copies icons and codex files into dist/: n8n loads them beside the code. */
async function copyAssets() {
	for (const folder of ['icons', 'nodes']) {
		for (const file of await readdir(join(ROOT, folder), { recursive: true })) {
			if (!/\.(svg|node\.json)$/.test(file)) continue;
			await cp(join(ROOT, folder, file), join(ROOT, 'dist', folder, file));
		}
	}
}

module.exports = { copyAssets };

if (require.main === module) void copyAssets();
