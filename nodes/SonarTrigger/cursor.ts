import type { IDataObject } from 'n8n-workflow';

import { compareIds, type SonarFile } from '../shared/sonar/files/file';
import { isRecord } from '../shared/sonar/guards';
import { addGaps, type Gap } from './gaps';
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
	/** The instance that gave the ids. */
	instance: string;
	/** Every file up to this id was given out, or did not match. */
	lastId: string;
	/** The creation time of the newest file so far, as Sonar gives it. Unknown before the first file. */
	lastCreatedAt?: string;
	/** Files that will match if they are linked to one of the types that the trigger waits for. */
	unlinked: readonly UnlinkedRange[];
	/** A look for those that are linked now, which the next poll continues. */
	look?: Look;
	/** Ids that Sonar did not show, below the last one. */
	gaps: Gap[];
	/** A file that could not be downloaded, and in how many polls in a row. */
	stuck?: { id: string; polls: number };
	/** What the next items have to say, once. */
	hint?: string;
}

export interface Look {
	/** Behind which id it goes on. */
	behind: string;
	/** When it began, in milliseconds since 1970. */
	since: number;
}

/** A cursor behind a file and all files with smaller ids, or in front of all files. */
export function buildCursor(instance: string, last?: SonarFile): Cursor {
	return {
		instance,
		lastId: last?.id ?? '0',
		lastCreatedAt: last?.created_at ?? undefined,
		unlinked: [],
		gaps: [],
	};
}

/** The cursor as n8n kept it. Undefined before the first poll, and after a change of the instance. */
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
		gaps: Array.isArray(gaps)
			? gaps.filter(isRecord).map(({ id, until }) => ({ id: String(id), until: Number(until) }))
			: [],
		stuck: isRecord(stuck) ? { id: String(stuck.id), polls: Number(stuck.polls) } : undefined,
		hint: typeof hint === 'string' ? hint : undefined,
	};
}

/** The cursor as n8n keeps it. */
export function toData(cursor: Cursor): object {
	const { lastCreatedAt, look, stuck, hint } = cursor;
	// What is undefined must be named, so that it replaces what n8n has.
	return { ...cursor, lastCreatedAt, look, stuck, hint, unlinked: writeUnlinked(cursor.unlinked) };
}

/**
 * The cursor behind a file that was given out, or does not match.
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

/** The cursor after a part of a look, or after the last one, which has nothing behind it. */
export function passLook(
	cursor: Cursor,
	{ since, behind }: Pick<Look, 'since'> & Partial<Look>,
): Cursor {
	if (behind !== undefined) return { ...cursor, look: { since, behind } };
	// A file whose time was over when the look began is not waited for any more.
	const unlinked = cursor.unlinked.filter(({ until }) => until > since);
	return { ...cursor, unlinked, look: undefined };
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

/** The cursor in front of a file with a smaller id, which is new: ids went back. */
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
