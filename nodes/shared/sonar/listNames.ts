/** How many names a message holds. The error's context, or the items, hold all of them. */
const MOST_NAMES = 20;

/** Names for a message: the first twenty, and how many more there are. */
export function listNames(names: readonly string[]): string {
	const rest = names.length - MOST_NAMES;
	const list = names.slice(0, MOST_NAMES).join(', ');
	return rest > 0 ? `${list} and ${rest} more` : list;
}
