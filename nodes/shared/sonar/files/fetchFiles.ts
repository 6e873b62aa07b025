import { planRequests } from '../batch/planning';
import { askAgain, isAbsent } from '../graphql/askAgain';
import { parsePage, selectPage } from '../graphql/connection';
import { buildQuery, type RootField } from '../graphql/rootField';
import { runQueries } from '../graphql/runFields';
import type { SonarClient } from '../http/SonarClient';
import type { Result } from '../outcome';
import { SonarError } from '../SonarError';
import { IDENTIFYING_FIELDS, parseFile, type FileField, type SonarFile } from './file';

const IDS_PER_REQUEST = 100;

/** A file by its ID. Asked for without a count, since an ID has one file. */
function buildFileQuery(
	id: string,
	fields: readonly FileField[],
): RootField<SonarFile | undefined> {
	return buildQuery('files', {
		args: { id },
		select: selectPage<'FileConnection'>(fields, false),
		parse: (value) => {
			const { entities } = parsePage(value, 'files', (entity) => parseFile(entity, fields));
			return entities.find((file) => file.id === id);
		},
	});
}

/**
 * Sonar's descriptions of files, by their IDs: one request for up to 100 of them. Each ID is a root
 * field of its own, so that no page size of the server cuts the answer.
 */
async function fetchOnce(
	client: SonarClient,
	ids: readonly string[],
	fields: readonly FileField[],
): Promise<Map<string, Result<SonarFile>>> {
	const found = new Map<string, Result<SonarFile>>();
	for (const chunk of planRequests(ids, () => ({ perRequest: IDS_PER_REQUEST }))) {
		const results = await runQueries(client, chunk, (id) => buildFileQuery(id, fields));
		for (const [id, result] of results) found.set(id, toPresent(id, result));
	}
	return found;
}

function toPresent(id: string, result: Result<SonarFile | undefined>): Result<SonarFile> {
	if (result.status === 'failed') return result;
	const { value } = result;
	return value
		? { ...result, value }
		: {
				status: 'failed',
				error: new SonarError('missing', `Sonar has no file with the ID ${id}`),
				effects: [],
			};
}

/**
 * Sonar's descriptions of files, by their IDs.
 *
 * @param isPending whether to ask for a file again, for some seconds, because Sonar's lists may lag. By
 * default, if Sonar does not know the file
 */
export async function fetchFiles(
	client: SonarClient,
	ids: readonly string[],
	isPending: (result: Result<SonarFile>, id: string) => boolean = isAbsent,
	fields: readonly FileField[] = IDENTIFYING_FIELDS,
): Promise<Map<string, Result<SonarFile>>> {
	const ask = async (some: readonly string[]) => await fetchOnce(client, some, fields);
	return await askAgain(client, [...new Set(ids)], ask, isPending);
}
