import { measure, medianOf, withSonar, type Row } from './measure';

const EMAILS = 100;
const RUNS = 3;

/** How many emails with two attachments each become tickets in a second. */
export async function emailThroughput(): Promise<Row[]> {
	const job = { items: EMAILS, fileBytes: 100_000, filesPerItem: 2 };
	const rates: number[] = [];
	for (let run = 0; run < RUNS; run += 1) {
		const { items, milliseconds } = await withSonar(
			{ accounts: EMAILS },
			async (sonar) => await measure(sonar, 'emailsToTickets', job),
		);
		if (items !== EMAILS) throw new Error(`${items} tickets of ${EMAILS} emails.`);
		rates.push((EMAILS / milliseconds) * 1000);
	}
	const rate = medianOf(rates);
	return [
		{
			name: `Emails a second, of ${EMAILS} with two attachments of 100 kB each (median of ${RUNS})`,
			ours: rate.toFixed(0),
			must: '≥ 25',
			reached: rate >= 25,
		},
	];
}
