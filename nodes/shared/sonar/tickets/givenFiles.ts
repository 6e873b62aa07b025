import { fetchFiles } from '../files/fetchFiles';
import type { SonarFile } from '../files/file';
import type { SonarClient } from '../http/SonarClient';
import { done, failed, type Outcome, type Outcomes, type Result } from '../outcome';
import { SonarError } from '../SonarError';

/** Something to create with files that were uploaded before. */
export interface WithFileIds {
	fileIds: readonly string[];
}

/** The files that were given by their ids, as Sonar describes them. */
export interface WithGivenFiles {
	givenFiles: readonly SonarFile[];
}

/**
 * Looks at files that were uploaded before. Each can be linked only once. If it is linked, or if two
 * inputs want it, its input fails before anything is done. So if a file is linked later, this run has
 * linked it.
 */
export async function checkGivenFiles<D extends WithFileIds>(
	client: SonarClient,
	drafts: readonly D[],
): Promise<Outcomes<D, D & WithGivenFiles>> {
	const found = await fetchFiles(
		client,
		drafts.flatMap(({ fileIds }) => fileIds),
	);
	const taken = new Set<string>();
	return new Map(
		drafts.map((draft): [D, Outcome<D & WithGivenFiles>] => {
			const { fileIds } = draft;
			const files = fileIds.map((id, index) =>
				toFree(id, found.get(id)!, taken.has(id) || fileIds.indexOf(id) < index),
			);
			const wrong = files.find((file) => file.status === 'failed');
			if (wrong?.status === 'failed') return [draft, wrong];
			// Only now: a draft that fails needs no file.
			for (const id of fileIds) taken.add(id);
			const givenFiles = files.flatMap((file) => (file.status === 'done' ? [file.value] : []));
			return [draft, done({ ...draft, givenFiles })];
		}),
	);
}

function toFree(id: string, file: Result<SonarFile>, isTaken: boolean): Result<SonarFile> {
	if (file.status === 'failed') return file;
	const { fileable_type: type, fileable_id: entityId } = file.value;
	if (type !== null) {
		const message = `The file ${id} cannot be attached. It is linked to ${type} ${entityId}`;
		return failed(new SonarError('alreadyLinked', message));
	}
	if (isTaken) {
		const message = `The file ${id} cannot be attached twice. It is given more than once in this run`;
		return failed(new SonarError('alreadyLinked', message));
	}
	return file;
}
