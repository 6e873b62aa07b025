import { parseArgs } from 'node:util';

import type { Row } from './measure';
import { parts, type Part } from './parts';
import { say } from './progress';
import { save, table, toLines, verdict } from './results';

/** The parts to run, by name. */
function chosenParts(only: readonly string[], quick: boolean): Array<[string, Part]> {
	const unknown = only.filter((name) => !(name in parts));
	if (unknown.length > 0) {
		throw new Error(
			`There is no part ${unknown.join(', ')}. The parts are ${Object.keys(parts).join(', ')}.`,
		);
	}
	return Object.entries(parts).filter(
		([name, part]) => (only.length === 0 || only.includes(name)) && (!quick || part.quick),
	);
}

function toText({ name, ours, peer, ratio, must, floor, reached }: Row): string {
	const beside = peer === undefined ? '' : `, peer ${peer}`;
	const times = ratio === undefined ? '' : `, ratio ${ratio.toPrecision(2)}`;
	return `   ${name}: ${ours}${beside}${times}; must reach ${must}: ${verdict(reached, floor)}`;
}

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			quick: { type: 'boolean', default: false },
			only: { type: 'string', multiple: true, default: [] },
		},
	});
	const only = values.only.flatMap((names) => names.split(',')).map((name) => name.trim());
	const chosen = chosenParts(only, values.quick);
	const measured = new Map<string, string[]>();
	let isSaved = true;
	for (const [index, [name, { quick, full }]] of chosen.entries()) {
		say(`Part ${index + 1} of ${chosen.length}: ${name}`);
		const rows: Row[] = [];
		try {
			for await (const row of values.quick ? quick!() : full()) {
				say(toText(row));
				rows.push(row);
			}
		} catch (error) {
			// The other parts still have something to say.
			console.error(error);
			process.exitCode = 1;
			continue;
		}
		measured.set(name, toLines(name, rows));
		// Times depend on the machine and its other work; counts and flatness do not.
		if (rows.some(({ exact, reached }) => exact && !reached)) process.exitCode = 1;
		// After each part, so that a run that is stopped loses none before.
		if (!values.quick) isSaved = save(measured);
	}
	if (!isSaved) say('bench/RESULTS.md stays: its other parts were measured with other versions');
	say('Done');
	console.log(table(measured));
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
