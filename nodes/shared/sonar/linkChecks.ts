import type { Entity, SonarFile } from './files';
import { findFiles } from './findFiles';
import { isFailure, type Result } from './result';
import { SonarError } from './SonarError';
import type { SonarSender } from './SonarSender';

/** What a file is linked to tells what became of a link where Sonar's answer to it does not. */

export interface FileOfEntity {
	fileId: string;
	entity: Entity;
}

/** A link that was tried. */
export interface LinkAttempt {
	link: FileOfEntity;
	/** What became of the mutation with all files of the entity. */
	together: Result<true>;
	/** What became of the file in the end. */
	result: Result<true>;
}

/**
 * Says for files that are linked already what they are linked to.
 *
 * @returns what became of each attempt in the end
 */
export async function withPresentEntities(
	sender: SonarSender,
	attempts: readonly LinkAttempt[],
): Promise<Array<Result<true>>> {
	const linked = attempts.filter(({ result }) => isAlreadyLinked(result));
	if (linked.length === 0) return attempts.map(({ result }) => result);
	const files = await findFiles(
		sender,
		linked.map(({ link }) => link.fileId),
	);
	const presents = new Map(linked.map((attempt, index) => [attempt, files[index]!]));
	return attempts.map((attempt) => {
		const { result } = attempt;
		const present = presents.get(attempt);
		if (!isFailure(result) || !present || isFailure(present)) return result;
		if (isOfThisRun(attempt, present.value)) return { value: true };
		const { fileable_type: type, fileable_id: id } = present.value;
		const words = result.error.message.replace(/\.$/, '');
		return { error: new SonarError(`${words}. It is linked to ${type} ${id}`, result.error) };
	});
}

/**
 * Whether a mutation of several files that failed has linked this one before it came to the bad one.
 * Had it failed because of this file, it would have said of it what the file alone is answered.
 */
function isOfThisRun({ link, together, result }: LinkAttempt, present: SonarFile): boolean {
	return (
		isFailure(together) &&
		isFailure(result) &&
		together.error.message !== result.error.message &&
		isLinkedTo(present, link.entity)
	);
}

function isLinkedTo(file: SonarFile, { type, id }: Entity): boolean {
	return file.fileable_type === type && file.fileable_id === id;
}

function isAlreadyLinked(result: Result<true>): boolean {
	return isFailure(result) && /already/i.test(result.error.message);
}

/**
 * The schema lets Sonar answer a link with null and without an error: then the files tell.
 *
 * @param groups the links of a mutation each
 * @returns what became of each mutation, at the price of one query for up to 100 files
 */
export async function checkLinked(
	sender: SonarSender,
	groups: ReadonlyArray<readonly FileOfEntity[]>,
): Promise<Array<Result<true>>> {
	const found = await findFiles(
		sender,
		groups.flat().map(({ fileId }) => fileId),
	);
	return groups.map((links) => {
		const files = found.splice(0, links.length);
		const { entity } = links[0]!;
		const areLinked = files.every((file) => !isFailure(file) && isLinkedTo(file.value, entity));
		return areLinked ? { value: true } : notLinked(entity);
	});
}

function notLinked({ type, id }: Entity): Result<true> {
	return {
		error: new SonarError(`Sonar did not link the file to ${type} ${id}`, {
			remedy: 'Check the ids, and that the token’s user may change this entity in Sonar.',
		}),
	};
}
