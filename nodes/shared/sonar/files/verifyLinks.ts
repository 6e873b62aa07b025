import { isAbsent } from '../graphql/askAgain';
import type { SonarClient } from '../http/SonarClient';
import { done, failed, type Result } from '../outcome';
import { SonarError } from '../SonarError';
import { fetchFiles } from './fetchFiles';
import { IDENTIFYING_FIELDS, isLinkedTo, isUnlinked, type Entity, type SonarFile } from './file';
import type { FileCheck } from './verifyByFile';

/** A file and the entity to link it to. */
export interface FileOfEntity {
	fileId: string;
	entity: Entity;
}

export type LinkResult = Result<true>;

/** A file shows by its own link whether it was linked. */
export const LINK_CHECK: FileCheck<FileOfEntity, true> = {
	fields: IDENTIFYING_FIELDS,
	outcomeOf: (link, file) => {
		if (file.status === 'failed' || isUnlinked(file.value)) return undefined;
		if (isLinkedTo(file.value, link.entity)) return done(true);
		const message = `${describeFailure(link)}. ${describeLink(file.value)}`;
		return failed(new SonarError('alreadyLinked', message));
	},
	whenUnsettled: (link, error, file) => {
		const reason =
			file.status === 'failed'
				? `: ${file.error.message}`
				: `. Seconds later it is linked to nothing. ${error.message}`;
		return new SonarError('notLinked', `${describeFailure(link)}${reason}`);
	},
};

function describeFailure({ fileId, entity }: FileOfEntity): string {
	return `Sonar did not link file ${fileId} to ${entity.type} ${entity.id}`;
}

function describeLink({ fileable_type: type, fileable_id: id }: SonarFile): string {
	return `It is linked to ${type} ${id}`;
}

/** Whether Sonar does not show a file or its link, perhaps because its lists lag. */
export function isLinkPending(file: Result<SonarFile>): boolean {
	return file.status === 'done' ? isUnlinked(file.value) : isAbsent(file);
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
export async function resolveLinkConflicts<L extends FileOfEntity>(
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
		isLinkPending,
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
	if (isUnlinked(file)) return result;
	const words = message.replace(/\.$/, '');
	return failed(new SonarError('alreadyLinked', `${words}. ${describeLink(file)}`));
}
