import { entitiesOf } from './answers';
import { PAGE_INFO, pageOf, Paging } from './connection';
import type { DeclareVariable, WriteField } from './fields';
import { FileList, type Listing } from './fileList';
import { fieldsOf, type FileQuery } from './fileQuery';
import type { Entity, SonarFile } from './files';
import { SonarError } from './SonarError';
import { sortFiles } from './sortFiles';

/** Lists in lists multiply, and how complex a query Sonar takes is not documented. */
const NESTED_PAGE_SIZE = 25;

/**
 * The files of a ticket, of its replies and of its comments. The first round asks for all of them
 * in one field; further rounds ask for what has further pages. Of each list no more than the limit
 * is needed, since each is in the order that holds over the whole.
 */
export class TicketFiles implements Listing {
	private readonly own: FileList;

	private readonly children: ChildList[];

	/** What the last round asked for. */
	private asked: FileList[] = [];

	constructor(
		private readonly query: FileQuery,
		private readonly ticket: Entity,
		pageSize: number,
	) {
		// The order over the whole needs what the files are sorted by.
		const fields = [...new Set([...fieldsOf(query), query.sort.attribute])];
		this.own = new FileList(query, { owner: ticket, pageSize, fields });
		const listOf = (owner: Entity) =>
			new FileList(query, { owner, pageSize: Math.min(NESTED_PAGE_SIZE, pageSize), fields });
		this.children = [
			new ChildList('ticket_replies', 'Replies', 'TicketReply', listOf),
			new ChildList('ticket_comments', 'Comments', 'TicketComment', listOf),
		];
	}

	get isDone(): boolean {
		return !this.isOpen() && this.openNested().length === 0;
	}

	nextFields(): WriteField[] {
		this.asked = this.openNested();
		const nested = this.asked.flatMap((list) => list.nextFields());
		return this.isOpen() ? [(declare) => this.write(declare), ...nested] : nested;
	}

	take(values: readonly unknown[]): void {
		const [nested, ticket] = this.isOpen() ? [values.slice(1), values[0]] : [values];
		this.asked.forEach((list, index) => list.take([nested[index]]));
		if (this.isOpen()) this.takeTicket(ticket);
	}

	files(): SonarFile[] {
		const sorted = sortFiles(this.found(), this.query.sort).slice(0, this.query.limit);
		const fields = fieldsOf(this.query);
		return sorted.map(
			(file) => Object.fromEntries(fields.map((name) => [name, file[name] ?? null])) as SonarFile,
		);
	}

	isCut(): boolean {
		return this.found().length > this.query.limit || this.lists().some((list) => list.isCut());
	}

	private lists(): FileList[] {
		return [this.own, ...this.children.flatMap(({ lists }) => lists)];
	}

	/** A file that is linked elsewhere meanwhile may come in two lists, and counts once. */
	private found(): SonarFile[] {
		const files = this.lists().flatMap((list) => list.files());
		return [...new Map(files.map((file) => [file.id, file])).values()];
	}

	/** Whether the ticket itself has something to be asked for. */
	private isOpen(): boolean {
		return [this.own, ...this.children].some(({ isDone }) => !isDone);
	}

	private openNested(): FileList[] {
		return this.children.flatMap(({ lists }) => lists).filter(({ isDone }) => !isDone);
	}

	private write(declare: DeclareVariable): string {
		const parts = [
			this.own.isDone ? '' : this.own.writeWithinOwner(declare),
			...this.children.map((child) => (child.isDone ? '' : child.write(declare))),
		];
		return `tickets(id: ${this.ticket.id}) { entities { id ${parts.filter(Boolean).join(' ')} } }`;
	}

	private takeTicket(value: unknown): void {
		const ticket = entitiesOf(value).find(({ id }) => String(id) === this.ticket.id);
		if (!ticket) {
			throw new SonarError(`Sonar has no ticket with the id ${this.ticket.id}`, {
				remedy: 'Check the id, and that the token’s user may read tickets in Sonar (READ_TICKET).',
			});
		}
		if (!this.own.isDone) this.own.take([ticket.files]);
		for (const child of this.children) if (!child.isDone) child.take(ticket[child.name]);
	}
}

/** The replies or the comments of a ticket, each with its files. */
class ChildList {
	private readonly paging: Paging;

	private readonly byId = new Map<string, FileList>();

	constructor(
		readonly name: string,
		what: string,
		private readonly type: string,
		private readonly listOf: (owner: Entity) => FileList,
	) {
		this.paging = new Paging(what);
	}

	get isDone(): boolean {
		return this.paging.isDone;
	}

	get lists(): FileList[] {
		return [...this.byId.values()];
	}

	write(declare: DeclareVariable): string {
		const files = this.listOf({ type: this.type, id: '' }).writeWithinOwner(declare);
		const paginator = `paginator: { page: ${this.paging.page}, records_per_page: ${NESTED_PAGE_SIZE} }`;
		// A new reply must not move the others to another page.
		const sorter = 'sorter: [{ attribute: "id", direction: ASC }]';
		return `${this.name}(${sorter}, ${paginator}) { entities { id ${files} } ${PAGE_INFO} }`;
	}

	take(value: unknown): void {
		const page = pageOf(value, this.name.replace('_', ' '));
		const before = this.byId.size;
		for (const entity of page.entities) {
			const id = String(entity.id);
			if (this.byId.has(id)) continue;
			const list = this.listOf({ type: this.type, id });
			list.take([entity.files]);
			this.byId.set(id, list);
		}
		if (!this.paging.took(page, this.byId.size > before)) this.byId.clear();
	}
}
