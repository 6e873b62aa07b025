import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { GIB, measure, medianOf, MIB, type Measured, type Row, type Rows } from './measure';
import { say } from './progress';
import { SonarProcess } from './sonarProcess';

const run = promisify(execFile);
const PROJECT = join(__dirname, '..');

/** The last commit whose package had dependencies. */
const BEFORE = '990efb7';
/** Inside the project, so that it finds the packages. */
const FOLDER = join(PROJECT, '.cache/before', BEFORE);

const ROUNDS = 5;

/** The package before it was bundled, built once. */
function buildBefore(): void {
	if (existsSync(join(FOLDER, 'built'))) return;
	mkdirSync(FOLDER, { recursive: true });
	const inFolder = (command: string) => execFileSync('sh', ['-c', command], { cwd: FOLDER });
	inFolder(`git -C "${PROJECT}" archive ${BEFORE} | tar -x && npm run --silent build`);
	writeFileSync(join(FOLDER, 'built'), '');
}

/** The package before and after, by turns. Its files, its packages, its first use and its transfers. */
export async function* bundling(): Rows {
	say(`   Building commit ${BEFORE}`);
	buildBefore();
	yield* installed();
	yield await firstUse();
	yield* transfers();
}

/** In bytes, without the packages in it. */
function sizeOf(folder: string): number {
	return readdirSync(folder, { withFileTypes: true }).reduce((size, entry) => {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) return entry.name === 'node_modules' ? size : size + sizeOf(path);
		return size + statSync(path).size;
	}, 0);
}

/** What npm installs with the package, by its lockfile. */
function dependenciesOf(folder: string): string[] {
	const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')) as {
		packages: Record<string, { dev?: true; peer?: true; devOptional?: true; optional?: true }>;
	};
	return Object.entries(packages).flatMap(([path, { dev, peer, devOptional, optional }]) =>
		path === '' || dev || peer || devOptional || optional ? [] : [join(PROJECT, path)],
	);
}

function installed(): Row[] {
	const [before, after] = [FOLDER, PROJECT].map((folder) => {
		const dependencies = dependenciesOf(folder);
		const own = ['dist', 'README.md', 'LICENSE.md', 'package.json', 'index.js'];
		const sizes = own.map((name) => join(folder, name)).map((path) => sizeOfEntry(path));
		return {
			packages: 1 + dependencies.length,
			bytes: [...sizes, ...dependencies.map(sizeOf)].reduce((sum, size) => sum + size, 0),
		};
	}) as [{ packages: number; bytes: number }, { packages: number; bytes: number }];
	const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
	return [
		{
			name: `Installed packages, to those of commit ${BEFORE}`,
			ours: String(after.packages),
			peer: String(before.packages),
			ratio: after.packages / before.packages,
			must: '1',
			reached: after.packages === 1,
			exact: true,
		},
		{
			name: `Installed size, to that of commit ${BEFORE}`,
			ours: megabytes(after.bytes),
			peer: megabytes(before.bytes),
			ratio: after.bytes / before.bytes,
			must: '≤ 2 MB',
			reached: after.bytes <= 2e6,
			exact: true,
		},
	];
}

function sizeOfEntry(path: string): number {
	return statSync(path).isDirectory() ? sizeOf(path) : statSync(path).size;
}

/** The first upload and the first query load form-data and graphql-request. */
async function firstUse(): Promise<Row> {
	const time = async (cwd: string, modules: string[]) => {
		const script = `
			const started = performance.now();
			for (const name of ${JSON.stringify(modules)}) require(name);
			console.log(performance.now() - started);`;
		return Number((await run('node', ['-e', script], { cwd })).stdout);
	};
	const vendor = ['formData', 'graphql'].map((name) => `./dist/nodes/shared/vendor/${name}`);
	const before: number[] = [];
	const after: number[] = [];
	for (let round = 0; round < 2 * ROUNDS; round += 1) {
		before.push(await time(FOLDER, ['form-data', 'graphql-request']));
		after.push(await time(PROJECT, vendor));
	}
	const [was, is] = [medianOf(before), medianOf(after)];
	return {
		name: `Time to load form-data and graphql-request, to that of commit ${BEFORE} (median of ${2 * ROUNDS})`,
		ours: `${is.toFixed(1)} ms`,
		peer: `${was.toFixed(1)} ms`,
		ratio: is / was,
		must: '≤ 0.5',
		reached: is <= 0.5 * was,
	};
}

/** 1 GiB up and down. CPU time is what the package decides; the wall time depends on the machine, too. */
async function* transfers(): Rows {
	const sonar = await SonarProcess.start({ largeFiles: [GIB] });
	try {
		for (const name of ['upload', 'download'] as const) {
			const job = name === 'upload' ? { fileBytes: GIB } : { fileId: sonar.fileIds[0]! };
			const before: Measured[] = [];
			const after: Measured[] = [];
			for (let round = 0; round < ROUNDS; round += 1) {
				say(`   Round ${round + 1} of ${ROUNDS}`);
				const both = [
					{ costs: before, packageFolder: FOLDER },
					{ costs: after, packageFolder: undefined },
				];
				// Each goes first as often, and no earlier file is written out to the disk meanwhile.
				for (const { costs, packageFolder } of round % 2 ? both.reverse() : both) {
					await run('sync');
					costs.push(await measure(sonar, name, { ...job, packageFolder }));
				}
			}
			const of = (costs: Measured[], key: 'milliseconds' | 'cpuMilliseconds') =>
				medianOf(costs.map((cost) => cost[key]));
			const speed = (costs: Measured[]) => GIB / MIB / (of(costs, 'milliseconds') / 1000);
			yield* [
				{
					name: `Throughput of the ${name} of 1 GiB, to that of commit ${BEFORE} (median of ${ROUNDS})`,
					ours: `${speed(after).toFixed(0)} MiB/s`,
					peer: `${speed(before).toFixed(0)} MiB/s`,
					ratio: speed(after) / speed(before),
					must: '≥ 0.9',
					reached: speed(after) >= 0.9 * speed(before),
				},
				{
					name: `CPU of that ${name}`,
					ours: `${(of(after, 'cpuMilliseconds') / 1000).toFixed(2)} s`,
					peer: `${(of(before, 'cpuMilliseconds') / 1000).toFixed(2)} s`,
					ratio: of(after, 'cpuMilliseconds') / of(before, 'cpuMilliseconds'),
					must: '≤ 1.1',
					reached: of(after, 'cpuMilliseconds') <= 1.1 * of(before, 'cpuMilliseconds'),
				},
			];
		}
	} finally {
		await sonar.stop();
	}
}
