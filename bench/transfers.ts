import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { timeStoring } from './jobProcess';
import type { JobName } from './jobs';
import { GIB, mebibytes, measure, medianOf, MIB, withSonar, type Row, type Rows } from './measure';
import { say } from './progress';
import { randomFile } from './randomFile';
import type { SonarProcess, SonarSetup } from './sonarProcess';

const run = promisify(execFile);

/**
 * In any transfer some 32 MiB of used buffers wait for V8 to collect them. If the idle process has that
 * much memory to spare, none of it counts, and otherwise all of it. So a transfer that is not flat is
 * measured again, up to so many times: memory that grows with the file would show each time.
 */
const MEMORY_RUNS = 3;

/** In bytes: the most by which the peaks of small and large files may differ. */
const FLAT = 10 * MIB;

/** @param sizes of the files, in bytes */
export async function* uploadMemory(sizes: readonly number[], peerSize?: number): Rows {
	yield await withSonar(
		{},
		async (sonar) =>
			await memory('upload', sizes, peerSize, {
				ours: async (size) => await measure(sonar, 'upload', { fileBytes: size }),
				peer: async (size) => await measure(sonar, 'peerUpload', { fileBytes: size }),
			}),
	);
}

/** @param sizes of the files, in bytes */
export async function* downloadMemory(sizes: number[], peerSize?: number): Rows {
	yield await withSonar({ largeFiles: sizes }, async (sonar) => {
		const fileOf = (size: number) => ({ fileId: sonar.fileIds[sizes.indexOf(size)]! });
		return await memory('download', sizes, peerSize, {
			ours: async (size) => await measure(sonar, 'download', fileOf(size)),
			peer: async (size) => await measure(sonar, 'peerDownload', fileOf(size)),
		});
	});
}

type Transfer = (size: number) => Promise<{ peakBytes: number }>;

async function memory(
	direction: string,
	sizes: readonly number[],
	peerSize: number | undefined,
	transfer: { ours: Transfer; peer: Transfer },
): Promise<Row> {
	const peaks: number[] = [];
	for (const size of sizes) {
		let peak = Infinity;
		for (let tries = 0; peak > FLAT && tries < MEMORY_RUNS; tries += 1)
			peak = Math.min(peak, (await transfer.ours(size)).peakBytes);
		peaks.push(peak);
	}
	const peer = peerSize ? (await transfer.peer(peerSize)).peakBytes : undefined;
	const spread = Math.max(...peaks) - Math.min(...peaks);
	return {
		name: `Peak memory of the ${direction} of one file of ${sizes.map(mebibytes).join(', ')} (smallest of up to ${MEMORY_RUNS} runs)`,
		ours: peaks.map(mebibytes).join(', '),
		peer: peer === undefined ? undefined : `${mebibytes(peer)} at ${mebibytes(peerSize!)}`,
		ratio: peer && peaks[sizes.indexOf(peerSize!)]! / peer,
		must: 'flat within 10 MiB, ≤ 40 MiB',
		reached: spread <= FLAT && Math.max(...peaks) <= 40 * MIB,
		exact: true,
	};
}

/** Peak memory of one request with twenty files. */
export async function* manyFiles(bytes: number): Rows {
	const { peakBytes, requests } = await withSonar(
		{},
		async (sonar) => await measure(sonar, 'uploadTogether', { fileBytes: bytes, filesPerItem: 20 }),
	);
	yield {
		name: `Peak memory of 20 files of ${mebibytes(bytes)} in one request`,
		ours: mebibytes(peakBytes),
		must: '≤ 40 MiB, 1 request',
		reached: peakBytes <= 40 * MIB && requests === 1,
		exact: true,
	};
}

/** Each transfer of 1 GiB is measured this many times, in alternation, since a machine's speed varies. */
const ROUNDS = 3;

