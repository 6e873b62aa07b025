import { listNames } from '../sonar/listNames';
import { effectsOf, type Effect, type Outcome } from '../sonar/outcome';

/** Effects as text, for example ". Already stored: 61 (myFile.pdf)". Empty if there are none. */
export function describeDone(effects: readonly Effect[]): string {
	// What was done once may have been asked for by several items.
	const names = new Map<string, Set<string>>();
	for (const { verb, what } of effects.filter(({ sure }) => sure)) {
		names.set(verb, (names.get(verb) ?? new Set()).add(what));
	}
	return [...names].map(([verb, list]) => `. Already ${verb}: ${listNames([...list])}`).join('');
}

/** The other items with an unknown outcome, as text. Empty if there are none. */
export function describeUnsure(itemIndexes: readonly number[]): string {
	const items = itemIndexes.map((index) => `[item ${index}]`);
	return items.length > 0 ? `. The outcome is also unknown for: ${listNames(items)}` : '';
}

export function isUnsure(outcome: Outcome<unknown, Error>): boolean {
	return effectsOf(outcome).some(({ sure }) => !sure);
}
