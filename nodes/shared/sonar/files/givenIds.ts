/**
 * Ids of files that Sonar has given for uploads of this process, by instance and token. A file that is
 * one upload's own is not what became of another one.
 */
const given = new Map<string, Set<string>>();

/** Of each account: more than uploads within the few seconds in which a mix-up is possible. */
const MOST_IDS = 10_000;

export function noteGiven(account: string, id: string): void {
	const ids = given.get(account) ?? new Set<string>();
	given.set(account, ids);
	ids.add(id);
	const [oldest] = ids;
	if (ids.size > MOST_IDS && oldest !== undefined) ids.delete(oldest);
}

export function hasGiven(account: string, id: string): boolean {
	return given.get(account)?.has(id) ?? false;
}
