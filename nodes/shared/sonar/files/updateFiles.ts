import { groupByKey, planRequests } from '../batch/planning';
import { runRequests, type Pool } from '../batch/pool';
import { buildMutation, type RootField } from '../graphql/rootField';
import { runMutations } from '../graphql/runFields';
import type { SonarClient } from '../http/SonarClient';
import { isRecord } from '../guards';
import { done, withEffects, type Outcomes } from '../outcome';
import { SonarError } from '../SonarError';
import { toComparable } from '../text';
import { describeFile, FILE_FIELDS, parseFile, type SonarFile } from './file';
import { verifyByFile } from './verifyByFile';

/** Changes to a file. Absent fields stay as they are. */
export interface FileChanges {
	/** Empty clears it. */
	description?: string;
	/** Whether to use the image as its entity's primary image. */
	primaryImage?: boolean;
}

export interface Update {
	fileId: string;
	changes: FileChanges;
	/** How many files may share a request. */
	entitiesPerRequest: number;
}

export interface UpdatedFile {
	/** The file as Sonar gives it now. */
	file: SonarFile;
	/** Whether it has the requested values. */
	isAsRequested: boolean;
}

const UNKNOWN_OUTCOME = 'Whether Sonar updated the files is unknown';

/**
 * Updates files, several in one request. All updates of a file share a request, whose fields Sonar
 * executes in order, so that the last one wins.
 */
export async function updateFiles<U extends Update>(
	client: SonarClient,
	updates: readonly U[],
	pool: Pool,
): Promise<Outcomes<U, UpdatedFile>> {
	const requests = planRequests(
		groupByKey(updates, ({ fileId }) => fileId),
		(group) => ({ perRequest: Math.min(...group.map((one) => one.entitiesPerRequest)) }),
	);
	const outcomes = await runRequests(requests, pool, {
		inputsOf: (request) => request.flat(),
		unknownOutcome: UNKNOWN_OUTCOME,
		run: async (request) => await runRequest(client, request.flat()),
	});
	return withEffects(outcomes, 'updated', ({ fileId }, updated) =>
		updated ? describeFile(updated.file) : fileId,
	);
}

async function runRequest<U extends Update>(
	client: SonarClient,
	request: readonly U[],
): Promise<Outcomes<U, UpdatedFile>> {
	const results = await runMutations(client, request, buildUpdate, UNKNOWN_OUTCOME);
	return await verifyByFile(client, results, {
		fields: FILE_FIELDS,
		outcomeOf: ({ changes }, found) =>
			found.status === 'done' && isAsRequested(found.value, changes)
				? done({ file: found.value, isAsRequested: true })
				: undefined,
	});
}

function buildUpdate({ fileId, changes }: Update): RootField<UpdatedFile> {
	const { description, primaryImage } = changes;
	return buildMutation('updateFile', {
		args: {
			id: fileId,
			input: {
				...(description === '' ? { unset_description: true } : {}),
				...(description ? { description } : {}),
				...(primaryImage === undefined ? {} : { primary_image: primaryImage }),
			},
		},
		select: FILE_FIELDS,
		parse: (value) => {
			const file = isRecord(value) ? parseFile(value, FILE_FIELDS) : undefined;
			if (file?.id === fileId) return { file, isAsRequested: isAsRequested(file, changes) };
			throw new SonarError(
				'incomplete',
				`Sonar’s answer says nothing about the update of file ${fileId}`,
			);
		},
	});
}

function isAsRequested(file: SonarFile, { description, primaryImage }: FileChanges): boolean {
	const hasDescription =
		description === undefined || toComparable(file.description ?? '') === toComparable(description);
	return hasDescription && (primaryImage === undefined || file.primary_image === primaryImage);
}
