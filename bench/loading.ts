import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { n8n } from '../package.json';
import { temporaryFolder } from '../test/e2e/harness/cleanUp';
import { installation, type Installation } from '../test/e2e/harness/installations';
import { PackageUnderTest } from '../test/e2e/harness/packageUnderTest';
import { startN8nProcess, type N8nOptions } from '../test/e2e/harness/startN8n';
import { until } from '../test/e2e/harness/wait';
import { medianOf, type Rows } from './measure';
import { say } from './progress';

const run = promisify(execFile);

/** In milliseconds for each node: n8n may take this much longer to start before anybody notices. */
const LOADING_PER_NODE = 12;

/** The time to load the package, beyond that of n8n-workflow. */
export async function* loading(): Rows {
	const script = `
		require('n8n-workflow');
		const started = performance.now();
		const { n8n } = require('./package.json');
		for (const path of [...n8n.nodes, ...n8n.credentials]) require('./' + path);
		console.log(performance.now() - started);`;
	const times: number[] = [];
	for (let index = 0; index < 5; index += 1) {
		const { stdout } = await run('node', ['-e', script], { cwd: join(__dirname, '..') });
		times.push(Number(stdout));
	}
	const median = medianOf(times);
	const most = LOADING_PER_NODE * n8n.nodes.length;
	yield {
		name: 'Time to require all nodes and the credential, over n8n-workflow',
		ours: `${median.toFixed(0)} ms`,
		must: `≤ ${most} ms, ${LOADING_PER_NODE} a node`,
		reached: median <= most,
	};
}

/** Starts an n8n without the package, or with one that is already installed. */
const NOTHING: N8nOptions['packageUnderTest'] = {
	installInto: async () => await Promise.resolve(),
};

const STARTS = 5;

/** How long a whole n8n takes to be "ready", with and without the package. */
export async function* starting(): Rows {
	const newest = await installation('n8n-newest');
	const kinds = [NOTHING, await PackageUnderTest.pack()].map((packageUnderTest) => ({
		packageUnderTest,
		folder: temporaryFolder('start'),
		times: [] as number[],
	}));
	for (const { packageUnderTest, folder } of kinds) await packageUnderTest.installInto(folder.path);
	// They alternate, so that a busy minute affects both. The first start creates the database.
	for (let round = 0; round <= STARTS; round += 1) {
		say(`   Start ${round + 1} of ${STARTS + 1}, with and without the package`);
		for (const { folder, times } of kinds) {
			const time = await timeStart(newest, folder.path);
			if (round > 0) times.push(time);
		}
	}
	for (const { folder } of kinds) folder.remove();
	const [without, withPackage] = kinds.map(({ times }) => medianOf(times)) as [number, number];
	yield {
		name: `Start of n8n ${newest.version} with the package, to that without it (median of ${STARTS})`,
		ours: `${withPackage.toFixed(0)} ms`,
		peer: `${without.toFixed(0)} ms`,
		ratio: withPackage / without,
		must: '≤ 1.1',
		reached: withPackage <= 1.1 * without,
	};
}

async function timeStart(installed: Installation, userFolder: string): Promise<number> {
	const started = performance.now();
	let ready = 0;
	let log = '';
	const n8n = await startN8nProcess({
		installation: installed,
		packageUnderTest: NOTHING,
		userFolder,
		onOutput(text) {
			log += text;
			if (!ready && log.includes('n8n ready on')) ready = performance.now();
		},
	});
	try {
		await until('n8n to be ready', () => ready > 0 || n8n.hasEnded(), { seconds: 180 });
		if (!ready) throw new Error(`n8n did not start. Its log:\n${log}`);
		return ready - started;
	} finally {
		await n8n.stop();
	}
}
