import { sendBare } from './bareClient';
import { measure, medianOf, seconds, withSonar, type Measured, type Row } from './measure';

const MIGRATION = { items: 1000, fileBytes: 1000 };
const SLOW = { accounts: 1000, options: { latencyInMilliseconds: 50 } };

/** The median of this many runs counts. They alternate, so that a busy minute affects all. */
const ROUNDS = 3;

/** Requests for 1,000 files to 1,000 accounts. */
export async function migrationRequests(): Promise<Row[]> {
	return [requestsRow((await measureMigration('uploadAndLink')).requests)];
}

/** Requests and wall time for 1,000 files to 1,000 accounts, beside HTTP Request. */
export async function migration(): Promise<Row[]> {
	const rounds: Array<Record<'ours' | 'peer' | 'reading', Measured> & { bare: number }> = [];
	for (let round = 0; round < ROUNDS; round += 1) {
		rounds.push({
			ours: await measureMigration('uploadAndLink'),
			peer: await measureMigration('peerUploadAndLink'),
			reading: await measureMigration('readUploadAndLink'),
			bare: await withSonar(
				SLOW,
				async ({ credential }) => await sendBare({ credential, ...MIGRATION }),
			),
		});
	}
	const timeOf = (name: 'ours' | 'peer' | 'reading') =>
		medianOf(rounds.map((round) => round[name].milliseconds));
	const [ours, peer, reading] = [timeOf('ours'), timeOf('peer'), timeOf('reading')];
	const bare = medianOf(rounds.map((round) => round.bare));
	const requests = mostRequests(rounds.map((round) => round.ours));
	const peerRequests = mostRequests(rounds.map((round) => round.peer));
	const limited = await measureMigration('uploadAndLink', { requestsPerMinute: 400 });
	// Every full minute of the rate limit but the last has to be waited out.
	const peerLimited = Math.floor((peerRequests - 1) / 400) * 60_000;
	return [
		requestsRow(requests, peerRequests),
		{
			name: `Wall time of that, 50 ms latency, no limit (median of ${ROUNDS})`,
			ours: seconds(ours),
			peer: seconds(peer),
			ratio: ours / peer,
			must: '≤ 1/4',
			reached: ours <= peer / 4,
			floor: {
				text: `${seconds(reading)} n8n reads the parameters + ${seconds(bare)} a bare client sends the same`,
				missesGoal: reading + bare > peer / 4,
			},
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

function mostRequests(runs: readonly Measured[]): number {
	return Math.max(...runs.map(({ requests }) => requests));
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
