import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { Job, JobName } from './jobs';
import { GIB, mebibytes, measure, medianOf, MIB, withSonar, type Row } from './measure';
import { randomFile } from './randomFile';
import type { SonarProcess } from './sonarProcess';

const run = promisify(execFile);

/**
 * In any transfer some 32 MiB of used buffers wait for V8 to collect them. If the idle process has that
 * much memory to spare, none of it counts, and otherwise all of it. So a transfer that is not flat is
 * measured again, up to so many times: memory that grows with the file would show each time.
 */
const MEMORY_RUNS = 3;

/** In bytes: the most by which the peaks of small and large files may differ. */
const FLAT = 10 * MIB;

/** Peak memory of transfers by the sizes of their files, in bytes. */
export async function memory(sizes: number[], peerSize?: number): Promise<Row[]> {
	return await withSonar({ largeFiles: sizes }, async (sonar) => {
		const flat = async (
			direction: 'upload' | 'download',
			peerName: 'peerUpload' | 'peerDownload',
		): Promise<Row> => {
			const peaks: number[] = [];
			for (const [index, size] of sizes.entries()) {
				const job =
					direction === 'upload' ? { fileBytes: size } : { fileId: sonar.fileIds[index]! };
				let peak = Infinity;
				for (let tries = 0; peak > FLAT && tries < MEMORY_RUNS; tries += 1) {
					peak = Math.min(peak, (await measure(sonar, direction, job)).peakBytes);
				}
				peaks.push(peak);
			}
			const peer = peerSize
				? await measure(sonar, peerName, {
						fileBytes: direction === 'upload' ? peerSize : undefined,
						fileId: sonar.fileIds[sizes.indexOf(peerSize)],
					})
				: undefined;
			const spread = Math.max(...peaks) - Math.min(...peaks);
			return {
				name: `Peak memory of the ${direction} of one file of ${sizes.map(mebibytes).join(', ')} (smallest of up to ${MEMORY_RUNS} runs)`,
				ours: peaks.map(mebibytes).join(', '),
				peer: peer && `${mebibytes(peer.peakBytes)} at ${mebibytes(peerSize!)}`,
				ratio: peer && peaks[sizes.indexOf(peerSize!)]! / peer.peakBytes,
				must: 'flat within 10 MiB, ≤ 40 MiB',
				reached: spread <= FLAT && Math.max(...peaks) <= 40 * MIB,
				exact: true,
			};
		};
		return [await flat('upload', 'peerUpload'), await flat('download', 'peerDownload')];
	});
}

/** Peak memory of one request with twenty files. */
export async function manyFiles(bytes: number): Promise<Row[]> {
	const { peakBytes, requests } = await withSonar(
		{},
		async (sonar) => await measure(sonar, 'uploadTogether', { fileBytes: bytes, filesPerItem: 20 }),
	);
	return [
		{
			name: `Peak memory of 20 files of ${mebibytes(bytes)} in one request`,
			ours: mebibytes(peakBytes),
			must: '≤ 40 MiB, 1 request',
			reached: peakBytes <= 40 * MIB && requests === 1,
			exact: true,
		},
	];
}

/** Each transfer of 1 GiB is measured this many times, in alternation, since a machine's speed varies. */
const ROUNDS = 3;

/** In milliseconds for 1 GiB; `storage` is n8n storing the bytes, without a network. */
type Round = Record<'up' | 'curlUp' | 'down' | 'peerDown' | 'curlDown' | 'storage', number>;

/** 1 GiB up and down, beside HTTP Request and curl, and through n8n's storage alone. */
export async function throughput(): Promise<Row[]> {
	const folder = await mkdtemp(join(tmpdir(), 'sonar-bench-'));
	const file = join(folder, 'file.bin');
	await writeFile(file, randomFile(GIB));
	// Otherwise the files of earlier rows would be flushed to disk during these.
	const settled = async (sonar: SonarProcess, name: JobName, job: Partial<Job>) => {
		await run('sync');
		return await measure(sonar, name, job);
	};
	const curl = async (arguments_: string[], { url, token }: SonarProcess, path: string) => {
		await run('sync');
		const started = performance.now();
		await run('curl', [
			...['-sSf', '-H', `Authorization: Bearer ${token}`, '-H', 'Expect:'],
			...arguments_,
			url + path,
		]);
		return performance.now() - started;
	};
	try {
		return await withSonar({ largeFiles: [GIB] }, async (sonar) => {
			const fileId = sonar.fileIds[0]!;
			const rounds: Round[] = [];
			for (let round = 0; round < ROUNDS; round += 1) {
				const up = await settled(sonar, 'upload', { fileBytes: GIB });
				const down = await settled(sonar, 'download', { fileId });
				const peerDown = await settled(sonar, 'peerDownload', { fileId });
				rounds.push({
					up: up.milliseconds,
					storage: up.storingMilliseconds,
					down: down.milliseconds,
					peerDown: peerDown.milliseconds,
					curlUp: await curl(['-F', `files[]=@${file}`], sonar, '/api/files'),
					curlDown: await curl(['-o', `${file}.down`], sonar, `/api/files/${fileId}`),
				});
			}
			const of = (name: keyof Round) => medianOf(rounds.map((round) => round[name]));
			const storage = of('storage');
			return [
				rowOf('1 GiB up, to curl’s', of('up'), of('curlUp'), { least: 0.7 }),
				rowOf('1 GiB down, to HTTP Request’s', of('down'), of('peerDown'), { least: 1.3, storage }),
				rowOf('1 GiB down, to curl’s', of('down'), of('curlDown'), { least: 0.7, storage }),
				rowOf(
					'1 GiB down, to that of n8n’s `prepareBinaryData` without a network',
					of('down'),
					storage,
					{ least: 0.7 },
				),
			];
		});
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
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
