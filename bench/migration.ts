import { sendBare } from './bareClient';
import {
	measure,
	medianOf,
	seconds,
	withSonar,
	type Measured,
	type Row,
	type Rows,
} from './measure';
import { say } from './progress';

const MIGRATION = { items: 1000, fileBytes: 1000 };
const SLOW = { accounts: 1000, options: { latencyInMilliseconds: 50 } };

/** The median of this many runs counts. They alternate, so that a busy minute affects all. */
const ROUNDS = 3;

/** Requests for 1,000 files to 1,000 accounts. */
export async function* migrationRequests(): Rows {
	yield requestsRow(await measureMigration('uploadAndLink'));
}

/** Requests and wall time for 1,000 files to 1,000 accounts, beside HTTP Request. */
export async function* migration(): Rows {
	const checked = await measureMigration('uploadAndLink');
	yield requestsRow(checked, await measureMigration('peerUploadAndLink'));

	const rounds: Array<Record<'ours' | 'peer' | 'reading' | 'bare', number>> = [];
	for (let round = 1; round <= ROUNDS; round += 1) {
		say(`   Round ${round} of ${ROUNDS}, by a lean server`);
		rounds.push({
			ours: await timeLean('uploadAndLink'),
			peer: await timeLean('peerUploadAndLink'),
			reading: await timeLean('readUploadAndLink'),
			bare: await withSonar(
				SLOW,
				async ({ credential }) => await sendBare({ credential, ...MIGRATION }),
				'leanServer.ts',
			),
		});
	}
	const timeOf = (name: 'ours' | 'peer' | 'reading' | 'bare') =>
		medianOf(rounds.map((round) => round[name]));
	const [ours, peer] = [timeOf('ours'), timeOf('peer')];
	const [reading, bare] = [timeOf('reading'), timeOf('bare')];
	yield {
		name: `Wall time of that, to a server that only counts and answers, 50 ms latency, no limit (median of ${ROUNDS})`,
		ours: seconds(ours),
		peer: seconds(peer),
		ratio: ours / peer,
		must: '≤ 1/4',
		reached: ours <= peer / 4,
		floor: {
			text: `${seconds(reading)} n8n reads the parameters + ${seconds(bare)} a bare client sends the same`,
			missesGoal: reading + bare > peer / 4,
		},
	};

	const limited = await measureMigration('uploadAndLink', { requestsPerMinute: 400 });
	// Every full minute of the rate limit but the last has to be waited out.
	const peerLimited = Math.floor((2 * MIGRATION.items - 1) / 400) * 60_000;
	yield {
		name: 'Wall time of that under 400 requests a minute, to the whole test server',
		ours: seconds(limited.milliseconds),
		peer: `${seconds(peerLimited)} (computed)`,
		ratio: limited.milliseconds / peerLimited,
		must: '≤ 1/10',
		reached: limited.milliseconds <= peerLimited / 10,
	};
}

async function timeLean(
	name: 'uploadAndLink' | 'peerUploadAndLink' | 'readUploadAndLink',
): Promise<number> {
	const { milliseconds, items } = await withSonar(
		SLOW,
		async (sonar) => await measure(sonar, name, MIGRATION),
		'leanServer.ts',
	);
	if (items !== MIGRATION.items) throw new Error(`${name} gave ${items} items.`);
	return milliseconds;
}

async function measureMigration(name: 'uploadAndLink' | 'peerUploadAndLink', options = {}) {
	return await withSonar(
		{ ...SLOW, options: { ...SLOW.options, ...options } },
		async (sonar) => await measure(sonar, name, MIGRATION),
	);
}

function requestsRow(ours: Measured, peer?: Measured): Row {
	return {
		name: 'Requests for 1,000 files to 1,000 accounts (upload and link)',
		ours: String(ours.requests),
		peer: peer && String(peer.requests),
		ratio: peer && ours.requests / peer.requests,
		must: '≤ 90',
		reached: ours.requests <= 90 && ours.items === MIGRATION.items,
		exact: true,
	};
}
