// Runs random workflows under the characters of Sonar's test server:
// npm run test:characters -- --seed 17 --runs 100 [--path 3:0] [--characters a,b | --harmless] [--each]
// --characters: exactly these at once; --each: one at a time.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
	options: {
		seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
		runs: { type: 'string', default: '1000' },
		path: { type: 'string' },
		characters: { type: 'string' },
		harmless: { type: 'boolean' },
		each: { type: 'boolean' },
	},
});
console.log(`Seed ${values.seed}, ${values.runs} workflows`);
const { status } = spawnSync(
	'npm',
	['run', '--silent', 'jest', '--', '--randomize=false', 'test/properties'],
	{
		stdio: 'inherit',
		env: { ...process.env, SONAR_CHARACTERS: JSON.stringify(values) },
	},
);
process.exitCode = status ?? 1;
