import { buildPageQuery, type Page } from '../graphql/connection';
import { buildListingQuery, type Listing, type ListingQuery } from '../graphql/Listing';
import { PagedList } from '../graphql/PagedList';
import { isTooLarge, toSmaller } from '../graphql/paging';
import { buildQuery, type Relation, type RootField, type Selection } from '../graphql/rootField';
import { sortRows } from '../graphql/sorting';
import { entitiesOf } from '../guards';
import { SonarError } from '../SonarError';
import { IncludedList, type IncludedRow, type Include, type NestedPages } from './includes';
import { parseSonarTicket, TICKET_COLUMNS, TICKET_SELECTION, type SonarTicket } from './ticket';
import { toConditions, type TicketConditions, type TicketQuery } from './ticketQuery';

/** A ticket with what comes along with it. */
export interface FoundTicket {
	ticket: SonarTicket;
	included: Partial<Record<Include, IncludedRow[]>>;
}

export interface FoundTickets {
	tickets: FoundTicket[];
	/** Whether the limit leaves tickets out. */
	isLimited: boolean;
	/** Whether Sonar gave fewer tickets than it counts. */
	isIncomplete: boolean;
	/** Whether the token may not read names of accounts, network sites, groups or users. */
	lacksNames: boolean;
}

/** Public programs ask for 500 and more. Sonar’s answer says how many it gave. */
const PAGE_SIZE = 500;

/** Lists in lists multiply, and Sonar’s limit on the complexity of a query is not documented. */
const PAGE_SIZE_WITH_LISTS = 100;
const NESTED_PAGE_SIZE = 25;

const WHOLE_NUMBERS: ReadonlySet<string> = new Set(
	TICKET_COLUMNS.filter((name) => name === 'id' || name.endsWith('_id')),
);

type Row = SonarTicket & { lists: readonly IncludedList[] };

/**
 * Tickets with their lists. The first page of each list comes along with its ticket; once all tickets are
 * known, the lists with further pages are asked for, each ticket as a root field.
 */
export class TicketList implements Listing<FoundTickets> {
	private readonly pages: PagedList<Row>;

	private readonly conditions: TicketConditions;

	private withNames = true;

	private nested: NestedPages = { pageSize: NESTED_PAGE_SIZE, withPageInfo: true };

	constructor(private readonly query: TicketQuery) {
		const { of, include } = query;
		if (of.scope === 'id') {
			this.conditions = { args: { id: of.id }, search: [] };
			this.pages = new PagedList({ what: 'tickets', limit: 1, pageSize: 1 });
			// An ID has one ticket.
			this.pages.withPageInfo = false;
			return;
		}
		const { filters, sort, limit } = of;
		this.conditions = toConditions(filters);
		this.pages = new PagedList({
			what: 'tickets',
			search: this.conditions.search,
			sort,
			arrange: (tickets) => sortRows(tickets, sort, WHOLE_NUMBERS),
			limit,
			pageSize: include.length > 0 ? PAGE_SIZE_WITH_LISTS : PAGE_SIZE,
		});
	}

	nextQueries(): ListingQuery[] {
		const { pages } = this;
		if (pages.isDone) return this.tickets.flatMap((ticket) => this.nextListQuery(ticket));
		return [
			buildListingQuery(
				this.buildPage(),
				(page) => pages.addPage(page),
				(error) => this.tryOtherWay(error),
			),
		];
	}

	/** @throws SonarError if a list is not whole, or there is no ticket with the ID */
	build(): FoundTickets {
		const { of } = this.query;
		const { isLimited, shortage } = this.pages;
		const { tickets } = this;
		if (of.scope === 'id' && tickets.length === 0) throw noTicket(of.id);
		if (of.scope === 'search' && of.limit === Infinity && shortage) throw shortage;
		return {
			tickets: tickets.map(toFound),
			isLimited: of.scope === 'search' && isLimited,
			isIncomplete: shortage !== undefined,
			lacksNames: !this.withNames,
		};
	}

	private get tickets(): Row[] {
		const { of } = this.query;
		const { entities } = this.pages;
		return of.scope === 'id' ? entities.filter(({ id }) => id === of.id) : entities;
	}

	private buildPage(): RootField<Page<Row>> {
		const { pages, nested, query, withNames } = this;
		const buildLists = () => query.include.map((include) => new IncludedList(include, nested));
		const select: Selection<'Ticket'> = [
			...(withNames ? TICKET_SELECTION : TICKET_COLUMNS),
			...buildLists().map((list) => list.buildRelation()),
		];
		return buildPageQuery('tickets', {
			args: { ...this.conditions.args, ...pages.nextArguments() },
			select,
			withPageInfo: pages.withPageInfo,
			parseRow: (row) => {
				const lists = buildLists();
				for (const list of lists) list.pages.addPage(list.parse(row));
				return { ...parseSonarTicket(row), lists };
			},
		});
	}

	/** Which part of the document Sonar refused is not always said, so all parts change. */
	private tryOtherWay(error: SonarError): boolean {
		const { code } = error;
		if (code === 'permission' && this.withNames) {
			this.withNames = false;
			return true;
		}
		const { pageSize, withPageInfo } = this.nested;
		const smaller = isTooLarge(code) ? toSmaller(pageSize, code) : undefined;
		const isCountRefused = code === 'pageInfo' && withPageInfo && this.query.include.length > 0;
		this.nested = {
			pageSize: smaller ?? pageSize,
			withPageInfo: withPageInfo && code !== 'pageInfo',
		};
		return this.pages.tryOtherWay(error) || isCountRefused || smaller !== undefined;
	}

	/** For the next pages of the lists of a ticket; none if they are whole. */
	private nextListQuery({ id, lists }: Row): ListingQuery[] {
		const open = lists.filter(({ pages }) => !pages.isDone);
		if (open.length === 0) return [];
		const relations: Array<Relation<'Ticket'>> = open.map((list) => list.buildRelation());
		const field = buildQuery('tickets', {
			args: { id },
			select: [{ field: 'entities', select: ['id', ...relations] }],
			parse: (value) => {
				const ticket = findTicket(value, id);
				return open.map((list) => list.parse(ticket));
			},
		});
		return [
			buildListingQuery(
				field,
				(pages) => open.forEach((list, index) => list.pages.addPage(pages[index]!)),
				(error) => open.map(({ pages }) => pages.tryOtherWay(error)).includes(true),
			),
		];
	}
}

function findTicket(value: unknown, id: string): Record<string, unknown> {
	const ticket = entitiesOf(value).find((entity) => String(entity.id) === id);
	if (!ticket) throw noTicket(id);
	return ticket;
}

function noTicket(id: string): SonarError {
	return new SonarError('missing', `Sonar has no ticket with the ID ${id}`);
}

/** @throws SonarError if Sonar does not give a whole list */
function toFound({ lists, ...ticket }: Row): FoundTicket {
	const shortage = lists.map(({ pages }) => pages.shortage).find(Boolean);
	if (shortage) throw shortage;
	return {
		ticket,
		included: Object.fromEntries(lists.map((list) => [list.include, list.rows])),
	};
}
