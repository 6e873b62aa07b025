/** Whether an error leaves open, or says, that something was done about an id. */
export function accountsFor(message: string, id: string): boolean {
	return /unknown/i.test(message) || new RegExp(`\\b${id}\\b`).test(message);
}

export function countBy(keys: readonly string[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
	return counts;
}