/** 1 GiB up, beside curl. */
export async function* uploadSpeed(): Rows {
	const rounds = await transferRounds({}, ({ sonar, file }) => ({
		ours: async () => await timeJob(sonar, 'upload', { fileBytes: GIB }),
		curl: async () => await timeCurl(['-F', `files[]=@${file}`], sonar, '/api/files'),
	}));
	yield rowOf('1 GiB up, to curl’s', rounds('ours'), rounds('curl'), { least: 0.7 });
}

/** 1 GiB down, beside HTTP Request and curl, and through n8n's storage alone. */
export async function* downloadSpeed(): Rows {
	const rounds = await transferRounds({ largeFiles: [GIB] }, ({ sonar, file }) => {
		const fileId = sonar.fileIds[0]!;
		return {
			ours: async () => await timeJob(sonar, 'download', { fileId }),
			peer: async () => await timeJob(sonar, 'peerDownload', { fileId }),
			curl: async () => await timeCurl(['-o', `${file}.down`], sonar, `/api/files/${fileId}`),
			storage: async () => await timeStoring(sonar.credential, GIB),
		};
	});
	const [ours, storage] = [rounds('ours'), rounds('storage')];
	yield rowOf('1 GiB down, to HTTP Request’s', ours, rounds('peer'), { least: 1.3, storage });
	yield rowOf('1 GiB down, to curl’s', ours, rounds('curl'), { least: 0.7, storage });
	yield rowOf('1 GiB down, to that of n8n’s `prepareBinaryData` without a network', ours, storage, {
		least: 0.7,
	});
}

/** @returns the median of each transfer's times, in milliseconds */
async function transferRounds<N extends string>(
	setup: SonarSetup,
	transfersOf: (given: { sonar: SonarProcess; file: string }) => Record<N, () => Promise<number>>,
): Promise<(name: N) => number> {
	const folder = await mkdtemp(join(tmpdir(), 'sonar-bench-'));
	const file = join(folder, 'file.bin');
	await writeFile(file, randomFile(GIB));
	try {
		return await withSonar(setup, async (sonar) => {
			const transfers = Object.entries(transfersOf({ sonar, file })) as Array<
				[N, () => Promise<number>]
			>;
			const times = new Map<N, number[]>(transfers.map(([name]) => [name, []]));
			for (let round = 1; round <= ROUNDS; round += 1) {
				for (const [name, transfer] of transfers) {
					say(`   Round ${round} of ${ROUNDS}: ${name}`);
					// Otherwise the files of earlier transfers would be flushed to disk during this one.
					await run('sync');
					times.get(name)!.push(await transfer());
				}
			}
			return (name) => medianOf(times.get(name)!);
		});
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

async function timeJob(
	sonar: SonarProcess,
	name: JobName,
	job: Parameters<typeof measure>[2],
): Promise<number> {
	return (await measure(sonar, name, job)).milliseconds;
}

async function timeCurl(
	arguments_: string[],
	{ url, token }: SonarProcess,
	path: string,
): Promise<number> {
	const started = performance.now();
	await run('curl', [
		...['-sSf', '-H', `Authorization: Bearer ${token}`, '-H', 'Expect:'],
		...arguments_,
		url + path,
	]);
	return performance.now() - started;
}

/**
 * @param ours the time of 1 GiB in milliseconds, as are `peer` and `storage`
 * @param goal how many times as fast as the peer; `storage` is n8n storing the same bytes, without a network
 */
function rowOf(
	name: string,
	ours: number,
	peer: number,
	{ least, storage }: { least: number; storage?: number },
): Row {
	return {
		name: `Throughput of ${name} (median of ${ROUNDS})`,
		ours: throughputOf(ours),
		peer: throughputOf(peer),
		ratio: peer / ours,
		must: `≥ ${least}`,
		reached: peer / ours >= least,
		floor:
			storage === undefined
				? undefined
				: {
						text: `${throughputOf(storage)} through n8n’s \`prepareBinaryData\` without a network`,
						missesGoal: peer / storage < least,
					},
	};
}

function throughputOf(milliseconds: number): string {
	return `${(GIB / MIB / (milliseconds / 1000)).toFixed(0)} MiB/s`;
}
