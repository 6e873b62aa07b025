import fc from 'fast-check';

import { faultsOfJson } from '../faults/faults';
import type { Sonar } from '../sonar';

const FAULTS = Object.values(faultsOfJson);
const SIDES = 1000;
const REQUESTS = 100_000;

/** Makes a share of the requests fail at random. `met` counts them. */
export function faultsOf(sonar: Sonar, share: number, seed: number): { met: () => number } {
	const dice = fc.sample(fc.noBias(fc.nat(SIDES - 1)), { seed, numRuns: 4096 });
	const faults = fc.sample(fc.constantFrom(...FAULTS), { seed, numRuns: 512 });
	let requests = 0;
	let met = 0;
	sonar.answerNext(
		({ method }) => {
			// A server that carries out a request first, and then fails, cannot do so for a download.
			if (method === 'GET') return false;
			requests += 1;
			return dice[requests % dice.length]! < share * SIDES;
		},
		async (...exchange) => {
			met += 1;
			await faults[met % faults.length]!(...exchange);
		},
		REQUESTS,
	);
	return { met: () => met };
}
