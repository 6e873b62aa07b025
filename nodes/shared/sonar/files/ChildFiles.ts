import { parsePage, selectPage, type Page } from '../graphql/connection';
import { parseWholeNumber } from '../ids';
import type { ListingQuery } from '../graphql/Listing';
import { PagedList } from '../graphql/PagedList';
import type { Relation } from '../graphql/rootField';
import { isRecord } from '../guards';
import type { SonarError } from '../SonarError';
import type { FileField, SonarFile } from './file';
import { FileList } from './FileList';
import type { FileQuery } from './fileQuery';

/** Lists in lists multiply, and Sonar's limit on the complexity of a query is not documented. */
const NESTED_PAGE_SIZE = 25;

/** A reply or a comment with the first page of its files. */
interface Child {
	id: string;
	files: Page<SonarFile>;
}

export type ChildPage = Page<Child>;

/** The replies or the comments of a ticket, each with its files. */
export class ChildFiles {
	readonly pages: PagedList<{ id: string }>;

	private readonly byId = new Map<string, FileList>();

	private readonly template: FileList;

	constructor(
		readonly field: 'ticket_replies' | 'ticket_comments',
		private readonly type: 'TicketReply' | 'TicketComment',
		private readonly query: FileQuery,
		private readonly fields: readonly FileField[],
	) {
		this.pages = new PagedList({
			what: field.replace('_', ' '),
			limit: Infinity,
			pageSize: NESTED_PAGE_SIZE,
		});
		this.template = this.buildList('');
	}

	get isDone(): boolean {
		return this.pages.isDone;
	}

	get lists(): FileList[] {
		return this.pages.entities.map(({ id }) => this.byId.get(id)!);
	}

	/** For the files of the replies or comments so far. */
	nextQueries(): ListingQuery[] {
		return this.lists.flatMap((list) => list.nextQueries());
	}

	buildRelation(): Relation<'Ticket'> {
		const { field, pages, template } = this;
		const args = pages.nextArguments();
		const files = {
			field: 'files',
			args: template.nextArguments,
			select: template.selection,
		} as const;
		// Replies and comments have the same fields here.
		const select = selectPage<'TicketReplyConnection'>(['id', files], pages.withPageInfo);
		return { field, args, select } as Relation<'Ticket'>;
	}

	parse(value: unknown): ChildPage {
		return parsePage(value, this.field.replace('_', ' '), (entity) => {
			const child = isRecord(entity) ? entity : {};
			return {
				id: parseWholeNumber(child.id, 'the ID of a reply or comment'),
				files: this.template.parse(child.files),
			};
		});
	}

	addPage(page: ChildPage): void {
		this.pages.addPage(page);
		for (const { id, files } of page.entities) {
			if (this.byId.has(id)) continue;
			const list = this.buildList(id);
			list.pages.addPage(files);
			this.byId.set(id, list);
		}
	}

	/** Whether there is another way to ask, after Sonar refused the list. */
	tryOtherWay(error: SonarError): boolean {
		this.template.pages.tryOtherWay(error);
		return this.pages.tryOtherWay(error);
	}

	private buildList(id: string): FileList {
		const { query, fields, type } = this;
		return new FileList(query, { owner: { type, id }, pageSize: NESTED_PAGE_SIZE, fields });
	}
}
