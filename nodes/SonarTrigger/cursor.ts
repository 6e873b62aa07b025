import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../shared/sonar/answers';
import type { Gap } from './gaps';

/** How far the trigger has come; n8n keeps it between polls, and over restarts. */
export interface Cursor {
	/** The instance that the ids are of. */
	instance: string;
	/** Every file up to this id was given out, or did not match. */
	lastId: string;
	/** Files that were linked to nothing yet when they were seen, while the trigger waits for some type. */
	unlinked: string[];
	/** Ids below the last one that Sonar did not show. */
	gaps: Gap[];
	/** The file that could not be downloaded, and in how many polls in a row. */
	stuck?: { id: string; polls: number };
}

/** What n8n kept of a cursor; nothing before the first poll, and after a change of the instance. */
export function readCursor(data: IDataObject, instance: string): Cursor | undefined {
	const { lastId, unlinked, gaps, stuck } = data;
	if (data.instance !== instance || typeof lastId !== 'string') return undefined;
	return {
		instance,
		lastId,
		unlinked: Array.isArray(unlinked) ? unlinked.map(String) : [],
		gaps: Array.isArray(gaps)
			? gaps.filter(isRecord).map(({ id, until }) => ({ id: String(id), until: Number(until) }))
			: [],
		stuck: isRecord(stuck) ? { id: String(stuck.id), polls: Number(stuck.polls) } : undefined,
	};
}

/** Keeps a cursor; what did not change is not written, since n8n stores every change. */
export function writeCursor(data: IDataObject, cursor: Cursor): void {
	for (const [name, value] of Object.entries(cursor) as Array<[string, IDataObject[string]]>) {
		if (JSON.stringify(data[name]) !== JSON.stringify(value)) data[name] = value;
	}
}
