import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { runJob } from './jobProcess';
import { mebibytes, MIB, type Row } from './measure';

function start(file: string, ...args: string[]): ChildProcess {
	return fork(join(__dirname, file), args, { execArgv: ['--import', 'tsx'] });
}

/** How long a megabyte from outside, in a field or an answer, blocks n8n. */
export async function blocks(): Promise<Row[]> {
	const found = await measureBlocks('blockRunner.ts');
	return [toRow('1 MB from outside', found)];
}

/** How long an email, as large as mail servers take it, blocks n8n. */
export async function emailBlocks(): Promise<Row[]> {
	const found = await measureBlocks('emailRunner.ts');
	return [toRow('an email of 25 MB', found, ', processor time, smallest of up to 3 runs')];
}

async function measureBlocks(file: string): Promise<Record<string, number>> {
	const child = start(file);
	const [found] = (await once(child, 'message')) as [Record<string, number>];
	await once(child, 'exit');
	return found;
}

function toRow(what: string, found: Record<string, number>, how = ''): Row {
	const sorted = Object.entries(found).sort(([, a], [, b]) => b - a);
	const [longest] = sorted as [[string, number]];
	return {
		name: `Longest block of the event loop by ${what} (${sorted.length} kinds${how})`,
		ours: sorted
			.slice(0, 3)
			.map(([name, milliseconds]) => `${milliseconds.toFixed(0)} ms (${name})`)
			.join(', '),
		must: '≤ 100 ms',
		reached: longest[1] <= 100,
	};
}

/** Peak memory under answers that are far larger than they look, or never end. */
export async function hostileMemory(): Promise<Row[]> {
	const peaks: number[] = [];
	for (const kind of ['bomb', 'endless']) {
		const server = start('hostileServer.ts', kind);
		const [port] = (await once(server, 'message')) as [number];
		const credential = { instanceUrl: `http://127.0.0.1:${port}`, accessToken: 'token' };
		peaks.push((await runJob({ name: 'listOrFail', credential, items: 1 })).peakBytes);
		server.send('stop');
		await once(server, 'exit');
	}
	return [
		{
			name: 'Peak memory under a Brotli answer of 4 GiB, and one that never ends',
			ours: peaks.map(mebibytes).join(', '),
			must: '≤ 100 MiB',
			reached: Math.max(...peaks) <= 100 * MIB,
			exact: true,
		},
	];
}
