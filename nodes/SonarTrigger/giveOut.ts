import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { storeBinary } from '../shared/n8n/files';
import { runRequests } from '../shared/sonar/batch/pool';
import { downloadFile } from '../shared/sonar/files/downloadFiles';
import type { SonarFile } from '../shared/sonar/files/file';
import { containsText } from '../shared/sonar/graphql/unicodeForms';
import { clock } from '../shared/sonar/http/clock';
import type { SonarClient } from '../shared/sonar/http/SonarClient';
import { done, type Outcomes } from '../shared/sonar/outcome';
import { noteFailure, passFile, type Cursor } from './cursor';

/** Which files trigger. All conditions must hold. */
export interface FileFilter {
	/** Names in Sonar's enum FileableType. If empty, every file matches, linked or not. */
	types: string[];
	/** Contained in the name, in any case of letters and any Unicode form. */
	filename?: string;
	/** Contained in the MIME type, likewise. */
	mimeType?: string;
}

export function matches(file: SonarFile, filter: FileFilter): boolean {
	const { types } = filter;
	const isOfType = types.length === 0 || types.includes(file.fileable_type ?? '');
	return isOfType && hasText(file, filter);
}

/** Whether an unlinked file will match once it is linked to one of the types. */
export function mayMatch(file: SonarFile, filter: FileFilter): boolean {
	return filter.types.length > 0 && file.fileable_type === null && hasText(file, filter);
}

function hasText(file: SonarFile, { filename = '', mimeType = '' }: FileFilter): boolean {
	return containsText(file.filename, filename) && containsText(file.mime_type, mimeType);
}

/** Makes an item of each file. After a failure, the files behind it may be skipped. */
export type Deliver = (
	files: readonly SonarFile[],
) => Promise<Outcomes<SonarFile, INodeExecutionData>>;

export const describeFiles: Deliver = async (files) =>
	await Promise.resolve(new Map(files.map((file) => [file, done({ json: { ...file } })])));

/** Builds a `Deliver` that downloads each file into a binary field. */
export function buildDownloads(
	context: IPollFunctions,
	client: SonarClient,
	binaryField: string,
): Deliver {
	return async (files) =>
		await runRequests(
			files,
			// In order, so files behind a failed one wait for the next poll. One by one, since n8n cannot
			// take back a stored copy of a file that the poll does not give out.
			{ parallelRequests: 1, stopOnFailure: true },
			{
				inputsOf: (file) => [file],
				unknownOutcome: undefined,
				run: async (file) => {
					const { stored } = await downloadFile(
						client,
						file,
						async (body) => await storeBinary(context, body, file),
					);
					return new Map([[file, done({ json: { ...file }, binary: { [binaryField]: stored } })]]);
				},
			},
		);
}

export interface GiveTask {
	filter: FileFilter;
	deliver: Deliver;
	warn: (message: string) => void;
}

/** The items so far, and the cursor behind them. */
export interface Given {
	items: INodeExecutionData[];
	cursor: Cursor;
	/** When the files that are left can be given out: in this poll, or not before the next one. */
	rest: 'none' | 'thisPoll' | 'nextPoll';
}

/** After so many polls a file that cannot be downloaded comes without its content. */
const POLLS_PER_FILE = 3;

/** Gives files out in order, up to the first download that is worth a retry. */
export async function giveOut(
	{ filter, deliver, warn }: GiveTask,
	start: Cursor,
	files: readonly SonarFile[],
): Promise<Given> {
	const outcomes = await deliver(files.filter((file) => matches(file, filter)));
	const items: INodeExecutionData[] = [];
	let cursor = start;
	for (const file of files) {
		const outcome = outcomes.get(file);
		if (outcome?.status === 'skipped') return { items, cursor, rest: 'thisPoll' };
		if (outcome?.status === 'failed') {
			const { error } = outcome;
			const attempt = noteFailure(cursor, file);
			const isFinal = error.traits.permanent || attempt.polls >= POLLS_PER_FILE;
			if (!isFinal) {
				warn(`retries file ${file.id} at the next poll: ${error.message}`);
				return { items, cursor: attempt.cursor, rest: 'nextPoll' };
			}
			items.push({ json: { ...file, error: error.message } });
		}
		if (outcome?.status === 'done') items.push(outcome.value);
		cursor = passFile(cursor, file, { awaitsLink: mayMatch(file, filter), now: clock.now() });
	}
	return { items, cursor, rest: 'none' };
}
