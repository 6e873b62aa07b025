// Runs the nodes on mutated answers of Sonar's test server:
// npm run test:answers -- --seed 17 --runs 900 [--path 3:0 --node upload]
// --runs: for each of the nodes and the trigger.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
	options: {
		seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
		runs: { type: 'string', default: '900' },
		path: { type: 'string' },
		node: { type: 'string' },
	},
});
console.log(`Seed ${values.seed}, ${values.runs} cases for each node`);
const only = values.node ? ['-t', values.node] : [];
const { status } = spawnSync(
	'npm',
	['run', '--silent', 'jest', '--', '--randomize=false', ...only, 'test/hostile/(answers|events)'],
	{
		stdio: 'inherit',
		env: { ...process.env, HOSTILE_ANSWERS: JSON.stringify(values) },
	},
);
process.exitCode = status ?? 1;
