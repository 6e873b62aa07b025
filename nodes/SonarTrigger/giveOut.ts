import type { INodeExecutionData } from 'n8n-workflow';

import type { SonarFile } from '../shared/sonar/files/file';
import { clock } from '../shared/sonar/http/clock';
import { noteFailure, passFile, type Cursor } from './cursor';
import { buildItemWithoutContent, type Deliver } from './deliver';
import { matches, mayMatch, type FileFilter } from './fileFilter';

export interface GiveTask {
	filter: FileFilter;
	deliver: Deliver;
	warn: (message: string) => void;
}

/** The items of a poll, and the cursor that the next poll starts from. */
export interface Polled {
	items: INodeExecutionData[];
	cursor: Cursor;
}

/** When the files that are left can be given out, if some are left. */
export interface Given extends Polled {
	rest?: 'now' | 'later';
}

/** A file whose download failed in so many polls comes without its content. */
const POLLS_PER_FILE = 3;

/** Gives files out in their order, up to the first failure that may succeed later. */
export async function giveOut(
	task: GiveTask,
	start: Cursor,
	seen: readonly SonarFile[],
): Promise<Given> {
	const { filter, warn } = task;
	const outcomes = await task.deliver(seen.filter((file) => matches(file, filter)));
	const items: INodeExecutionData[] = [];
	let cursor = start;
	for (const file of seen) {
		const outcome = outcomes.get(file);
		if (outcome?.status === 'skipped') return { items, cursor, rest: 'now' };
		if (outcome?.status === 'failed') {
			const { error } = outcome;
			const stuck = noteFailure(cursor, file);
			const isForGood = error.traits.permanent || stuck.stuck.polls >= POLLS_PER_FILE;
			if (!isForGood) {
				warn(`Sonar Trigger tries file ${file.id} again at the next poll: ${error.message}`);
				return { items, cursor: stuck, rest: 'later' };
			}
			items.push(buildItemWithoutContent(file, error));
		}
		if (outcome?.status === 'done') items.push(outcome.value);
		cursor = passFile(cursor, file, { awaitsLink: mayMatch(file, filter), now: clock.now() });
	}
	return { items, cursor };
}
