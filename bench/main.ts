import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { devDependencies } from '../package.json';
import { bundling } from './bundling';
import { counts } from './counts';
import { growth } from './growth';
import { emailThroughput } from './emails';
import { blocks, emailBlocks, hostileMemory } from './hostile';
import { loading, starting } from './loading';
import { GIB, MIB, type Floor, type Row } from './measure';
import { migration, migrationRequests } from './migration';
import { manyFiles, memory, throughput } from './transfers';

const RESULTS = join(__dirname, 'RESULTS.md');

/** Only our side, and small, so that `.ci/run` can check it on any machine. */
async function quick(): Promise<Row[]> {
	return [
		...(await migrationRequests()),
		...(await counts(false)),
		...(await memory([64 * MIB, 256 * MIB])),
		...(await manyFiles(10 * MIB)),
		...(await hostileMemory()),
		...(await blocks()),
		...(await emailBlocks()),
		...(await emailThroughput()),
		...(await loading()),
	];
}

async function full(): Promise<Row[]> {
	return [
		...(await migration()),
		...(await counts(true)),
		...(await memory([64 * MIB, GIB, 4 * GIB], GIB)),
		...(await manyFiles(100 * MIB)),
		...(await hostileMemory()),
		...(await blocks()),
		...(await emailBlocks()),
		...(await emailThroughput()),
		...(await throughput()),
		...(await bundling()),
		...(await growth()),
		...(await loading()),
		...(await starting()),
	];
}

function table(rows: Row[]): string {
	const lines = rows.map(({ name, ours, peer, ratio, must, floor, reached }) => [
		name,
		ours,
		peer ?? '',
		ratio?.toPrecision(2) ?? '',
		must,
		floor?.text ?? '',
		verdict(reached, floor),
	]);
	const head = ['row', 'ours', 'peer', 'ratio', 'must reach', 'floor', 'reached'];
	return [head, head.map(() => '---'), ...lines]
		.map((cells) => cells.join(' | '))
		.map((line) => `| ${line} |`)
		.join('\n');
}

function verdict(reached: boolean, floor?: Floor): string {
	if (reached) return 'yes';
	return floor?.missesGoal ? 'no, the floor misses it too' : '**no**';
}

function versions(): string {
	const curl = /curl (\S+)/.exec(execFileSync('curl', ['--version'], { encoding: 'utf8' }))![1];
	return [
		`Node.js ${process.version}`,
		`n8n-core ${devDependencies['n8n-core']}`,
		`n8n-nodes-base ${devDependencies['n8n-nodes-base']}`,
		`curl ${curl}`,
	].join(', ');
}

async function main(): Promise<void> {
	const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
	const rows = await (values.quick ? quick() : full());
	console.log(table(rows));
	if (!values.quick) {
		const date = new Date().toISOString().slice(0, 10);
		const [, ...notes] = readFileSync(RESULTS, 'utf8').split(/^(?=## )/m);
		const measured = `# Results\n\n${date}, ${versions()}.\n\n${table(rows)}\n`;
		// The notes under the table are written by hand, and stay.
		writeFileSync(RESULTS, [measured, ...notes].join('\n'));
	}
	// Times depend on the machine and its other work; counts and flatness do not.
	process.exitCode = rows.some(({ exact, reached }) => exact && !reached) ? 1 : 0;
}

void main();
