import type { IDataObject } from 'n8n-workflow';

import { compareIds, type SonarFile } from '../shared/sonar/files/file';
import { isRecord } from '../shared/sonar/guards';
import { addGaps, type Gap } from './gaps';

/** How far the trigger has come. n8n keeps it between polls, and over restarts. */
export interface Cursor {
	/** The instance that gave the ids. */
	instance: string;
	/** Every file up to this id was given out, or did not match. */
	lastId: string;
	/** The creation time of the newest file so far, as Sonar gives it. Unknown before the first file. */
	lastCreatedAt?: string;
	/** Files that were linked to nothing when they came. Kept if the trigger waits for certain types. */
	unlinked: string[];
	/** Ids that Sonar did not show, below the last one. */
	gaps: Gap[];
	/** A file that could not be downloaded, and in how many polls in a row. */
	stuck?: { id: string; polls: number };
}

/** How many files may wait to be linked. The oldest are given up first. */
const MOST_UNLINKED = 100;

/** A cursor behind a file and all files with smaller ids, or in front of all files. */
export function buildCursor(instance: string, last?: SonarFile): Cursor {
	return {
		instance,
		lastId: last?.id ?? '0',
		lastCreatedAt: last?.created_at ?? undefined,
		unlinked: [],
		gaps: [],
		stuck: undefined,
	};
}

/** The cursor as n8n kept it. Undefined before the first poll, and after a change of the instance. */
export function readCursor(data: IDataObject, instance: string): Cursor | undefined {
	const { lastId, lastCreatedAt, unlinked, gaps, stuck } = data;
	if (data.instance !== instance || typeof lastId !== 'string') return undefined;
	return {
		instance,
		lastId,
		lastCreatedAt: typeof lastCreatedAt === 'string' ? lastCreatedAt : undefined,
		unlinked: Array.isArray(unlinked) ? unlinked.map(String) : [],
		gaps: Array.isArray(gaps)
			? gaps.filter(isRecord).map(({ id, until }) => ({ id: String(id), until: Number(until) }))
			: [],
		stuck: isRecord(stuck) ? { id: String(stuck.id), polls: Number(stuck.polls) } : undefined,
	};
}

/**
 * The cursor behind a file that was given out, or does not match.
 *
 * @param awaitsLink whether the file may match once it is linked
 */
export function passFile(
	cursor: Cursor,
	{ id, created_at }: SonarFile,
	{ awaitsLink, now }: { awaitsLink: boolean; now: number },
): Cursor {
	const { lastId, stuck } = cursor;
	const isNew = compareIds(id, lastId) > 0;
	const gaps = cursor.gaps.filter((gap) => gap.id !== id);
	const unlinked = cursor.unlinked.filter((other) => other !== id);
	return {
		...cursor,
		lastId: isNew ? id : lastId,
		lastCreatedAt: isNew ? (created_at ?? cursor.lastCreatedAt) : cursor.lastCreatedAt,
		gaps: isNew ? addGaps(gaps, { lastId, nextId: id }, now) : gaps,
		unlinked: awaitsLink ? [...unlinked, id].slice(-MOST_UNLINKED) : unlinked,
		stuck: stuck?.id === id ? undefined : stuck,
	};
}

/** The cursor in front of a file whose download failed in one more poll. */
export function noteFailure(
	cursor: Cursor,
	{ id }: SonarFile,
): Cursor & { stuck: { polls: number } } {
	const { stuck } = cursor;
	return { ...cursor, stuck: { id, polls: (stuck?.id === id ? stuck.polls : 0) + 1 } };
}

/** In milliseconds. Uploads may end in another order than they began, but not so far apart. */
const MARGIN = 10 * 60_000;

/**
 * Whether Sonar's ids went back, as after a restored database: its newest file was created long after
 * the cursor's last file, but has a smaller id. If only the last file was deleted, the newest one is
 * older.
 */
export function isBehind({ lastId, lastCreatedAt }: Cursor, newest: SonarFile): boolean {
	const later = Date.parse(newest.created_at ?? '') - Date.parse(lastCreatedAt ?? '');
	return compareIds(newest.id, lastId) < 0 && later > MARGIN;
}

/** The cursor in front of a file. */
export function buildCursorBefore({ instance, lastCreatedAt }: Cursor, { id }: SonarFile): Cursor {
	return { ...buildCursor(instance), lastId: (BigInt(id) - 1n).toString(), lastCreatedAt };
}
