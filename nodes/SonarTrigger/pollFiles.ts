import type { INodeExecutionData } from 'n8n-workflow';

import {
	fetchFirstSince,
	fetchNewFiles,
	type FilesWanted,
	type NewFiles,
} from '../shared/sonar/files/fetchNewFiles';
import { compareIds, type SonarFile } from '../shared/sonar/files/file';
import { sortById, type FilePart } from '../shared/sonar/files/filePage';
import { clock } from '../shared/sonar/http/clock';
import type { SonarClient } from '../shared/sonar/http/SonarClient';
import { attempt } from '../shared/sonar/outcome';
import { buildCursorBefore, isBehind, passLook, type Cursor } from './cursor';
import { closeGaps } from './gaps';
import { giveOut, type GiveTask, type Polled } from './giveOut';
import { takeUnlinked, type UnlinkedRange } from './unlinked';

export interface PollTask extends GiveTask {
	client: SonarClient;
	/** Whether the poll may ask for more. */
	mayGoOn: () => boolean;
}

/** What is still to be asked for in this poll, beside the new files. Once is enough. */
interface Awaited extends Pick<FilesWanted, 'gaps' | 'newest'> {
	/** Whether there are files left that may be linked now. They come before the new ones. */
	unlinked: boolean;
}

/** What one page gave. */
interface PolledPage extends Polled {
	/** Nothing if the rest must wait for the next poll, or if there is no rest. */
	next?: Awaited;
}

/** So that one execution does not get all files of a migration. */
const FILES_PER_POLL = 1000;
/** How many ranges of unlinked files a request may ask for. */
const RANGES_PER_REQUEST = 100;

/**
 * Gives the files that are new since the cursor, and the cursor behind them. If something fails after
 * the cursor has moved, the rest is left to the next poll: n8n may keep the cursor only if the poll does
 * not throw (N8N_POLLER_DURABLE_CURSORS_ENABLED).
 *
 * @throws SonarError if Sonar gives nothing at all
 */
export async function pollFiles(task: PollTask, kept: Cursor): Promise<Polled> {
	const waitsForTypes = task.filter.types.length > 0;
	const start: Cursor = waitsForTypes ? kept : { ...kept, unlinked: [], look: undefined };
	let cursor = start;
	const items: INodeExecutionData[] = [];
	let next: Awaited | undefined = buildAwaited(start);
	while (next) {
		const awaited: Awaited = next;
		const page = await attempt(() => pollPage(task, cursor, awaited));
		if (page.status === 'failed') {
			if (JSON.stringify(cursor) === JSON.stringify(start)) throw page.error;
			task.warn(`Sonar Trigger leaves the rest to the next poll: ${page.error.message}`);
			break;
		}
		({ cursor, next } = page.value);
		items.push(...page.value.items);
		if (items.length >= FILES_PER_POLL || !task.mayGoOn()) break;
	}
	return withHint(items, cursor);
}

function buildAwaited({ gaps, unlinked }: Cursor): Awaited {
	return { gaps: gaps.map(({ id }) => id), unlinked: unlinked.length > 0, newest: true };
}

/** The first item of all says what has to be said. */
function withHint([first, ...others]: INodeExecutionData[], cursor: Cursor): Polled {
	const { hint } = cursor;
	if (!first) return { items: [], cursor };
	const json = hint === undefined ? first.json : { ...first.json, hint };
	return { items: [{ ...first, json }, ...others], cursor: { ...cursor, hint: undefined } };
}

/** One page of files, from the request to the items. */
async function pollPage(task: PollTask, start: Cursor, awaited: Awaited): Promise<PolledPage> {
	const now = clock.now();
	const { lastId, look: { behind, since } = { behind: '0', since: now } } = start;
	const ranges = awaited.unlinked ? takeUnlinked(start.unlinked, behind, RANGES_PER_REQUEST) : [];
	const found = await fetchNewFiles(task.client, { ...awaited, lastId, unlinked: ranges });
	const { late, newest } = found;
	if (newest && isBehind(start, newest)) return await restart(task, start, newest);
	const look = awaited.unlinked ? readLook(task, found, { ranges, all: start.unlinked }) : NO_LOOK;
	const older = [...late.files, ...look.linked];
	const seen = sortById([...new Map(older.map((file) => [file.id, file])).values()]);
	if (look.end === undefined) seen.push(...readPage(task, found));
	// A page that is cut says nothing about the gaps behind it.
	const gaps = late.hasMore
		? start.gaps
		: closeGaps(start.gaps, { looked: awaited.gaps, come: late.files, now });
	const { items, cursor, rest } = await giveOut(task, { ...start, gaps }, seen);
	if (rest === 'later') return { items, cursor };
	if (rest === 'now') {
		return { items, cursor, next: { ...buildAwaited(cursor), unlinked: awaited.unlinked } };
	}
	const hasMore = look.end !== undefined || found.hasMore;
	return {
		items,
		cursor: look.isTold ? passLook(cursor, { since, behind: look.end }) : cursor,
		next: hasMore ? { gaps: [], unlinked: look.end !== undefined, newest: false } : undefined,
	};
}

/** The files of a page of the new files. */
function readPage({ warn }: PollTask, { files, unreadable }: FilePart): SonarFile[] {
	if (unreadable > 0) {
		warn(
			`Sonar Trigger leaves out ${unreadable} of the files that Sonar lists, because it gives no id for them`,
		);
	}
	return files;
}

/** What ranges of unlinked files have come to. */
interface Looked {
	/** The files that are linked now. */
	linked: SonarFile[];
	/** The ID up to which this is known, if there may be more of them behind it. */
	end?: string;
	/** Whether Sonar was asked and has answered. */
	isTold: boolean;
}

const NO_LOOK: Looked = { linked: [], isTold: false };

function readLook(
	{ warn }: PollTask,
	{ linked }: NewFiles,
	{ ranges, all }: Record<'ranges' | 'all', readonly UnlinkedRange[]>,
): Looked {
	if (linked.status === 'failed') {
		warn(
			`Sonar Trigger looks at the next poll for files that were linked after their upload: ${linked.error.message}`,
		);
		return NO_LOOK;
	}
	const { files, hasMore } = linked.value;
	const last = ranges.at(-1)?.last;
	return {
		linked: files.filter((file) => file.fileable_type !== null),
		end: hasMore ? files.at(-1)!.id : last === all.at(-1)?.last ? undefined : last,
		isTold: true,
	};
}

/** Goes on with the files that were created since the cursor's last one. */
async function restart(
	{ client, warn }: PollTask,
	cursor: Cursor,
	newest: SonarFile,
): Promise<PolledPage> {
	const since = await fetchFirstSince(client, cursor.lastCreatedAt!);
	const first = since && compareIds(since.id, newest.id) < 0 ? since : newest;
	const hint = `The IDs of Sonar’s files went back from ${cursor.lastId} to ${newest.id}, as after a restored database. Sonar Trigger goes on with file ${first.id}, the first that was created since. Check whether it triggered before.`;
	warn(hint);
	const restarted = buildCursorBefore(cursor, first, hint);
	return { items: [], cursor: restarted, next: buildAwaited(restarted) };
}
