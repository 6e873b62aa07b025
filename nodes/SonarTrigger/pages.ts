import type { INodeExecutionData } from 'n8n-workflow';

import {
	fetchFirstSince,
	fetchNewFiles,
	type FilesWanted,
	type NewFiles,
} from '../shared/sonar/files/fetchNewFiles';
import type { SonarFile } from '../shared/sonar/files/file';
import { compareIds } from '../shared/sonar/ids';
import { sortById, type FilePart } from '../shared/sonar/files/filePage';
import { clock } from '../shared/sonar/http/clock';
import type { SonarClient } from '../shared/sonar/http/SonarClient';
import { attempt } from '../shared/sonar/outcome';
import { buildCursorBefore, closeGaps, isBehind, passLook, type Cursor } from './cursor';
import { giveOut, type GiveTask } from './giveOut';
import { takeUnlinked, type UnlinkedRange } from './unlinked';

export interface PollTask extends GiveTask {
	client: SonarClient;
	/** Whether the poll has time and requests left for another page. */
	mayGoOn: () => boolean;
}

/** The items of a poll, and the cursor that the next poll starts from. */
export interface Polled {
	items: INodeExecutionData[];
	cursor: Cursor;
}

/** What the next page asks for beside the new files. */
interface PageRequest extends Pick<FilesWanted, 'gaps' | 'newest'> {
	/** Whether unlinked files are still to be looked through. They come before the new ones. */
	unlinked: boolean;
}

interface PolledPage extends Polled {
	/** Undefined if nothing is left, or the rest must wait for the next poll. */
	next?: PageRequest;
}

/** So that a migration does not end up in a single execution. */
const FILES_PER_POLL = 1000;
/** Ranges of unlinked files in one request. */
const RANGES_PER_REQUEST = 100;

/**
 * Gives the new files out, page by page. A failure behind the first page leaves the rest to the next poll
 * instead of throwing: n8n may keep the cursor only if the poll succeeds
 * (N8N_POLLER_DURABLE_CURSORS_ENABLED).
 *
 * @throws SonarError if the cursor has not moved
 */
export async function pollPages(task: PollTask, kept: Cursor): Promise<Polled> {
	const waitsForLinks = task.filter.types.length > 0;
	const start: Cursor = waitsForLinks ? kept : { ...kept, unlinked: [], look: undefined };
	let cursor = start;
	const items: INodeExecutionData[] = [];
	let next: PageRequest | undefined = buildFirstRequest(start);
	while (next) {
		const request: PageRequest = next;
		const page = await attempt(() => pollPage(task, cursor, request));
		if (page.status === 'failed') {
			const hasMoved = JSON.stringify(cursor) !== JSON.stringify(start);
			if (!hasMoved) throw page.error;
			task.warn(`leaves the rest to the next poll: ${page.error.message}`);
			break;
		}
		({ cursor, next } = page.value);
		items.push(...page.value.items);
		if (items.length >= FILES_PER_POLL || !task.mayGoOn()) break;
	}
	return withHint(items, cursor);
}

function buildFirstRequest({ gaps, unlinked }: Cursor): PageRequest {
	return { gaps: gaps.map(({ id }) => id), unlinked: unlinked.length > 0, newest: true };
}

/** Moves the cursor's hint to the first item, so that it is shown once. */
function withHint([first, ...others]: INodeExecutionData[], cursor: Cursor): Polled {
	const { hint } = cursor;
	if (!first) return { items: [], cursor };
	const json = hint === undefined ? first.json : { ...first.json, hint };
	return { items: [{ ...first, json }, ...others], cursor: { ...cursor, hint: undefined } };
}

/** @throws SonarError if Sonar does not give the page */
async function pollPage(task: PollTask, start: Cursor, request: PageRequest): Promise<PolledPage> {
	const now = clock.now();
	const { lastId, look: { behind, since } = { behind: '0', since: now } } = start;
	const ranges = request.unlinked ? takeUnlinked(start.unlinked, behind, RANGES_PER_REQUEST) : [];
	const found = await fetchNewFiles(task.client, { ...request, lastId, unlinked: ranges });
	const { late, newest } = found;
	if (newest && isBehind(start, newest)) return await startOver(task, start, newest);
	const look = request.unlinked ? readLook(task, found, { ranges, all: start.unlinked }) : NO_LOOK;
	const older = [...late.files, ...look.linked];
	const files = sortById([...new Map(older.map((file) => [file.id, file])).values()]);
	if (look.end === undefined) files.push(...readNewFiles(task, found));
	// If not all late files fit, nothing is known of the gaps behind them.
	const gaps = late.hasMore
		? start.gaps
		: closeGaps(start.gaps, { looked: request.gaps, come: late.files, now });
	const { items, cursor, rest } = await giveOut(task, { ...start, gaps }, files);
	if (rest === 'nextPoll') return { items, cursor };
	if (rest === 'thisPoll') {
		return { items, cursor, next: { ...buildFirstRequest(cursor), unlinked: request.unlinked } };
	}
	const hasMore = look.end !== undefined || found.hasMore;
	return {
		items,
		cursor: look.isKnown ? passLook(cursor, { since, behind: look.end }) : cursor,
		next: hasMore ? { gaps: [], unlinked: look.end !== undefined, newest: false } : undefined,
	};
}

function readNewFiles({ warn }: PollTask, { files, unreadable }: FilePart): SonarFile[] {
	if (unreadable > 0) {
		warn(`skips ${unreadable} of the files that Sonar lists, because it gives no ID for them`);
	}
	return files;
}

/** What became of the unlinked files in some ranges. */
interface Looked {
	/** The files that are linked now. */
	linked: SonarFile[];
	/** The ID to continue behind. Undefined after the last range. */
	end?: string;
	/** Whether Sonar was asked and has answered. */
	isKnown: boolean;
}

const NO_LOOK: Looked = { linked: [], isKnown: false };

function readLook(
	{ warn }: PollTask,
	{ linked }: NewFiles,
	{ ranges, all }: Record<'ranges' | 'all', readonly UnlinkedRange[]>,
): Looked {
	if (linked.status === 'failed') {
		warn(
			`looks again at the next poll for files that were linked after their upload: ${linked.error.message}`,
		);
		return NO_LOOK;
	}
	const { files, hasMore } = linked.value;
	const last = ranges.at(-1)?.last;
	return {
		linked: files.filter((file) => file.fileable_type !== null),
		end: hasMore ? files.at(-1)!.id : last === all.at(-1)?.last ? undefined : last,
		isKnown: true,
	};
}

/** Moves the cursor before the first file that Sonar created since its IDs went back. */
async function startOver(
	{ client, warn }: PollTask,
	cursor: Cursor,
	newest: SonarFile,
): Promise<PolledPage> {
	const since = await fetchFirstSince(client, cursor.lastCreatedAt!);
	const first = since && compareIds(since.id, newest.id) < 0 ? since : newest;
	const hint = `The IDs of Sonar’s files went back from ${cursor.lastId} to ${newest.id}, as after a restored database. The trigger goes on with file ${first.id}, the first that was created since. Check whether it triggered before.`;
	warn(hint);
	const restarted = buildCursorBefore(cursor, first, hint);
	return { items: [], cursor: restarted, next: buildFirstRequest(restarted) };
}
