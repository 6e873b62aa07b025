import type { INodeExecutionData } from 'n8n-workflow';

import { clock } from '../shared/sonar/clock';
import type { SonarFile } from '../shared/sonar/files';
import { inOrder, readNewFiles, type FilesWanted } from '../shared/sonar/newFiles';
import { isFailure, resultOf } from '../shared/sonar/result';
import type { SonarError } from '../shared/sonar/SonarError';
import type { SonarSender } from '../shared/sonar/SonarSender';
import type { Cursor } from './cursor';
import { matches, type FileFilter } from './fileFilter';
import { addGaps, closeGaps } from './gaps';

export interface Delivery {
	/** Of the files in their order, as far as none failed. */
	items: INodeExecutionData[];
	/** Why the file after these failed, though it may succeed later. */
	failure?: SonarError;
}

export interface PollTask {
	sender: SonarSender;
	filter: FileFilter;
	/** Makes the items of files. */
	deliver(files: SonarFile[]): Promise<Delivery>;
	/** Whether the poll may ask for more. */
	hasTime(): boolean;
	warn(message: string): void;
}

const FILES_PER_POLL = 1000;
const MOST_UNLINKED = 100;
const WAIT_FOR_LINK = 24 * 60 * 60 * 1000;
/** A file whose download failed in so many polls comes without its content. */
const POLLS_PER_FILE = 3;

/**
 * Gives the files that are new since the cursor, and the cursor behind them. What fails after some
 * files were found is left to the next poll.
 *
 * @throws SonarError where Sonar gives nothing at all
 */
export async function pollFiles(
	task: PollTask,
	start: Cursor,
): Promise<{ items: INodeExecutionData[]; cursor: Cursor }> {
	const poll = new Poll(task, start);
	do {
		const step = await resultOf(poll.step());
		if (!isFailure(step)) continue;
		if (poll.items.length === 0) throw step.error;
		task.warn(`Sonar Trigger leaves the rest to the next poll: ${step.error.message}`);
		break;
	} while (poll.hasMore && poll.items.length < FILES_PER_POLL && task.hasTime());
	return poll;
}

class Poll {
	readonly items: INodeExecutionData[] = [];

	readonly cursor: Cursor;

	hasMore = true;

	/** What to ask for beside the files behind the cursor; once in a poll is enough. */
	private awaited: Pick<FilesWanted, 'gaps' | 'known'>;

	constructor(
		private readonly task: PollTask,
		start: Cursor,
	) {
		this.cursor = { ...start };
		if (task.filter.types.length === 0) this.cursor.unlinked = [];
		const { unlinked: known, gaps } = this.cursor;
		this.awaited = { known, gaps: gaps.map(({ id }) => id) };
	}

	/** One page of files, from the request to the items. */
	async step(): Promise<void> {
		const { awaited, cursor, task } = this;
		const { lastId } = cursor;
		const { files, hasMore, late, known } = await readNewFiles(task.sender, { lastId, ...awaited });
		this.awaited = { gaps: [], known: [] };
		// A page that is cut says nothing of the gaps behind it.
		if (!late.hasMore)
			cursor.gaps = closeGaps(cursor.gaps, {
				looked: awaited.gaps,
				come: late.files,
				now: clock.now(),
			});
		const seen = [...this.nowLinked(known), ...late.files, ...files];
		const wanted = seen.filter((file) => matches(file, task.filter));
		const { items, failure } = await task.deliver(wanted);
		const failed = wanted[items.length];
		const stop = failed ? seen.indexOf(failed) : seen.length;
		this.items.push(...items);
		seen.slice(0, stop).forEach((file) => this.pass(file));
		this.hasMore = hasMore;
		if (failed && failure) this.failOn(failed, failure);
		else if (failed) this.hasMore = true;
	}

	/** Of the files that wait to be linked, those that are; it stops waiting for old and gone ones. */
	private nowLinked(known: Map<string, SonarFile | undefined>): SonarFile[] {
		const oldest = clock.now() - WAIT_FOR_LINK;
		const isWaitedFor = (file: SonarFile | undefined) =>
			file && (file.fileable_type !== null || Date.parse(String(file.created_at)) > oldest);
		this.cursor.unlinked = this.cursor.unlinked.filter(
			(id) => !known.has(id) || isWaitedFor(known.get(id)),
		);
		return inOrder([...known.values()].filter((file) => file?.fileable_type) as SonarFile[]);
	}

	private pass(file: SonarFile): void {
		const { cursor, task } = this;
		const { lastId } = cursor;
		cursor.unlinked = cursor.unlinked.filter((id) => id !== file.id);
		cursor.gaps = cursor.gaps.filter(({ id }) => id !== file.id);
		if (cursor.stuck?.id === file.id) cursor.stuck = undefined;
		if (BigInt(file.id) > BigInt(lastId)) {
			cursor.gaps = addGaps(cursor.gaps, { lastId, nextId: file.id }, clock.now());
			cursor.lastId = file.id;
		}
		const mayMatchLater = task.filter.types.length > 0 && file.fileable_type === null;
		if (mayMatchLater) cursor.unlinked = [...cursor.unlinked, file.id].slice(-MOST_UNLINKED);
	}

	private failOn(file: SonarFile, failure: SonarError): void {
		const { stuck } = this.cursor;
		const polls = (stuck?.id === file.id ? stuck.polls : 0) + 1;
		this.cursor.stuck = { id: file.id, polls };
		this.hasMore = polls >= POLLS_PER_FILE;
		if (this.hasMore) {
			this.items.push(withoutContent(file, failure));
			this.pass(file);
		} else {
			this.task.warn(
				`Sonar Trigger tries file ${file.id} again at the next poll: ${failure.message}`,
			);
		}
	}
}

/** The item of a file that could not be downloaded. */
export function withoutContent(file: SonarFile, { message }: SonarError): INodeExecutionData {
	return { json: { ...file, error: message } };
}
