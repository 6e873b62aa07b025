import { entitiesOf } from './answers';
import { PAGE_INFO, pageOf } from './connection';
import { runFields } from './fields';
import { FILE_FIELDS, type SonarFile } from './files';
import { isFailure, resultOf, type Result } from './result';
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

/** A page of files, in the order of their ids. */
export interface FilePart {
	files: SonarFile[];
	/** Whether Sonar has more behind them. */
	hasMore: boolean;
}

export interface NewFiles extends FilePart {
	/** The files of gaps that Sonar shows now; none where it does not answer that. */
	late: FilePart;
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
	// Gaps are a field of their own: where Sonar refuses so long a search, the page comes all the same.
	const [page, ...others] = await runFields(sender, {
		operation: 'query',
		fields: [
			() => pageBy([searchById(lastId, 'GT')]),
			...known.map((id) => () => `files(id: ${id}) { entities { ${FIELDS} } }`),
			...(gaps.length > 0 ? [() => pageBy(gaps.map((id) => searchById(id, 'EQ')))] : []),
		],
	});
	const after = partOf(valueOf(page!), ({ id }) => BigInt(id) > BigInt(lastId));
	return {
		...after,
		late: await lateOf(others[known.length], gaps),
		known: new Map(
			others
				.slice(0, known.length)
				.flatMap((result, index) =>
					isFailure(result) ? [] : [[known[index]!, fileIn(result.value)]],
				),
		),
	};
}

async function lateOf(
	result: Result<unknown> | undefined,
	gaps: readonly string[],
): Promise<FilePart> {
	const none = { files: [], hasMore: false };
	if (!result) return none;
	const part = await resultOf(
		Promise.resolve(result).then((given) => partOf(valueOf(given), ({ id }) => gaps.includes(id))),
	);
	return isFailure(part) ? none : part.value;
}

/** Several Searches are alternatives. */
function pageBy(searches: readonly string[]): string {
	return `files(search: [${searches.join(', ')}], sorter: [{ attribute: "id", direction: ASC }], paginator: { page: 1, records_per_page: ${PAGE_SIZE} }) { entities { ${FIELDS} } ${PAGE_INFO} }`;
}

function searchById(id: string, operator: 'EQ' | 'GT'): string {
	return `{ integer_fields: [{ attribute: "id", search_value: ${id}, operator: ${operator} }] }`;
}

/** A page without what was not asked for. */
function partOf(value: unknown, isWanted: (file: SonarFile) => boolean): FilePart {
	const { entities, totalPages } = pageOf(value, 'files');
	const files = inOrder(entities as unknown as SonarFile[]).filter(isWanted);
	return { files, hasMore: files.length > 0 && totalPages > 1 };
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
