import { fetchFiles } from '../files/fetchFiles';
import type { SonarFile } from '../files/file';
import type { SonarClient } from '../http/SonarClient';
import { done, failed, type Outcome, type Outcomes, type Result } from '../outcome';
import { SonarError } from '../SonarError';

interface WithFileIds {
	fileIds: readonly string[];
}

/** Something to save with files that were uploaded before and are linked to nothing. */
export interface WithFreeFiles {
	freeFiles: readonly SonarFile[];
}

/**
 * Checks files that were uploaded before. A file can be linked only once, so an input fails if its file
 * is linked already or wanted by an earlier input. Later, a link to such a file can only be ours.
 */
export async function checkFiles<Input extends WithFileIds>(
	client: SonarClient,
	inputs: readonly Input[],
): Promise<Outcomes<Input, Input & WithFreeFiles>> {
	const found = await fetchFiles(
		client,
		inputs.flatMap(({ fileIds }) => fileIds),
	);
	const taken = new Set<string>();
	return new Map(
		inputs.map((input): [Input, Outcome<Input & WithFreeFiles>] => {
			const { fileIds } = input;
			const files = fileIds.map((id, index) =>
				toFree(id, found.get(id)!, taken.has(id) || fileIds.indexOf(id) < index),
			);
			const wrong = files.find((file) => file.status === 'failed');
			if (wrong?.status === 'failed') return [input, wrong];
			// Only now: an input that fails needs no file.
			for (const id of fileIds) taken.add(id);
			const freeFiles = files.flatMap((file) => (file.status === 'done' ? [file.value] : []));
			return [input, done({ ...input, freeFiles })];
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
