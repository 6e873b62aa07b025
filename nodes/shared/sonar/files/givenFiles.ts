import { groupByKey } from '../batch/planning';
import { isAbsent } from '../graphql/askAgain';
import type { SonarClient } from '../http/SonarClient';
import { done, type Outcomes } from '../outcome';
import { fetchFiles } from './fetchFiles';
import type { SonarFile } from './file';
import type { FoundFiles } from './FileList';
import { fileFieldsOf } from './fileQuery';

export interface GivenFile {
	fileId: string;
	/** Whether to leave out fields that only developers use. */
	simplify: boolean;
}

/** Files by their ids, up to 100 in one request. A file that is not there fails on its own. */
export async function fetchGivenFiles<G extends GivenFile>(
	client: SonarClient,
	given: readonly G[],
): Promise<Outcomes<G, FoundFiles>> {
	const outcomes: Outcomes<G, FoundFiles> = new Map();
	for (const alike of groupByKey(given, ({ simplify }) => String(simplify))) {
		const ids = alike.map(({ fileId }) => fileId);
		const files = await fetchFiles(client, ids, isAbsent, fileFieldsOf(alike[0]!));
		for (const one of alike) {
			const file = files.get(one.fileId)!;
			outcomes.set(one, file.status === 'done' ? done(toFound(file.value)) : file);
		}
	}
	return outcomes;
}

function toFound(file: SonarFile): FoundFiles {
	return { files: [file], isLimited: false, isIncomplete: false };
}
