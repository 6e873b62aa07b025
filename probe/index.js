// `node probe` runs main.ts without a build.
try {
	require('tsx/cjs');
} catch (error) {
	if (error.code !== 'MODULE_NOT_FOUND') throw error;
	console.error('The probe is not installed. Run `npm ci --prefix probe` first.');
	process.exit(2);
}
require('./main.ts');
