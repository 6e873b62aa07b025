import { parsePage, selectPage, type Page } from '../graphql/connection';
import { ListQuery } from '../graphql/ListQuery';
import { PagedList } from '../graphql/PagedList';
import type { PageArguments } from '../graphql/paging';
import { buildQuery, type Arguments, type RootField, type Selection } from '../graphql/rootField';
import {
	parseFile,
	pickFields,
	readTypeRefusal,
	type Entity,
	type FileField,
	type SonarFile,
} from './file';
import { buildFileSearch, sortFiles, type FileQuery } from './fileQuery';

export interface FoundFiles {
	files: SonarFile[];
	/** Whether the limit leaves files out. */
	isLimited: boolean;
	/** Whether Sonar gave fewer files than it counts. */
	isIncomplete: boolean;
}

export interface FileListOptions {
	/** The entity that the files are linked to. Undefined for all files. */
	owner?: Entity;
	pageSize: number;
	fields: readonly FileField[];
}

/** One list of files: of an entity, or of all of Sonar. */
export class FileList extends ListQuery<SonarFile, FoundFiles> {
	/** With the attribute to sort by, in case the files have to be sorted here. */
	private readonly selected: readonly FileField[];

	constructor(
		private readonly query: FileQuery,
		private readonly options: FileListOptions,
	) {
		const { limit, sort } = query;
		const { pageSize } = options;
		const search = buildFileSearch(query);
		const arrange = (files: readonly SonarFile[]) => sortFiles(files, sort);
		super(new PagedList({ what: 'files', search, sort, arrange, limit, pageSize }));
		this.selected = [...new Set([...options.fields, sort.attribute])];
	}

	/** Of the next page, as a field of the owner itself. */
	get nextArguments(): Arguments<'Ticket', 'files'> {
		return this.pages.nextArguments();
	}

	get selection(): Selection<'FileConnection'> {
		return selectPage<'FileConnection'>(this.selected, this.pages.withPageInfo);
	}

	parse(value: unknown): Page<SonarFile> {
		return parsePage(value, 'files', (entity) => parseFile(entity, this.selected));
	}

	build(): FoundFiles {
		const { entities, isLimited } = this.pages;
		const files = entities.map((file) => pickFields(file, this.options.fields));
		return { ...buildFoundFiles(this.query, [this.pages], files), isLimited };
	}

	protected buildPage(args: PageArguments): RootField<Page<SonarFile>> {
		const { owner } = this.options;
		return buildQuery('files', {
			args: {
				...(owner ? { fileable_type: owner.type, fileable_id: owner.id } : {}),
				...args,
			},
			select: this.selection,
			parse: (value) => this.parse(value),
			readRefusal: (words) => readTypeRefusal(words, owner?.type),
		});
	}
}

/**
 * The files of one or more lists, up to the limit.
 *
 * @throws SonarError if all files are wanted and Sonar does not give all of them
 */
export function buildFoundFiles(
	{ limit }: FileQuery,
	lists: ReadonlyArray<PagedList<{ id: string }>>,
	files: SonarFile[],
): Omit<FoundFiles, 'isLimited'> {
	const shortage = lists.map((list) => list.shortage).find(Boolean);
	if (shortage && limit === Infinity) throw shortage;
	return { files: files.slice(0, limit), isIncomplete: shortage !== undefined };
}
