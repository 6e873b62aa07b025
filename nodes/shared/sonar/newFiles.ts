import { entitiesOf } from './answers';
import { PAGE_INFO, pageOf } from './connection';
import { runFields } from './fields';
import { FILE_FIELDS, type SonarFile } from './files';
import { isFailure, type Result } from './result';
import type { SonarSender } from './SonarSender';

const PAGE_SIZE = 100;

const FIELDS = FILE_FIELDS.join(' ');

export interface NewFiles {
	/** In the order of their ids. */
	files: SonarFile[];
	/** Whether Sonar has more behind them. */
	hasMore: boolean;
	/** What became of the files that were asked for by id; nothing for one that is gone. */
	known: Map<string, SonarFile | undefined>;
}

/**
 * The first page of the files whose ids are above one, and with the same request some files by
 * their ids. What is asked for by id and not by page misses nothing when files come in between;
 * only a file that Sonar shows late, after one with a larger id, is behind what was read already.
 *
 * @throws SonarError where Sonar does not give the page
 */
export async function readFilesAfter(
	sender: SonarSender,
	lastId: string,
	ids: readonly string[],
): Promise<NewFiles> {
	const [after, ...byId] = await runFields(sender, {
		operation: 'query',
		fields: [
			() =>
				`files(search: [{ integer_fields: [{ attribute: "id", search_value: ${lastId}, operator: GT }] }], sorter: [{ attribute: "id", direction: ASC }], paginator: { page: 1, records_per_page: ${PAGE_SIZE} }) { entities { ${FIELDS} } ${PAGE_INFO} }`,
			...ids.map((id) => () => `files(id: ${id}) { entities { ${FIELDS} } }`),
		],
	});
	const { entities, totalPages } = pageOf(valueOf(after!), 'files');
	const files = inOrder(entities as unknown as SonarFile[]).filter(
		({ id }) => BigInt(id) > BigInt(lastId),
	);
	return {
		files,
		hasMore: files.length > 0 && totalPages > 1,
		known: new Map(
			byId.flatMap((result, index) =>
				isFailure(result) ? [] : [[ids[index]!, fileIn(result.value)]],
			),
		),
	};
}

/**
 * The files with the largest ids, the largest first.
 *
 * @throws SonarError where Sonar does not give them
 */
export async function readNewestFiles(sender: SonarSender, count: number): Promise<SonarFile[]> {
	const [newest] = await runFields(sender, {
		operation: 'query',
		fields: [
			() =>
				`files(sorter: [{ attribute: "id", direction: DESC }], paginator: { page: 1, records_per_page: ${count} }) { entities { ${FIELDS} } ${PAGE_INFO} }`,
		],
	});
	const { entities } = pageOf(valueOf(newest!), 'files');
	return inOrder(entities as unknown as SonarFile[]).reverse();
}

function valueOf(result: Result<unknown>): unknown {
	if (isFailure(result)) throw result.error;
	return result.value;
}

function fileIn(value: unknown): SonarFile | undefined {
	return entitiesOf(value)[0] as SonarFile | undefined;
}

/** By id, which has 64 bits: a float would round it. */
export function inOrder(files: SonarFile[]): SonarFile[] {
	return [...files].sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
}
