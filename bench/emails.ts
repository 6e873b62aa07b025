import {
	measure,
	medianOf,
	wallTimeRow,
	withSonar,
	type Measured,
	type Row,
	type Rows,
} from './measure';
import { say } from './progress';

/** Each is from the contact of another account. */
const EMAILS = 1000;
const FEW = 100;
const ATTACHMENTS = { fileBytes: 100_000, filesPerItem: 2 };

/** The median of this many runs counts. They alternate, so that a busy minute affects all. */
const ROUNDS = 3;

/** A request takes twenty files, 25 tickets, or the senders of 25 emails; one asks for custom fields. */
const mostRequests = (emails: number) =>
	Math.ceil((2 * emails) / 20) + 2 * Math.ceil(emails / 25) + 1;

/** The requests of a hundred emails, and how many become tickets in a second. */
export async function* emailCounts(): Rows {
	const ours = await runEmails('emailsToTickets', FEW);
	yield requestsRow(FEW, ours);
	yield rateRow(FEW, ours);
}

/** A thousand emails, beside HTTP Request, which uploads two files and creates a ticket for each. */
export async function* emails(): Rows {
	const ours: Measured[] = [];
	const peer: Measured[] = [];
	for (let round = 1; round <= ROUNDS; round += 1) {
		say(`   Round ${round} of ${ROUNDS}`);
		ours.push(await runEmails('emailsToTickets', EMAILS));
		peer.push(await runEmails('peerEmailsToTickets', EMAILS));
	}
	const [middle, peerMiddle] = [middleOf(ours), middleOf(peer)];
	yield requestsRow(EMAILS, middle, peerMiddle);
	yield wallTimeRow(ROUNDS, middle, peerMiddle, 1);
	yield rateRow(EMAILS, middle, peerMiddle);
}

function middleOf(runs: readonly Measured[]): Measured {
	const median = medianOf(runs.map(({ milliseconds }) => milliseconds));
	return runs.find(({ milliseconds }) => milliseconds === median)!;
}

async function runEmails(
	name: 'emailsToTickets' | 'peerEmailsToTickets',
	count: number,
): Promise<Measured> {
	const run = await withSonar(
		{ accounts: count },
		async (sonar) => await measure(sonar, name, { items: count, ...ATTACHMENTS }),
	);
	if (run.items !== count) throw new Error(`${run.items} tickets of ${count} emails.`);
	return run;
}

function requestsRow(count: number, ours: Measured, peer?: Measured): Row {
	return {
		name: `Requests for ${count.toLocaleString('en-US')} emails with two attachments of 100 kB each`,
		ours: String(ours.requests),
		peer: peer && String(peer.requests),
		ratio: peer && ours.requests / peer.requests,
		must: `≤ ${mostRequests(count)}`,
		reached: ours.requests <= mostRequests(count),
		exact: true,
	};
}

function rateRow(count: number, ours: Measured, peer?: Measured): Row {
	const rate = (count / ours.milliseconds) * 1000;
	return {
		name: 'Emails a second of that',
		ours: rate.toFixed(0),
		peer: peer && ((count / peer.milliseconds) * 1000).toFixed(0),
		ratio: peer && peer.milliseconds / ours.milliseconds,
		must: '≥ 25',
		reached: rate >= 25,
	};
}
