import { entitiesOf } from './answers';
import { runFields } from './fields';
import type { SonarFile } from './files';
import { isFailure, type Result } from './result';
import { SonarError } from './SonarError';
import type { SonarSender } from './SonarSender';

const IDS_PER_REQUEST = 100;

const FIELDS = 'id filename mime_type file_size_in_bytes fileable_type fileable_id';

/**
 * What Sonar knows of files, by their ids: one request for up to 100 of them. Each id is a field of
 * its own, so that no page size of the server cuts the answer.
 */
export async function findFiles(
	sender: SonarSender,
	ids: readonly string[],
): Promise<Array<Result<SonarFile>>> {
	const distinct = [...new Set(ids)];
	const found = new Map<string, Result<SonarFile>>();
	for (let start = 0; start < distinct.length; start += IDS_PER_REQUEST) {
		const chunk = distinct.slice(start, start + IDS_PER_REQUEST);
		const results = await runFields(sender, {
			operation: 'query',
			fields: chunk.map((id) => () => `files(id: ${id}) { entities { ${FIELDS} } }`),
		});
		chunk.forEach((id, index) => found.set(id, fileOf(id, results[index]!)));
	}
	return ids.map((id) => found.get(id)!);
}

function fileOf(id: string, result: Result<unknown>): Result<SonarFile> {
	if (isFailure(result)) return result;
	const file = entitiesOf(result.value).find((entity) => String(entity.id) === id);
	if (file) return { value: file as unknown as SonarFile };
	return {
		error: new SonarError(`Sonar has no file with the id ${id}`, {
			remedy:
				'Check the file id, and that the token’s user may read this file in Sonar (READ_FILE).',
		}),
	};
}
