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
 * Decides whether files that Sonar calls linked already were linked by this run, and names the entities
 * of those that were not. Sonar may link some files of a mutation before it fails on another:
 *
 * - tried only once: it was linked before
 * - the group failed with other words: another file was the cause, so a matching link is ours
 * - both failed with the same words, which name this file: it was linked before
 * - both failed with the same words, without a name: ours if the file changed since the mutation was sent
 *
 * @param since when the mutation was sent, in milliseconds by the clock of this machine
 * @param asGroup the results of the mutation with all files of the entity
 * @param oneByOne the results of the links that were tried again alone
 */
export async function resolveLinkConflicts<L extends FileOfEntity>(
	client: SonarClient,
	since: number,
	asGroup: Map<L, LinkResult>,
	oneByOne: Map<L, LinkResult>,
): Promise<Map<L, LinkResult>> {
	const results = new Map([...asGroup, ...oneByOne]);
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
					asGroup: asGroup.get(link)!,
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
	asGroup: LinkResult;
	result: LinkResult;
	/** Whether the file changed since the first mutation was sent. */
	isNew: boolean;
}

function explain(
	{ fileId, entity }: FileOfEntity,
	file: SonarFile,
	{ asGroup, result, isNew }: LinkTries,
): LinkResult {
	if (asGroup.status === 'done' || result.status === 'done') return result;
	const { message } = result.error;
	const mayBeTheCause = asGroup.error.message === message;
	const isNamed = message.includes(fileId);
	const isOurs = !mayBeTheCause || (asGroup !== result && !isNamed && isNew);
	if (isOurs && isLinkedTo(file, entity)) return done(true);
	if (isUnlinked(file)) return result;
	const words = message.replace(/\.$/, '');
	return failed(new SonarError('alreadyLinked', `${words}. ${describeLink(file)}`));
}
