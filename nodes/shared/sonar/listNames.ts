/** How many names a message shows. The error's context, or the items, have all of them. */
const MOST_NAMES = 20;

/** Lists the first twenty names for a message, and counts the rest. */
export function listNames(names: readonly string[]): string {
	const rest = names.length - MOST_NAMES;
	const list = names.slice(0, MOST_NAMES).join(', ');
	return rest > 0 ? `${list} and ${rest} more` : list;
}
