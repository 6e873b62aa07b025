import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { runJob } from './jobProcess';
import { mebibytes, MIB, type Row, type Rows } from './measure';
import { say } from './progress';

function start(file: string, ...args: string[]): ChildProcess {
	return fork(join(__dirname, file), args, { execArgv: ['--import', 'tsx'] });
}

/** How long a megabyte from outside, in a field or an answer, and a large email block n8n. */
export async function* blocks(): Rows {
	yield toRow('1 MB from outside', await measureBlocks('blockRunner.ts'));
	yield toRow(
		'an email of 25 MB',
		await measureBlocks('emailRunner.ts'),
		', processor time, smallest of up to 3 runs',
	);
}

/** What the runners send for each kind of content. */
export interface Block {
	kind: string;
	milliseconds: number;
	/** How many are measured, this one included, and how many there are. */
	count: number;
	total: number;
}

async function measureBlocks(file: string): Promise<Record<string, number>> {
	const found: Record<string, number> = {};
	const child = start(file);
	child.on('message', (message) => {
		const { kind, milliseconds, count, total } = message as Block;
		found[kind] = milliseconds;
		say(`   ${count} of ${total}: ${kind}, ${milliseconds.toFixed(0)} ms`);
	});
	const [[code]] = (await Promise.all([once(child, 'exit'), once(child, 'disconnect')])) as [
		[number],
		unknown,
	];
	if (code !== 0) throw new Error(`${file} failed.`);
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
export async function* hostileMemory(): Rows {
	const peaks: number[] = [];
	for (const kind of ['bomb', 'endless']) {
		say(`   ${kind}`);
		const server = start('hostileServer.ts', kind);
		const [port] = (await once(server, 'message')) as [number];
		const credential = { instanceUrl: `http://127.0.0.1:${port}`, accessToken: 'token' };
		peaks.push((await runJob({ name: 'listOrFail', credential, items: 1 })).peakBytes);
		server.send('stop');
		await once(server, 'exit');
	}
	yield {
		name: 'Peak memory under a Brotli answer of 4 GiB, and one that never ends',
		ours: peaks.map(mebibytes).join(', '),
		must: '≤ 100 MiB',
		reached: Math.max(...peaks) <= 100 * MIB,
		exact: true,
	};
}
