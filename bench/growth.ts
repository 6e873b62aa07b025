import {
	mebibytes,
	measure,
	seconds,
	withSonar,
	type Measured,
	type Row,
	type Rows,
} from './measure';
import type { SonarSetup } from './sonarProcess';

/** Twice the items may cost at most this many times as much. The tenth above two is noise. */
const STEEPEST = 2.2;

/** The best of this many runs counts, since V8 collects garbage at different times. */
const RUNS = 2;

interface Growing {
	what: string;
	name: 'link' | 'list' | 'emailsToTickets';
	/** Each is twice the previous one. */
	sizes: number[];
	setup: (items: number) => SonarSetup;
}

const GROWING: Growing[] = [
	{
		what: 'items through Link File',
		name: 'link',
		sizes: [25_000, 50_000, 100_000],
		setup: (items) => ({ accounts: 1000, unlinkedFiles: items }),
	},
	{
		what: 'items through List Files',
		name: 'list',
		sizes: [25_000, 50_000, 100_000],
		setup: () => ({ tickets: 500, filesPerTicket: 1 }),
	},
	{
		what: 'emails through Email to Ticket in one run',
		name: 'emailsToTickets',
		sizes: [2500, 5000, 10_000],
		setup: (items) => ({ accounts: items }),
	},
];

/** Whether time and memory of a run grow only with its items. */
export async function* growth(): Rows {
	for (const growing of GROWING) {
		const costs: Array<Pick<Measured, 'cpuMilliseconds' | 'peakBytes'>> = [];
		for (const items of growing.sizes) {
			const runs: Measured[] = [];
			for (let run = 0; run < RUNS; run += 1) runs.push(await costOf(growing, items));
			costs.push({
				cpuMilliseconds: Math.min(...runs.map(({ cpuMilliseconds }) => cpuMilliseconds)),
				peakBytes: Math.min(...runs.map(({ peakBytes }) => peakBytes)),
			});
		}
		const cpu = costs.map(({ cpuMilliseconds }) => cpuMilliseconds);
		const peaks = costs.map(({ peakBytes }) => peakBytes);
		yield rowOf('CPU', growing, cpu, seconds);
		yield rowOf('Peak memory', growing, peaks, mebibytes);
	}
}

function rowOf(
	cost: string,
	{ what, sizes }: Growing,
	values: number[],
	format: (value: number) => string,
): Row {
	const slope = (values.at(-1)! / values[0]!) ** (1 / (sizes.length - 1));
	return {
		name: `${cost} of ${sizes.map((size) => size.toLocaleString('en-US')).join(', ')} ${what} (smallest of ${RUNS} runs)`,
		ours: values.map(format).join(', '),
		ratio: slope,
		must: `each doubling ≤ ${STEEPEST} times`,
		reached: slope <= STEEPEST,
	};
}

async function costOf({ name, setup }: Growing, items: number): Promise<Measured> {
	const cost = await withSonar(
		setup(items),
		async (sonar) => await measure(sonar, name, { items }),
	);
	if (cost.items !== items) throw new Error(`${cost.items} items of ${items} through ${name}.`);
	return cost;
}
