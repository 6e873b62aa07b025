import type { SonarClient } from '../http/SonarClient';
import { done, failed, isUnsure, type Result } from '../outcome';
import { SonarError } from '../SonarError';
import { fetchFiles, isMissing } from './fetchFiles';
import { IDENTIFYING_FIELDS, isLinkedTo, type Entity, type SonarFile } from './file';

/** A file and the entity that it is to be linked to. */
export interface FileOfEntity {
	fileId: string;
	entity: Entity;
}

export type LinkResult = Result<true>;

/**
 * If Sonar's answer does not tell the outcome of a link, the file's own link tells it. The file is
 * looked at for some seconds, since Sonar's lists may lag.
 */
export async function settleLinks<L extends FileOfEntity>(
	client: SonarClient,
	results: Map<L, LinkResult>,
): Promise<Map<L, LinkResult>> {
	const unsure = [...results].filter(([, result]) => isUnsure(result)).map(([link]) => link);
	if (unsure.length === 0) return results;
	const files = await fetchFiles(
		client,
		unsure.map(({ fileId }) => fileId),
		isOpen,
	);
	return new Map(
		[...results].map(([link, result]) => {
			const file = isUnsure(result) ? files.get(link.fileId) : undefined;
			return [link, file ? settle(link, result, file) : result];
		}),
	);
}

/** Whether Sonar does not know the file or its link, which may be because its lists lag. */
function isOpen(file: Result<SonarFile>): boolean {
	return isMissing(file) || (file.status === 'done' && file.value.fileable_type === null);
}

function settle(
	{ fileId, entity }: FileOfEntity,
	result: LinkResult,
	file: Result<SonarFile>,
): LinkResult {
	if (result.status === 'done') return result;
	if (file.status === 'done' && isLinkedTo(file.value, entity)) return done(true);
	const message = `Sonar did not link file ${fileId} to ${entity.type} ${entity.id}`;
	if (file.status === 'done' && file.value.fileable_type !== null) {
		return failed(new SonarError('alreadyLinked', `${message}. ${describeLink(file.value)}`));
	}
	if (file.status === 'failed' && !isMissing(file)) return result;
	// Sonar answered, and seconds later the file is still linked to nothing, or not there at all.
	if (result.error.code !== 'incomplete') return result;
	const reason =
		file.status === 'failed'
			? `: ${file.error.message}`
			: `. Seconds later it is linked to nothing. ${result.error.message}`;
	return failed(new SonarError('notLinked', `${message}${reason}`));
}

function describeLink({ fileable_type: type, fileable_id: id }: SonarFile): string {
	return `It is linked to ${type} ${id}`;
}

/**
 * Names the entities of files that are linked already.
 *
 * Sonar may link some files of a mutation before it fails on another. If the error for all of them
 * differs from the error for only this file, this file was not the cause, so a matching link is ours.
 * If both errors have the same words and name no file, the time of the file's last change tells.
 *
 * @param since when the mutation was sent, in milliseconds by the clock of this machine
 * @param together the results of the mutation with all files of the entity
 * @param singly the results of the links that were tried again one by one
 */
export async function explainLinked<L extends FileOfEntity>(
	client: SonarClient,
	since: number,
	together: Map<L, LinkResult>,
	singly: Map<L, LinkResult>,
): Promise<Map<L, LinkResult>> {
	const results = new Map([...together, ...singly]);
	const linked = [...results].filter(([, result]) => isAlreadyLinked(result)).map(([link]) => link);
	if (linked.length === 0) return results;
	const files = await fetchFiles(
		client,
		linked.map(({ fileId }) => fileId),
		isOpen,
		[...IDENTIFYING_FIELDS, 'updated_at'],
	);
	for (const link of linked) {
		const file = files.get(link.fileId)!;
		if (file.status === 'done') {
			results.set(
				link,
				explain(link, file.value, {
					together: together.get(link)!,
					result: results.get(link)!,
					isNew: client.sonarClock.isSince(file.value.updated_at, since),
				}),
			);
		}
	}
	return results;
}

function isAlreadyLinked(result: LinkResult): boolean {
	return result.status === 'failed' && result.error.code === 'alreadyLinked';
}

interface LinkTries {
	together: LinkResult;
	result: LinkResult;
	/** Whether the file was changed since the first mutation was sent. */
	isNew: boolean;
}

function explain(
	{ fileId, entity }: FileOfEntity,
	file: SonarFile,
	{ together, result, isNew }: LinkTries,
): LinkResult {
	if (together.status === 'done' || result.status === 'done') return result;
	const { message } = result.error;
	const mayBeTheCause = together.error.message === message;
	const isNamed = message.includes(fileId);
	const isOurs = !mayBeTheCause || (together !== result && !isNamed && isNew);
	if (isOurs && isLinkedTo(file, entity)) return done(true);
	if (file.fileable_type === null) return result;
	const words = message.replace(/\.$/, '');
	return failed(new SonarError('alreadyLinked', `${words}. ${describeLink(file)}`));
}
