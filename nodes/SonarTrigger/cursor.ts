import type { IDataObject } from 'n8n-workflow';

import { type SonarFile } from '../shared/sonar/files/file';
import { compareIds } from '../shared/sonar/ids';
import { isRecord, recordsOf } from '../shared/sonar/guards';
import { toTime } from '../shared/sonar/text';
import {
	addUnlinked,
	readUnlinked,
	removeUnlinked,
	unlinkedBefore,
	writeUnlinked,
	type UnlinkedRange,
} from './unlinked';

/** How far the trigger has come. n8n keeps it between polls, and over restarts. */
export interface Cursor {
	/** Origin of the Sonar instance that the IDs belong to. */
	instance: string;
	/** Every file up to this ID was given out, or did not match. */
	lastId: string;
	/** When Sonar created the last file, as Sonar gives it. Undefined before the first file. */
	lastCreatedAt?: string;
	/** Files that will match once they are linked to one of the wanted types. */
	unlinked: readonly UnlinkedRange[];
	/** An unfinished search for the ones linked by now, which the next poll continues. */
	look?: Look;
	/** IDs below the last one that Sonar did not show. */
	gaps: Gap[];
	/** A file whose download failed, and in how many polls in a row. */
	stuck?: { id: string; polls: number };
	/** Shown once, with the next item. */
	hint?: string;
}

export interface Look {
	/** The ID to continue behind. */
	behind: string;
	/** When it began, in milliseconds since 1970. */
	since: number;
}

/**
 * An ID between two files that Sonar did not show. The file may be deleted or hidden from the token's
 * user, or it may come late: its upload began before that of the next file and ended after it.
 */
export interface Gap {
	id: string;
	/** Until when to look for it, in milliseconds since 1970. It is looked for at least once. */
	until: number;
}

/** The cursor behind a file and all files with smaller IDs, or before all files. */
export function buildCursor(instance: string, last?: SonarFile): Cursor {
	return {
		instance,
		lastId: last?.id ?? '0',
		lastCreatedAt: last?.created_at ?? undefined,
		unlinked: [],
		gaps: [],
	};
}

/** Undefined before the first poll, and after a change of the instance. */
export function readCursor(data: IDataObject, instance: string): Cursor | undefined {
	const { lastId, lastCreatedAt, unlinked, look, gaps, stuck, hint } = data;
	if (data.instance !== instance || typeof lastId !== 'string') return undefined;
	return {
		instance,
		lastId,
		lastCreatedAt: typeof lastCreatedAt === 'string' ? lastCreatedAt : undefined,
		unlinked: readUnlinked(unlinked),
		look:
			isRecord(look) && /^\d+$/.test(String(look.behind))
				? { behind: String(look.behind), since: Number(look.since) }
				: undefined,
		gaps: recordsOf(gaps).map(({ id, until }) => ({ id: String(id), until: Number(until) })),
		stuck: isRecord(stuck) ? { id: String(stuck.id), polls: Number(stuck.polls) } : undefined,
		hint: typeof hint === 'string' ? hint : undefined,
	};
}

/** The cursor for n8n's static data. */
export function toData(cursor: Cursor): object {
	const { lastCreatedAt, look, stuck, hint } = cursor;
	// Absent values are named, so that they overwrite what n8n has stored.
	return { ...cursor, lastCreatedAt, look, stuck, hint, unlinked: writeUnlinked(cursor.unlinked) };
}

/**
 * Moves the cursor behind a file that was given out, or does not match.
 *
 * @param awaitsLink whether the file may match once it is linked
 */
export function passFile(
	cursor: Cursor,
	file: SonarFile,
	{ awaitsLink, now }: { awaitsLink: boolean; now: number },
): Cursor {
	const { lastId, stuck, unlinked } = cursor;
	const { id, created_at } = file;
	const isNew = compareIds(id, lastId) > 0;
	const gaps = cursor.gaps.filter((gap) => gap.id !== id);
	return {
		...cursor,
		lastId: isNew ? id : lastId,
		lastCreatedAt: isNew ? (created_at ?? cursor.lastCreatedAt) : cursor.lastCreatedAt,
		gaps: isNew ? addGaps(gaps, { lastId, nextId: id }, now) : gaps,
		unlinked: awaitsLink
			? addUnlinked(unlinked, file, { lastId, now })
			: removeUnlinked(unlinked, id),
		stuck: stuck?.id === id ? undefined : stuck,
	};
}

/** Notes how far a look has come. Without `behind` it is complete. */
export function passLook(
	cursor: Cursor,
	{ since, behind }: Pick<Look, 'since'> & Partial<Look>,
): Cursor {
	if (behind !== undefined) return { ...cursor, look: { since, behind } };
	// Files whose time was over when the look began are given up.
	const unlinked = cursor.unlinked.filter(({ until }) => until > since);
	return { ...cursor, unlinked, look: undefined };
}

/** Counts one more poll in which the download of a file failed; the cursor stays before that file. */
export function noteFailure(cursor: Cursor, { id }: SonarFile): { cursor: Cursor; polls: number } {
	const { stuck } = cursor;
	const polls = (stuck?.id === id ? stuck.polls : 0) + 1;
	return { cursor: { ...cursor, stuck: { id, polls } }, polls };
}

/** In milliseconds. Uploads may end in another order than they began, but not so far apart. */
const MARGIN = 10 * 60_000;

/**
 * Whether Sonar's IDs went back, as after a restored database: the newest file has a smaller ID than the
 * cursor's last file, but was created long after it. If the last file was merely deleted, the newest one
 * is older.
 */
export function isBehind({ lastId, lastCreatedAt }: Cursor, newest: SonarFile): boolean {
	const later = toTime(newest.created_at) - toTime(lastCreatedAt);
	return compareIds(newest.id, lastId) < 0 && later > MARGIN;
}

/** Moves the cursor back before a new file with a smaller ID. */
export function buildCursorBefore(cursor: Cursor, { id }: SonarFile, hint: string): Cursor {
	const { instance, lastCreatedAt, unlinked } = cursor;
	return {
		...buildCursor(instance),
		lastId: (BigInt(id) - 1n).toString(),
		lastCreatedAt,
		unlinked: unlinkedBefore(unlinked, id),
		hint,
	};
}

/** In milliseconds; longer than Sonar needs to store the files of one request. */
const WAIT_FOR_LATE_FILE = 10 * 60_000;
/** Only the highest IDs are kept, since a poll's query names all of them. */
const MOST_GAPS = 50;

export function addGaps(
	gaps: readonly Gap[],
	{ lastId, nextId }: { lastId: string; nextId: string },
	now: number,
): Gap[] {
	const added: Gap[] = [];
	for (let id = BigInt(nextId) - 1n; id > BigInt(lastId) && added.length < MOST_GAPS; id -= 1n)
		added.unshift({ id: id.toString(), until: now + WAIT_FOR_LATE_FILE });
	return [...gaps, ...added].slice(-MOST_GAPS);
}

/** Drops gaps that were looked for long enough. One whose file has come stays until the file is passed. */
export function closeGaps(
	gaps: readonly Gap[],
	{ looked, come, now }: { looked: readonly string[]; come: readonly SonarFile[]; now: number },
): Gap[] {
	const ids = new Set(come.map(({ id }) => id));
	return gaps.filter(({ id, until }) => until > now || ids.has(id) || !looked.includes(id));
}
