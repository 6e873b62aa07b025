import { entitiesOf } from './answers';
import { PAGE_INFO, pageOf } from './connection';
import { runFields } from './fields';
import { FILE_FIELDS, type SonarFile } from './files';
import { isFailure, type Result } from './result';
import type { SonarSender } from './SonarSender';

const PAGE_SIZE = 100;

const FIELDS = FILE_FIELDS.join(' ');

export interface FilesWanted {
	/** All files with larger ids. */
	lastId: string;
	/** Smaller ids, of files that Sonar did not show before. */
	gaps: readonly string[];
	/** Files that are known, to see what became of them. */
	known: readonly string[];
}

export interface NewFiles {
	/** In the order of their ids. */
	files: SonarFile[];
	/** Whether Sonar has more behind them. */
	hasMore: boolean;
	/** What became of the files that are known; nothing for one that is gone. */
	known: Map<string, SonarFile | undefined>;
}

/**
 * The first page of the files that are new, and with the same request what became of others. What is
 * asked for by id and not by page misses nothing when files come in between.
 *
 * @throws SonarError where Sonar does not give the page
 */
export async function readNewFiles(
	sender: SonarSender,
	{ lastId, gaps, known }: FilesWanted,
): Promise<NewFiles> {
	const searches = [searchById(lastId, 'GT'), ...gaps.map((id) => searchById(id, 'EQ'))];
	const [page, ...byId] = await runFields(sender, {
		operation: 'query',
		fields: [
			() =>
				`files(search: [${searches.join(', ')}], sorter: [{ attribute: "id", direction: ASC }], paginator: { page: 1, records_per_page: ${PAGE_SIZE} }) { entities { ${FIELDS} } ${PAGE_INFO} }`,
			...known.map((id) => () => `files(id: ${id}) { entities { ${FIELDS} } }`),
		],
	});
	const { entities, totalPages } = pageOf(valueOf(page!), 'files');
	const files = inOrder(entities as unknown as SonarFile[]).filter(
		({ id }) => BigInt(id) > BigInt(lastId) || gaps.includes(id),
	);
	return {
		files,
		hasMore: files.length > 0 && totalPages > 1,
		known: new Map(
			byId.flatMap((result, index) =>
				isFailure(result) ? [] : [[known[index]!, fileIn(result.value)]],
			),
		),
	};
}

/** Several Searches are alternatives. */
function searchById(id: string, operator: 'EQ' | 'GT'): string {
	return `{ integer_fields: [{ attribute: "id", search_value: ${id}, operator: ${operator} }] }`;
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
