import { parsePage, selectPage, type Page } from '../graphql/connection';
import { buildStep, type Listing, type Step } from '../graphql/Listing';
import { PagedList } from '../graphql/PagedList';
import { buildQuery, type Arguments, type Selection } from '../graphql/rootField';
import { SonarError } from '../SonarError';
import { parseFile, readTypeRefusal, type Entity, type FileField, type SonarFile } from './file';
import { buildFileSearch, type FileQuery } from './fileQuery';

/** The result of a query. */
export interface FoundFiles {
	files: SonarFile[];
	/** Whether the query's limit leaves files out. */
	isCut: boolean;
	/** Whether Sonar gave fewer files than it counts. */
	isShort: boolean;
}

export interface FileListOptions {
	/** The entity that has the files. Absent for all files. */
	owner?: Entity;
	pageSize: number;
	fields: readonly FileField[];
}

/** One list of files on its way through its pages. */
export class FileList implements Listing<FoundFiles> {
	readonly pages: PagedList<SonarFile>;

	constructor(
		private readonly query: FileQuery,
		private readonly options: FileListOptions,
	) {
		const { limit, sort } = query;
		const { pageSize } = options;
		const search = buildFileSearch(query);
		this.pages = new PagedList({ what: 'files', search, sort, limit, pageSize });
	}

	nextSteps(): Step[] {
		if (this.pages.isDone) return [];
		const { owner } = this.options;
		const field = buildQuery('files', {
			args: {
				...(owner ? { fileable_type: owner.type, fileable_id: owner.id } : {}),
				...this.pages.nextArguments(),
			},
			select: this.selection,
			parse: (value) => this.parse(value),
			readRefusal: readTypeRefusal,
		});
		const { pages } = this;
		return [
			buildStep(
				field,
				(page) => pages.take(page),
				(error) => pages.adapt(error),
			),
		];
	}

	/** The next page as a field of the owner itself. */
	get nextArguments(): Arguments<'Ticket', 'files'> {
		return this.pages.nextArguments();
	}

	get selection(): Selection<'FileConnection'> {
		return selectPage<'FileConnection'>(this.options.fields, this.pages.withPageInfo);
	}

	parse(value: unknown): Page<SonarFile> {
		return parsePage(value, 'files', (entity) => parseFile(entity, this.options.fields));
	}

	build(): FoundFiles {
		const { entities, isCut } = this.pages;
		return { ...buildFoundFiles(this.query, [this.pages], entities), isCut };
	}
}

/**
 * The result of a query, made from its lists.
 *
 * @throws SonarError if all files are wanted, and Sonar gave fewer than it counts
 */
export function buildFoundFiles(
	{ limit }: FileQuery,
	lists: ReadonlyArray<PagedList<{ id: string }>>,
	files: SonarFile[],
): Omit<FoundFiles, 'isCut'> {
	const isShort = lists.some((list) => list.isShort);
	if (isShort && limit === Infinity) {
		throw new SonarError('unstable', 'Sonar gave fewer files than it counts in this list');
	}
	return { files: files.slice(0, limit), isShort };
}
