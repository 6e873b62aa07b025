import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { Job, JobName } from './jobs';
import { GIB, mebibytes, measure, MIB, withSonar, type Row } from './measure';
import { randomFile } from './randomFile';
import type { SonarProcess } from './sonarProcess';

const run = promisify(execFile);

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
				peaks.push((await measure(sonar, direction, job)).peakBytes);
			}
			const peer = peerSize
				? await measure(sonar, peerName, {
						fileBytes: direction === 'upload' ? peerSize : undefined,
						fileId: sonar.fileIds[sizes.indexOf(peerSize)],
					})
				: undefined;
			const spread = Math.max(...peaks) - Math.min(...peaks);
			return {
				name: `Peak memory of the ${direction} of one file of ${sizes.map(mebibytes).join(', ')}`,
				ours: peaks.map(mebibytes).join(', '),
				peer: peer && `${mebibytes(peer.peakBytes)} at ${mebibytes(peerSize!)}`,
				ratio: peer && peaks[sizes.indexOf(peerSize!)]! / peer.peakBytes,
				must: 'flat within 10 MiB, ≤ 40 MiB',
				reached: spread <= 10 * MIB && Math.max(...peaks) <= 40 * MIB,
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

/** 1 GiB up and down, beside curl. */
export async function throughput(): Promise<Row[]> {
	const folder = await mkdtemp(join(tmpdir(), 'sonar-bench-'));
	const file = join(folder, 'file.bin');
	await writeFile(file, randomFile(GIB));
	const row = (name: string, ours: number, curl: number): Row => ({
		name: `Throughput of 1 GiB ${name}, to curl's`,
		ours: `${(GIB / MIB / (ours / 1000)).toFixed(0)} MiB/s`,
		peer: `${(GIB / MIB / (curl / 1000)).toFixed(0)} MiB/s`,
		ratio: curl / ours,
		must: '≥ 0.7',
		reached: curl / ours >= 0.7,
	});
	// Otherwise the files of earlier rows would be written out to the disk in the middle of these.
	const settled = async (sonar: SonarProcess, name: JobName, job: Partial<Job>) => {
		await run('sync');
		return await measure(sonar, name, job);
	};
	const timed = async (arguments_: string[], { url, token }: SonarProcess, path: string) => {
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
			const up = await settled(sonar, 'upload', { fileBytes: GIB });
			const curlUp = await timed(['-F', `files[]=@${file}`], sonar, '/api/files');
			const fileId = sonar.fileIds[0]!;
			const down = await settled(sonar, 'download', { fileId });
			const curlDown = await timed(['-o', `${file}.down`], sonar, `/api/files/${fileId}`);
			return [row('up', up.milliseconds, curlUp), row('down', down.milliseconds, curlDown)];
		});
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
