import { measure, medianOf, wallTimeRow, withSonar, type Row, type Rows } from './measure';
import { say } from './progress';

const TICKETS = 10_000;
const MOST_REQUESTS = 21;

/** The median of this many runs counts. They alternate, so that a busy minute affects all. */
const ROUNDS = 3;

const NAMES = {
	listTickets: 'List Tickets, Return All, of 10,000 tickets',
	askForTickets: 'Sonar GraphQL, Return All, of 10,000 tickets',
};
const OURS = Object.keys(NAMES) as Array<keyof typeof NAMES>;

/** The requests for all of 10,000 tickets. */
export async function* listCounts(): Rows {
	for (const name of OURS) yield requestsRow(name, await runWhole(name));
}

/** Requests and time for all of 10,000 tickets, beside HTTP Request with its pagination and Split Out. */
export async function* lists(): Rows {
	const names = [...OURS, 'peerListTickets'] as const;
	const rounds: Array<Map<(typeof names)[number], Run>> = [];
	for (let round = 1; round <= ROUNDS; round += 1) {
		say(`   Round ${round} of ${ROUNDS}`);
		const runs: (typeof rounds)[number] = new Map();
		for (const name of names) runs.set(name, await runWhole(name));
		rounds.push(runs);
	}
	const of = (name: (typeof names)[number]): Run => ({
		requests: Math.max(...rounds.map((runs) => runs.get(name)!.requests)),
		milliseconds: medianOf(rounds.map((runs) => runs.get(name)!.milliseconds)),
	});
	const peer = of('peerListTickets');
	for (const name of OURS) {
		const ours = of(name);
		yield requestsRow(name, ours, peer);
		yield wallTimeRow(ROUNDS, ours, peer, 1.1);
	}
}

interface Run {
	requests: number;
	milliseconds: number;
}

async function runWhole(name: (typeof OURS)[number] | 'peerListTickets'): Promise<Run> {
	const run = await withSonar({ tickets: TICKETS }, async (sonar) => await measure(sonar, name));
	if (run.items !== TICKETS) throw new Error(`${name} gave ${run.items} of ${TICKETS} tickets.`);
	return run;
}

function requestsRow(name: (typeof OURS)[number], ours: Run, peer?: Run): Row {
	return {
		name: `Requests of ${NAMES[name]}`,
		ours: String(ours.requests),
		peer: peer && String(peer.requests),
		ratio: peer && ours.requests / peer.requests,
		must: `≤ ${MOST_REQUESTS}`,
		reached: ours.requests <= MOST_REQUESTS,
		exact: true,
	};
}
