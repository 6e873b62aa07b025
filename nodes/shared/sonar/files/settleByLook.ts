import type { SonarClient } from '../http/SonarClient';
import { failed, isUnsure, type Result } from '../outcome';
import { fetchFiles, isMissing } from './fetchFiles';
import type { FileField, SonarFile } from './file';

/** How a file shows the outcome of a mutation. */
export interface Look<Thing, T> {
	/** The fields of the file that Sonar is asked for. */
	fields: readonly FileField[];
	/** The outcome of a thing as its file shows it. Undefined if the file does not show it. */
	judge: (thing: Thing, file: Result<SonarFile>) => Result<T> | undefined;
}

/**
 * If Sonar's answer does not tell the outcome of a mutation, the file itself tells it. The file is
 * looked at for some seconds, since Sonar's lists may lag.
 */
export async function settleByLook<Thing extends { fileId: string }, T>(
	client: SonarClient,
	results: ReadonlyMap<Thing, Result<T>>,
	{ fields, judge }: Look<Thing, T>,
): Promise<Map<Thing, Result<T>>> {
	const settled = new Map(results);
	const unsure = [...results].filter(([, result]) => isUnsure(result)).map(([thing]) => thing);
	if (unsure.length === 0) return settled;
	const isOpen = (file: Result<SonarFile>, id: string) =>
		(file.status === 'done' || isMissing(file)) &&
		unsure.some((thing) => thing.fileId === id && !judge(thing, file));
	const files = await fetchFiles(
		client,
		unsure.map(({ fileId }) => fileId),
		isOpen,
		fields,
	);
	for (const thing of unsure) {
		const file = files.get(thing.fileId)!;
		settled.set(thing, judge(thing, file) ?? conclude(results.get(thing)!, file));
	}
	return settled;
}

/** If Sonar answered, and seconds later knows no such file, there was nothing that it could change. */
function conclude<T>(result: Result<T>, file: Result<SonarFile>): Result<T> {
	const wasAnswered = result.status === 'failed' && result.error.code === 'incomplete';
	return wasAnswered && file.status === 'failed' && isMissing(file) ? failed(file.error) : result;
}
