import type { INodeExecutionData } from 'n8n-workflow';

import { fetchNewFiles, sortById, type FilesWanted } from '../shared/sonar/files/fetchNewFiles';
import type { SonarFile } from '../shared/sonar/files/file';
import { clock } from '../shared/sonar/http/clock';
import type { SonarClient } from '../shared/sonar/http/SonarClient';
import { attempt } from '../shared/sonar/outcome';
import { SonarError } from '../shared/sonar/SonarError';
import { isBehind, noteFailure, passFile, type Cursor } from './cursor';
import { buildItemWithoutContent, type Deliver } from './deliver';
import { matches, type FileFilter } from './fileFilter';
import { closeGaps } from './gaps';

export interface PollTask {
	client: SonarClient;
	filter: FileFilter;
	deliver: Deliver;
	/** Whether the poll may ask for more. */
	hasTime: () => boolean;
	warn: (message: string) => void;
}

/** The items of a poll, and the cursor that the next poll starts from. */
export interface Polled {
	items: INodeExecutionData[];
	cursor: Cursor;
}

/** The same for one page, and whether there may be more now. */
interface PolledPage extends Polled {
	hasMore: boolean;
}

/** Files to ask for beside the files behind the cursor. Once in a poll is enough. */
type Awaited = Pick<FilesWanted, 'gaps' | 'known'>;

/** So that one execution does not get all files of a migration. */
const FILES_PER_POLL = 1000;
/** A file that is linked later than a day after its upload belongs to no email or form. */
const WAIT_FOR_LINK = 24 * 60 * 60 * 1000;
/** A file whose download failed in so many polls comes without its content. */
const POLLS_PER_FILE = 3;

/**
 * Gives the files that are new since the cursor, and the cursor behind them. If something fails after
 * some files were found, the rest is left to the next poll.
 *
 * @throws SonarError if Sonar gives nothing at all, with the code `restored` if its ids went back
 */
export async function pollFiles(task: PollTask, start: Cursor): Promise<Polled> {
	const waitsForTypes = task.filter.types.length > 0;
	let cursor: Cursor = { ...start, unlinked: waitsForTypes ? start.unlinked : [] };
	let awaited: Awaited = { known: cursor.unlinked, gaps: cursor.gaps.map(({ id }) => id) };
	const items: INodeExecutionData[] = [];
	for (let hasMore = true; hasMore;) {
		const page = await attempt(() => pollPage(task, cursor, awaited));
		if (page.status === 'failed') {
			if (items.length === 0) throw page.error;
			task.warn(`Sonar Trigger leaves the rest to the next poll: ${page.error.message}`);
			break;
		}
		({ cursor } = page.value);
		items.push(...page.value.items);
		awaited = { gaps: [], known: [] };
		hasMore = page.value.hasMore && items.length < FILES_PER_POLL && task.hasTime();
	}
	return { items, cursor };
}

/** One page of files, from the request to the items. */
async function pollPage(task: PollTask, start: Cursor, awaited: Awaited): Promise<PolledPage> {
	const now = clock.now();
	const found = await fetchNewFiles(task.client, { lastId: start.lastId, ...awaited });
	const { late, known, files, newest } = found;
	if (newest && isBehind(start, newest)) {
		throw new SonarError(
			'restored',
			`The IDs of Sonar’s files went back from ${start.lastId} to ${newest.id}, as after a restored database`,
		);
	}
	if (found.unreadable > 0) {
		task.warn(
			`Sonar Trigger leaves out ${found.unreadable} of the files that Sonar lists, because it gives no id for them`,
		);
	}
	const cursor: Cursor = {
		...start,
		unlinked: start.unlinked.filter((id) => !known.has(id) || isWaitedFor(known.get(id), now)),
		// A page that is cut says nothing about the gaps behind it.
		gaps: late.hasMore
			? start.gaps
			: closeGaps(start.gaps, { looked: awaited.gaps, come: late.files, now }),
	};
	const linked = [...known.values()].filter((file) => file?.fileable_type) as SonarFile[];
	const seen = [...sortById(linked), ...late.files, ...files];
	return { hasMore: found.hasMore, ...(await giveOut(task, cursor, seen)) };
}

/** Whether a file may still wait to be linked. An old or deleted one does not. */
function isWaitedFor(file: SonarFile | undefined, now: number): boolean {
	if (!file) return false;
	return file.fileable_type !== null || Date.parse(String(file.created_at)) > now - WAIT_FOR_LINK;
}

/**
 * Gives files out in their order, up to the first failure that may succeed later. If some are left, it
 * says whether they may succeed now.
 */
async function giveOut(
	task: PollTask,
	start: Cursor,
	seen: readonly SonarFile[],
): Promise<Polled & Partial<PolledPage>> {
	const { filter, warn } = task;
	const outcomes = await task.deliver(seen.filter((file) => matches(file, filter)));
	const items: INodeExecutionData[] = [];
	let cursor = start;
	for (const file of seen) {
		const outcome = outcomes.get(file);
		if (outcome?.status === 'skipped') return { items, cursor, hasMore: true };
		if (outcome?.status === 'failed') {
			const { error } = outcome;
			const stuck = noteFailure(cursor, file);
			const isForGood = error.facts.permanent || stuck.stuck.polls >= POLLS_PER_FILE;
			if (!isForGood) {
				warn(`Sonar Trigger tries file ${file.id} again at the next poll: ${error.message}`);
				return { items, cursor: stuck, hasMore: false };
			}
			items.push(buildItemWithoutContent(file, error));
		}
		if (outcome?.status === 'done') items.push(outcome.value);
		const awaitsLink = filter.types.length > 0 && file.fileable_type === null;
		cursor = passFile(cursor, file, { awaitsLink, now: clock.now() });
	}
	return { items, cursor };
}
