import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { n8n } from '../package.json';
import { measure, seconds, withSonar, type Row } from './measure';

const run = promisify(execFile);

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

/** Whether the work of Link and List grows only with the items. */
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

/** In milliseconds, for each node: so much longer may a start of n8n take before anybody notices. */
const LOADING_PER_NODE = 12;

/** The time that our package adds to the loading of n8n-workflow. */
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
	const most = LOADING_PER_NODE * n8n.nodes.length;
	return [
		{
			name: 'Time to require all nodes and the credential, over n8n-workflow',
			ours: `${median.toFixed(0)} ms`,
			must: `≤ ${most} ms, ${LOADING_PER_NODE} a node`,
			reached: median <= most,
		},
	];
}
