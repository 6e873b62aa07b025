import type { SonarFile } from '../shared/sonar/files/file';

/**
 * An id between two files that Sonar did not show. The file may be deleted, or hidden from the token's
 * user. Or it comes late: its upload began before that of the next file and ended after it.
 */
export interface Gap {
	id: string;
	/** Until when to look for it, in milliseconds since 1970. It is looked for at least once. */
	until: number;
}

/** In milliseconds: longer than Sonar needs to store the files of one request. */
const WAIT = 10 * 60_000;
/** Only the highest ids are kept, since all gaps are part of a poll's query. */
const MOST_GAPS = 50;

/** Adds the gaps between the last file and the next one. */
export function addGaps(
	gaps: readonly Gap[],
	{ lastId, nextId }: { lastId: string; nextId: string },
	now: number,
): Gap[] {
	const added: Gap[] = [];
	for (let id = BigInt(nextId) - 1n; id > BigInt(lastId) && added.length < MOST_GAPS; id -= 1n)
		added.unshift({ id: id.toString(), until: now + WAIT });
	return [...gaps, ...added].slice(-MOST_GAPS);
}

/**
 * Drops the gaps that were looked for long enough. A gap with a file that has come stays until the file
 * is passed.
 */
export function closeGaps(
	gaps: readonly Gap[],
	{ looked, come, now }: { looked: readonly string[]; come: readonly SonarFile[]; now: number },
): Gap[] {
	const ids = new Set(come.map(({ id }) => id));
	return gaps.filter(({ id, until }) => until > now || ids.has(id) || !looked.includes(id));
}
