import { parsePage, selectPage, type Page } from '../graphql/connection';
import { buildStep, type Listing, type Step } from '../graphql/Listing';
import { PagedList } from '../graphql/PagedList';
import { buildQuery, type Arguments, type Selection } from '../graphql/rootField';
import {
	parseFile,
	pickFields,
	readTypeRefusal,
	type Entity,
	type FileField,
	type SonarFile,
} from './file';
import { buildFileSearch, type FileQuery } from './fileQuery';
import { sortFiles } from './sortFiles';

/** The result of a query. */
export interface FoundFiles {
	files: SonarFile[];
	/** Whether the query's limit leaves files out. */
	isCut: boolean;
	/** Whether Sonar gives not all of its files. */
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

	/** Also the attribute that the files are sorted by, in case they have to be sorted here. */
	private readonly asked: readonly FileField[];

	constructor(
		private readonly query: FileQuery,
		private readonly options: FileListOptions,
	) {
		const { limit, sort } = query;
		const { pageSize } = options;
		const search = buildFileSearch(query);
		this.asked = [...new Set([...options.fields, sort.attribute])];
		const arrange = (files: readonly SonarFile[]) => sortFiles(files, sort);
		this.pages = new PagedList({ what: 'files', search, sort, arrange, limit, pageSize });
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
		return selectPage<'FileConnection'>(this.asked, this.pages.withPageInfo);
	}

	parse(value: unknown): Page<SonarFile> {
		return parsePage(value, 'files', (entity) => parseFile(entity, this.asked));
	}

	build(): FoundFiles {
		const { entities, isCut } = this.pages;
		const files = entities.map((file) => pickFields(file, this.options.fields));
		return { ...buildFoundFiles(this.query, [this.pages], files), isCut };
	}
}

/**
 * The result of a query, made from its lists.
 *
 * @throws SonarError if all files are wanted, and Sonar gives not all of them
 */
export function buildFoundFiles(
	{ limit }: FileQuery,
	lists: ReadonlyArray<PagedList<{ id: string }>>,
	files: SonarFile[],
): Omit<FoundFiles, 'isCut'> {
	const short = lists.find(({ shortage }) => shortage);
	if (short?.shortage && limit === Infinity) throw short.shortage;
	return { files: files.slice(0, limit), isShort: short !== undefined };
}
