import { effectsOf, type Effect, type Outcome } from '../sonar/outcome';

/** How many names a message holds; an error's context holds all of them. */
const MOST_NAMES = 20;

function listNames(names: readonly string[]): string {
	const rest = names.length - MOST_NAMES;
	const list = names.slice(0, MOST_NAMES).join(', ');
	return rest > 0 ? `${list} and ${rest} more` : list;
}

/** What was done, for example "Already stored: 61 (myFile.pdf)"; nothing if nothing was. */
export function describeDone(effects: readonly Effect[]): string {
	// What was done once may have been asked for by several items.
	const names = new Map<string, Set<string>>();
	for (const { verb, what } of effects.filter(({ sure }) => sure)) {
		names.set(verb, (names.get(verb) ?? new Set()).add(what));
	}
	return [...names].map(([verb, list]) => `. Already ${verb}: ${listNames([...list])}`).join('');
}

/** The items, beside the failed one, of which nobody knows what became of them. */
export function describeUnsure(itemIndexes: readonly number[]): string {
	const items = [...new Set(itemIndexes)].map((index) => `[item ${index}]`);
	return items.length > 0 ? `. Of unknown outcome too: ${listNames(items)}` : '';
}

export function isUnsure(outcome: Outcome<unknown, Error>): boolean {
	return effectsOf(outcome).some(({ sure }) => !sure);
}
