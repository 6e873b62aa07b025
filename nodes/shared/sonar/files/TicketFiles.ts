import type { Page } from '../graphql/connection';
import { buildListingQuery, type Listing, type ListingQuery } from '../graphql/Listing';
import { buildQuery, type Relation } from '../graphql/rootField';
import { entitiesOf } from '../guards';
import { SonarError } from '../SonarError';
import { ChildFiles, type ChildPage } from './ChildFiles';
import { pickFields, type SonarFile } from './file';
import { buildFoundFiles, FileList, type FoundFiles } from './FileList';
import { fileFieldsOf, sortFiles, type FileQuery } from './fileQuery';

interface TicketPage {
	own?: Page<SonarFile>;
	/** Absent for a list that has no further page. */
	children: Array<ChildPage | undefined>;
}

/**
 * The files of a ticket, of its replies and of its comments. The first round asks for all of them in
 * one field; further rounds ask only for lists with further pages. No list is read beyond the limit,
 * since each has the same order as the whole.
 */
export class TicketFiles implements Listing<FoundFiles> {
	private readonly own: FileList;

	private readonly children: ChildFiles[];

	constructor(
		private readonly query: FileQuery,
		private readonly ticketId: string,
		pageSize: number,
	) {
		// The order of the whole needs the attribute that the files are sorted by.
		const fields = [...new Set([...fileFieldsOf(query), query.sort.attribute])];
		this.own = new FileList(query, { pageSize, fields });
		this.children = [
			new ChildFiles('ticket_replies', 'TicketReply', query, fields),
			new ChildFiles('ticket_comments', 'TicketComment', query, fields),
		];
	}

	nextQueries(): ListingQuery[] {
		const nested = this.children.flatMap((child) => child.nextQueries());
		return this.isOpen() ? [this.ticketQuery(), ...nested] : nested;
	}

	build(): FoundFiles {
		const { query } = this;
		const lists = [this.own, ...this.children.flatMap((child) => child.lists)];
		const pages = [
			...lists.map((list) => list.pages),
			...this.children.map((child) => child.pages),
		];
		// A file that is linked elsewhere meanwhile may come in two lists, and counts once.
		const byId = new Map(
			lists.flatMap((list) => list.pages.entities).map((file) => [file.id, file]),
		);
		const sorted = sortFiles([...byId.values()], query.sort);
		const fields = fileFieldsOf(query);
		const files = sorted.map((file) => pickFields(file, fields));
		const isLimited = byId.size > query.limit || lists.some((list) => list.pages.isLimited);
		return { ...buildFoundFiles(query, pages, files), isLimited };
	}

	/** Whether the ticket itself has something to be asked for. */
	private isOpen(): boolean {
		return !this.own.pages.isDone || this.children.some((child) => !child.pages.isDone);
	}

	private ticketQuery(): ListingQuery {
		const { own, children, ticketId } = this;
		const files: Array<Relation<'Ticket'>> = own.pages.isDone
			? []
			: [{ field: 'files', args: own.nextArguments, select: own.selection }];
		const lists = children.filter((child) => !child.pages.isDone);
		const field = buildQuery('tickets', {
			args: { id: ticketId },
			select: [
				{
					field: 'entities',
					select: ['id', ...files, ...lists.map((child) => child.buildRelation())],
				},
			],
			parse: (value) => this.parse(value),
		});
		return buildListingQuery(
			field,
			(page) => this.addPage(page),
			(error) => this.tryOtherWay(error),
		);
	}

	private parse(value: unknown): TicketPage {
		const ticket = entitiesOf(value).find(({ id }) => String(id) === this.ticketId);
		if (!ticket)
			throw new SonarError('missing', `Sonar has no ticket with the ID ${this.ticketId}`);
		return {
			own: this.own.pages.isDone ? undefined : this.own.parse(ticket.files),
			children: this.children.map((child) =>
				child.pages.isDone ? undefined : child.parse(ticket[child.field]),
			),
		};
	}

	private addPage({ own, children }: TicketPage): void {
		if (own) this.own.pages.addPage(own);
		children.forEach((page, index) => {
			if (page) this.children[index]!.addPage(page);
		});
	}

	private tryOtherWay(error: SonarError): boolean {
		const open = [this.own.pages, ...this.children].filter((list) => !list.isDone);
		// Not `some`: each of them has to try.
		return open.map((list) => list.tryOtherWay(error)).includes(true);
	}
}
