import { mebibytes, measure, seconds, withSonar, type Row } from './measure';

const SIZES = [25_000, 50_000, 100_000];

/** Twice the items may cost so many times as much. A tenth above two is the machine's noise. */
const STEEPEST = 2.2;

/** Whether time and memory of Link and List grow only with the items. */
export async function growth(): Promise<Row[]> {
	const rows: Row[] = [];
	for (const [node, name] of [
		['Link File', 'link'],
		['List Files', 'list'],
	] as const) {
		const costs = [];
		for (const items of SIZES) {
			costs.push(
				await withSonar(
					name === 'link'
						? { accounts: 1000, unlinkedFiles: items }
						: { tickets: 500, filesPerTicket: 1 },
					async (sonar) => await measure(sonar, name, { items }),
				),
			);
		}
		const row = (what: string, values: number[], format: (value: number) => string): Row => {
			const slope = values.at(-1)! / values.at(-2)!;
			return {
				name: `${what} of ${SIZES.map((size) => size.toLocaleString('en-US')).join(', ')} items through ${node}`,
				ours: values.map(format).join(', '),
				ratio: slope,
				must: `last to second ≤ ${STEEPEST}`,
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
