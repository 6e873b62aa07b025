import { pageOf, Paging } from './connection';
import type { DeclareVariable, WriteField } from './fields';
import { fieldsOf, writeFiles, type FileQuery } from './fileQuery';
import type { Entity, SonarFile } from './files';

/** What a query asks Sonar for, round by round, until it has its files. */
export interface Listing {
	readonly isDone: boolean;
	/** The fields to ask for now. */
	nextFields(): WriteField[];
	/**
	 * What Sonar answered to these fields.
	 *
	 * @throws SonarError where that is no list
	 */
	take(values: readonly unknown[]): void;
	/** What was found so far, at most as many as the query's limit. */
	files(): SonarFile[];
	/** Whether the limit leaves files out. */
	isCut(): boolean;
}

export interface FileListOptions {
	/** Whose files; absent for all files. */
	owner?: Entity;
	/** How many a page has at most; Sonar may give less, and its own answer says so. */
	pageSize: number;
	/** By default the fields that the query gives. */
	fields?: readonly string[];
}

/** One list of files on its way through its pages. */
export class FileList implements Listing {
	private readonly paging = new Paging('Files');

	private readonly found = new Map<string, SonarFile>();

	constructor(
		private readonly query: FileQuery,
		private readonly options: FileListOptions,
	) {}

	get isDone(): boolean {
		return this.paging.isDone || this.found.size >= this.query.limit;
	}

	nextFields(): WriteField[] {
		return [(declare) => this.write(declare, this.options.owner)];
	}

	/** The next page as a field of the owner itself. */
	writeWithinOwner(declare: DeclareVariable): string {
		return this.write(declare);
	}

	private write(declare: DeclareVariable, owner?: Entity): string {
		const { pageSize, fields = fieldsOf(this.query) } = this.options;
		const size = Math.min(pageSize, this.query.limit);
		return writeFiles(this.query, { page: this.paging.page, size, fields, owner }, declare);
	}

	/** A file that moves to a later page while they are read comes twice, and counts once. */
	take([value]: readonly unknown[]): void {
		const page = pageOf(value, 'files');
		const before = this.found.size;
		for (const entity of page.entities) {
			this.found.set(String(entity.id), entity as unknown as SonarFile);
		}
		if (!this.paging.took(page, this.found.size > before)) this.found.clear();
	}

	files(): SonarFile[] {
		return [...this.found.values()].slice(0, this.query.limit);
	}

	isCut(): boolean {
		return this.found.size > this.query.limit || !this.paging.isDone;
	}
}
