import type { SonarFile } from '../shared/sonar/files/file';

/**
 * An id that Sonar did not show between two files. It may be gone, or not for this token's user. Or
 * its upload had begun before that of the file behind it and ended later: then it comes late.
 */
export interface Gap {
	id: string;
	/** How long to look for it, in milliseconds since 1970; once at least. */
	until: number;
}

/** Longer than Sonar needs to store what one request brings. */
const WAIT = 10 * 60_000;
/** Of the highest ids, which all stand in the query of a poll. */
const MOST_GAPS = 50;

/** The gaps with those between the last file and the next one. */
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

/** Without those that were looked for long enough; those whose file has come stay until it is passed. */
export function closeGaps(
	gaps: readonly Gap[],
	{ looked, come, now }: { looked: readonly string[]; come: readonly SonarFile[]; now: number },
): Gap[] {
	const ids = new Set(come.map(({ id }) => id));
	return gaps.filter(({ id, until }) => until > now || ids.has(id) || !looked.includes(id));
}
