import { mebibytes, measure, seconds, withSonar, type Measured, type Row } from './measure';

/** Each is twice the previous one. */
const SIZES = [25_000, 50_000, 100_000];

/** Twice the items may cost at most this many times as much. The tenth above two is noise. */
const STEEPEST = 2.2;

/** The best of this many runs counts, since V8 collects garbage at different times. */
const RUNS = 2;

/** Whether time and memory of Link and List grow only with the items. */
export async function growth(): Promise<Row[]> {
	const rows: Row[] = [];
	for (const [node, name] of [
		['Link File', 'link'],
		['List Files', 'list'],
	] as const) {
		const costs = [];
		for (const items of SIZES) {
			const runs = [];
			for (let run = 0; run < RUNS; run += 1) runs.push(await costOf(name, items));
			costs.push({
				cpuMilliseconds: Math.min(...runs.map(({ cpuMilliseconds }) => cpuMilliseconds)),
				peakBytes: Math.min(...runs.map(({ peakBytes }) => peakBytes)),
			});
		}
		const row = (what: string, values: number[], format: (value: number) => string): Row => {
			const slope = (values.at(-1)! / values[0]!) ** (1 / (SIZES.length - 1));
			return {
				name: `${what} of ${SIZES.map((size) => size.toLocaleString('en-US')).join(', ')} items through ${node} (smallest of ${RUNS} runs)`,
				ours: values.map(format).join(', '),
				ratio: slope,
				must: `each doubling ≤ ${STEEPEST} times`,
				reached: slope <= STEEPEST,
			};
		};
		rows.push(
			row(
				'CPU',
				costs.map(({ cpuMilliseconds }) => cpuMilliseconds),
				seconds,
			),
			row(
				'Peak memory',
				costs.map(({ peakBytes }) => peakBytes),
				mebibytes,
			),
		);
	}
	return rows;
}

async function costOf(name: 'link' | 'list', items: number): Promise<Measured> {
	return await withSonar(
		name === 'link'
			? { accounts: 1000, unlinkedFiles: items }
			: { tickets: 500, filesPerTicket: 1 },
		async (sonar) => await measure(sonar, name, { items }),
	);
}
