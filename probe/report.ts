import Table from 'cli-table3';

import type { Finding, Verdict } from './finding';
import type { Report } from './run';

const HEAD = ['What', 'Answer', 'What the nodes make of it'];
const NARROWEST = 80;
const WIDEST = 160;
/** Borders, and the blanks beside them. */
const FRAME = 4;

/** The rows of a report for a terminal of so many columns. */
export function toTable(findings: readonly Finding[], columns = 120): string {
	const width = Math.min(Math.max(columns, NARROWEST), WIDEST) - FRAME;
	const first = Math.floor(width * 0.28);
	const second = Math.floor(width * 0.4);
	const table = new Table({
		head: HEAD,
		colWidths: [first, second, width - first - second],
		wordWrap: true,
		// Without colours: what is printed may be kept in a file.
		style: { head: [], border: [] },
	});
	for (const { what, answer, verdict, nodes } of findings)
		table.push([what, answer, nodes ? `${shown(verdict)}: ${nodes}` : shown(verdict)]);
	return table.toString();
}

function shown(verdict: Verdict): string {
	return verdict === 'not handled' ? '**not handled**' : verdict;
}

export function summarize({ findings, requests, seconds, complete }: Report): string {
	const count = (wanted: Verdict) => findings.filter(({ verdict }) => verdict === wanted).length;
	const counts = (['as expected', 'handled', 'not handled', 'not seen'] as const)
		.map((verdict) => `${count(verdict)} ${verdict}`)
		.join(', ');
	const stopped = complete ? '' : ' Not all was asked.';
	return `${counts}. ${requests} requests in ${seconds} seconds.${stopped}`;
}

/** Whether the nodes do what they promise, as far as was seen. */
export function isGood({ findings }: Report): boolean {
	return findings.every(({ verdict }) => verdict !== 'not handled');
}
