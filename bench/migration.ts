import { sendBare } from './bareClient';
import { measure, seconds, withSonar, type Row } from './measure';

const MIGRATION = { items: 1000, fileBytes: 1000 };
const SLOW = { accounts: 1000, options: { latencyInMilliseconds: 50 } };

/** Requests for 1,000 files to 1,000 accounts. */
export async function migrationRequests(): Promise<Row[]> {
	return [requestsRow((await measureMigration('uploadAndLink')).requests)];
}

/** Requests and wall time for 1,000 files to 1,000 accounts, beside HTTP Request. */
export async function migration(): Promise<Row[]> {
	const ours = await measureMigration('uploadAndLink');
	const peer = await measureMigration('peerUploadAndLink');
	const reading = await measureMigration('readUploadAndLink');
	const bare = await withSonar(
		SLOW,
		async ({ credential }) => await sendBare({ credential, ...MIGRATION }),
	);
	const floor = reading.milliseconds + bare;
	const limited = await measureMigration('uploadAndLink', { requestsPerMinute: 400 });
	// Each full minute's count but the last has to be waited out.
	const peerLimited = Math.floor((peer.requests - 1) / 400) * 60_000;
	return [
		requestsRow(ours.requests, peer.requests),
		{
			name: 'Wall time of that, 50 ms latency, no limit',
			ours: seconds(ours.milliseconds),
			peer: seconds(peer.milliseconds),
			ratio: ours.milliseconds / peer.milliseconds,
			must: '≤ 1/4',
			reached: ours.milliseconds <= peer.milliseconds / 4,
			floor: {
				text: `${seconds(reading.milliseconds)} n8n reads the parameters + ${seconds(bare)} a bare client sends the same`,
				missesGoal: floor > peer.milliseconds / 4,
			},
		},
		{
			name: 'CPU of that in n8n’s process',
			ours: seconds(ours.cpuMilliseconds),
			peer: seconds(peer.cpuMilliseconds),
			ratio: ours.cpuMilliseconds / peer.cpuMilliseconds,
			must: '≤ 1/2',
			reached: ours.cpuMilliseconds <= peer.cpuMilliseconds / 2,
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

async function measureMigration(
	name: 'uploadAndLink' | 'peerUploadAndLink' | 'readUploadAndLink',
	options = {},
) {
	return await withSonar(
		{ ...SLOW, options: { ...SLOW.options, ...options } },
		async (sonar) => await measure(sonar, name, MIGRATION),
	);
}

function requestsRow(ours: number, peer?: number): Row {
	return {
		name: 'Requests for 1,000 files to 1,000 accounts (upload and link)',
		ours: String(ours),
		peer: peer === undefined ? undefined : String(peer),
		ratio: peer === undefined ? undefined : ours / peer,
		must: '≤ 90',
		reached: ours <= 90,
		exact: true,
	};
}
