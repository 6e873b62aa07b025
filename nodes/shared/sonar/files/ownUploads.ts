import type { Outcomes } from '../outcome';
import type { UploadedFile } from './uploadAnswer';

/**
 * Ids of files that Sonar has given for uploads of this process, by instance and token. The file of one
 * upload cannot be the file of another.
 */
const given = new Map<string, Set<string>>();

/** For each account. In the few seconds in which a mix-up is possible, there are fewer uploads. */
const MOST_IDS = 10_000;

export function noteGiven(account: string, outcomes: Outcomes<unknown, UploadedFile>): void {
	const ids = given.get(account) ?? new Set<string>();
	given.set(account, ids);
	for (const outcome of outcomes.values()) {
		if (outcome.status === 'done') ids.add(String(outcome.value.id));
	}
	for (const oldest of ids) {
		if (ids.size <= MOST_IDS) break;
		ids.delete(oldest);
	}
}

export function hasGiven(account: string, id: string): boolean {
	return given.get(account)?.has(id) ?? false;
}
