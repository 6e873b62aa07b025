import { planRequests } from '../batch/planning';
import { runRequests, type Pool } from '../batch/pool';
import { isAbsent } from '../graphql/askAgain';
import { buildMutation, type RootField } from '../graphql/rootField';
import { runMutations } from '../graphql/runFields';
import { isRecord } from '../guards';
import type { SonarClient } from '../http/SonarClient';
import { readErrorMessage } from '../http/errorMessages';
import { done, failed, withEffects, type Outcomes, type Result } from '../outcome';
import { SonarError } from '../SonarError';
import { fetchFiles } from './fetchFiles';
import { describeFile, IDENTIFYING_FIELDS, type SonarFile } from './file';
import { verifyByFile } from './verifyByFile';

export interface Deletion {
	fileId: string;
	/** Whether to delete the file even if it is linked to something. */
	deleteLinked: boolean;
	/** How many files may share a request. */
	entitiesPerRequest: number;
}

/** A file that may be deleted, with all deletions that ask for it. */
interface Target<D extends Deletion> {
	fileId: string;
	file: SonarFile;
	deletions: D[];
}

const UNKNOWN_OUTCOME = 'Whether Sonar deleted the files is unknown';

/**
 * Deletes files, after checking all of them in one go: whether they exist, and what they are linked to.
 * If the node stops on failures, it deletes none unless it may delete all.
 */
export async function deleteFiles<D extends Deletion>(
	client: SonarClient,
	deletions: readonly D[],
	pool: Pool,
): Promise<Outcomes<D, SonarFile>> {
	const { targets, outcomes } = await findTargets(client, deletions);
	if (pool.stopOnFailure && outcomes.size > 0) return outcomes;
	const requests = planRequests(targets, (target) => ({
		perRequest: Math.min(...target.deletions.map((one) => one.entitiesPerRequest)),
	}));
	const tried = await runRequests(requests, pool, {
		inputsOf: (request) => request,
		unknownOutcome: UNKNOWN_OUTCOME,
		run: async (request) => await runRequest(client, request),
	});
	const noted = withEffects(tried, 'deleted', ({ file }) => describeFile(file));
	for (const [target, outcome] of noted) {
		for (const deletion of target.deletions) outcomes.set(deletion, outcome);
	}
	return outcomes;
}

/** The files that may be deleted, each once, and the outcomes of the deletions that are refused. */
async function findTargets<D extends Deletion>(
	client: SonarClient,
	deletions: readonly D[],
): Promise<{ targets: Array<Target<D>>; outcomes: Outcomes<D, SonarFile> }> {
	const files = await fetchFiles(
		client,
		deletions.map(({ fileId }) => fileId),
	);
	const targets = new Map<string, Target<D>>();
	const outcomes: Outcomes<D, SonarFile> = new Map();
	for (const deletion of deletions) {
		const { fileId } = deletion;
		const found = toDeletable(deletion, files.get(fileId)!);
		if (found.status === 'failed') {
			outcomes.set(deletion, found);
			continue;
		}
		const target = targets.get(fileId) ?? { fileId, file: found.value, deletions: [] };
		target.deletions.push(deletion);
		targets.set(fileId, target);
	}
	return { targets: [...targets.values()], outcomes };
}

function toDeletable({ deleteLinked }: Deletion, file: Result<SonarFile>): Result<SonarFile> {
	if (file.status === 'failed' || deleteLinked) return file;
	const { fileable_type: type, fileable_id: id } = file.value;
	if (type === null && id === null) return file;
	const entity = `${type ?? 'something'} ${id ?? ''}`.trimEnd();
	const message = `File ${describeFile(file.value)} is linked to ${entity}, so it was not deleted`;
	return failed(new SonarError('linked', message));
}

async function runRequest<D extends Deletion>(
	client: SonarClient,
	request: ReadonlyArray<Target<D>>,
): Promise<Outcomes<Target<D>, SonarFile>> {
	const results = await runMutations(
		client,
		request,
		({ file }) => buildDeletion(file),
		UNKNOWN_OUTCOME,
	);
	return await verifyByFile(client, results, {
		fields: IDENTIFYING_FIELDS,
		// It was there a moment ago, so it is gone now, not just missing from a list that lags.
		outcomeOf: ({ file }, found) => (isAbsent(found) ? done(file) : undefined),
	});
}

function buildDeletion(file: SonarFile): RootField<SonarFile> {
	return buildMutation('deleteFile', {
		args: { id: file.id },
		select: ['success', 'message'],
		parse: (value) => {
			const { success, message } = isRecord(value) ? value : {};
			if (success === true) return file;
			const what = `file ${describeFile(file)}`;
			if (success !== false) {
				throw new SonarError(
					'incomplete',
					`Sonar’s answer says nothing about the deletion of ${what}`,
				);
			}
			const words = readErrorMessage({ message });
			throw new SonarError(
				'notDeleted',
				`Sonar did not delete ${what}${words ? `: ${words}` : ''}`,
			);
		},
		// "The file is already associated", for example, says that the file stays, not that a value is invalid.
		readRefusal: (words) => (/\balready\b|associated\b/i.test(words) ? 'notDeleted' : undefined),
	});
}
