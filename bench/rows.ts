import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { runJob, type Cost } from './jobProcess';
import type { Job, JobName } from './jobs';
import { SonarProcess, type SonarSetup } from './sonarProcess';
import { randomFile } from './randomFile';

const run = promisify(execFile);

export const MIB = 1024 * 1024;
export const GIB = 1024 * MIB;

/** A line of the table. */
export interface Row {
	name: string;
	ours: string;
	peer?: string;
	/** Ours to the peer's, where both were measured. */
	ratio?: number;
	/** What it must reach, and whether it does. */
	must: string;
	reached: boolean;
	/** Whether it counts requests or measures flatness, which no busy machine changes. */
	exact?: boolean;
}

interface Measured extends Cost {
	requests: number;
}

async function measure(
	sonar: SonarProcess,
	name: JobName,
	job: Partial<Job> = {},
): Promise<Measured> {
	await sonar.state();
	const cost = await runJob({ name, credential: sonar.credential, items: 1, ...job });
	const { requests } = await sonar.state();
	return { ...cost, requests };
}

async function withSonar<T>(
	setup: SonarSetup,
	use: (sonar: SonarProcess) => Promise<T>,
): Promise<T> {
	const sonar = await SonarProcess.start(setup);
	try {
		return await use(sonar);
	} finally {
		await sonar.stop();
	}
}

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`;
const mebibytes = (bytes: number) => `${(bytes / MIB).toFixed(0)} MiB`;

const MIGRATION = { items: 1000, fileBytes: 1000 };
const SLOW = { accounts: 1000, options: { latencyInMilliseconds: 50 } };

/** Requests and wall time for 1,000 files to 1,000 accounts. */
export async function migration(withPeer: boolean): Promise<Row[]> {
	const ours = await withSonar(
		SLOW,
		async (sonar) => await measure(sonar, 'uploadAndLink', MIGRATION),
	);
	const requests: Row = {
		name: 'Requests for 1,000 files to 1,000 accounts (upload and link)',
		ours: String(ours.requests),
		must: '≤ 90',
		reached: ours.requests <= 90,
		exact: true,
	};
	if (!withPeer) return [requests];
	const limit = { ...SLOW.options, requestsPerMinute: 400 };
	const limited = await withSonar(
		{ ...SLOW, options: limit },
		async (sonar) => await measure(sonar, 'uploadAndLink', MIGRATION),
	);
	const peer = await withSonar(
		SLOW,
		async (sonar) => await measure(sonar, 'peerUploadAndLink', MIGRATION),
	);
	// Each full minute's count but the last has to be waited out.
	const peerLimited = Math.floor((peer.requests - 1) / 400) * 60_000;
	return [
		{
			...requests,
			peer: String(peer.requests),
			ratio: ours.requests / peer.requests,
		},
		{
			name: 'Wall time of that, 50 ms latency, no limit',
			ours: seconds(ours.milliseconds),
			peer: seconds(peer.milliseconds),
			ratio: ours.milliseconds / peer.milliseconds,
			must: '≤ 1/4',
			reached: ours.milliseconds <= peer.milliseconds / 4,
		},
		{
			name: 'Wall time of that under 400 requests a minute',
			ours: seconds(limited.milliseconds),
			peer: `${seconds(peerLimited)} (computed)`,
			ratio: limited.milliseconds / peerLimited,
			must: '≤ 1/10',
			reached: limited.milliseconds <= peerLimited / 10,
		},
	];
}

/** Ten attachments of one email, and the files of 500 tickets. */
export async function counts(withPeer: boolean): Promise<Row[]> {
	const email = await withSonar(
		{ accounts: 1 },
		async (sonar) =>
			await measure(sonar, 'uploadAndLinkOne', { fileBytes: 1000, filesPerItem: 10 }),
	);
	return await withSonar({ tickets: 500, filesPerTicket: 2 }, async (sonar) => {
		const ours = await measure(sonar, 'list', { items: 500 });
		const peer = withPeer ? await measure(sonar, 'peerList', { items: 500 }) : undefined;
		return [
			{
				name: 'Requests for ten attachments of one email (upload and link)',
				ours: String(email.requests),
				must: '2',
				reached: email.requests === 2,
				exact: true,
			},
			{
				name: 'Requests to list the files of 500 tickets',
				ours: String(ours.requests),
				peer: peer && String(peer.requests),
				ratio: peer && ours.requests / peer.requests,
				must: '≤ 20',
				reached: ours.requests <= 20 && ours.items === 1000,
				exact: true,
			},
		];
	});
}

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
	// What earlier rows wrote would be written out to the disk in the middle of these otherwise.
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

/** Whether the work of Link and List grows with the items alone. */
export async function growth(): Promise<Row[]> {
	const rows: Row[] = [];
	for (const name of ['link', 'list'] as const) {
		const cpu = async (items: number) =>
			await withSonar(
				{ accounts: 1000, tickets: 500, filesPerTicket: 1, unlinkedFiles: items },
				async (sonar) => (await measure(sonar, name, { items })).cpuMilliseconds,
			);
		const thousand = await cpu(1000);
		const tenThousand = await cpu(10_000);
		rows.push({
			name: `CPU of 10,000 items through ${name}, to that of 1,000`,
			ours: `${seconds(tenThousand)} to ${seconds(thousand)}`,
			ratio: tenThousand / thousand,
			must: '≤ 11',
			reached: tenThousand <= 11 * thousand,
		});
	}
	return rows;
}

/** What our package adds to the loading of n8n-workflow. */
export async function loading(): Promise<Row[]> {
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
	const median = times.sort((a, b) => a - b)[2]!;
	return [
		{
			name: 'Time to require all nodes and the credential, over n8n-workflow',
			ours: `${median.toFixed(0)} ms`,
			must: '≤ 60 ms',
			reached: median <= 60,
		},
	];
}
