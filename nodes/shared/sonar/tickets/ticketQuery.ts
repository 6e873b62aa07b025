import type { Entity } from '../files/file';
import { betweenMoments, containingText } from '../graphql/conditions';
import type { Arguments } from '../graphql/rootField';
import type { Search, SearchStringField } from '../graphql/schema';
import type { ListRequest } from '../graphql/runLists';
import type { Include } from './includes';
import type { TICKET_COLUMNS } from './ticket';

/** In place of an ID: a ticket without an assignee, or without an account and network site. */
export const NONE = 'none';

export interface TicketFilters {
	/** Any of these; any at all if empty. */
	status: readonly string[];
	/** Likewise. */
	priority: readonly string[];
	relatedTo?: Entity | typeof NONE;
	ticketGroupId?: string;
	/** Of the assignee. */
	userId?: string;
	/** Contained in the subject. */
	subject?: string;
	/** Contained in any text of the ticket. */
	search?: string;
	/** ISO 8601 with an offset; inclusive, like the others. */
	createdAfter?: string;
	createdBefore?: string;
	updatedAfter?: string;
	updatedBefore?: string;
}

export interface TicketSort {
	attribute: (typeof TICKET_COLUMNS)[number];
	direction: 'ASC' | 'DESC';
}

/** Which tickets: those that match filters, or one by its ID. */
export type TicketScope =
	| {
			scope: 'search';
			filters: TicketFilters;
			sort: TicketSort;
			/** Infinity for all. */
			limit: number;
	  }
	| { scope: 'id'; id: string };

export interface TicketQuery extends ListRequest {
	of: TicketScope;
	/** What comes along with each ticket. */
	include: readonly Include[];
}

/** The arguments of a list of tickets. */
export interface TicketConditions {
	args: Arguments<'Query', 'tickets'>;
	/** Alternatives. */
	search: Search[];
}

/**
 * The filters as Sonar takes them. What can be an argument is one, because an argument means equality. A
 * Search has all other conditions, and each combination of values has a Search of its own.
 */
export function toConditions(filters: TicketFilters): TicketConditions {
	const { status, priority, relatedTo, ticketGroupId, userId, subject, search } = filters;
	const datetimes = [
		...betweenMoments('created_at', filters.createdAfter, filters.createdBefore),
		...betweenMoments('updated_at', filters.updatedAfter, filters.updatedBefore),
	];
	const unset = [
		...(userId === NONE ? ['user_id'] : []),
		...(relatedTo === NONE ? ['ticketable_id'] : []),
	];
	const common: Search = {
		...(datetimes.length > 0 ? { datetime_fields: datetimes } : {}),
		...(unset.length > 0 ? { unset_fields: unset } : {}),
	};
	const searches = anyOf('status', status).flatMap((ofStatus) =>
		anyOf('priority', priority).flatMap((ofPriority) =>
			containingText('subject', subject).map((ofSubject): Search => {
				const strings = [...ofStatus, ...ofPriority, ...ofSubject];
				return { ...(strings.length > 0 ? { string_fields: strings } : {}), ...common };
			}),
		),
	);
	return {
		args: {
			status: onlyOne(status),
			priority: onlyOne(priority),
			...(relatedTo && relatedTo !== NONE
				? { ticketable_type: relatedTo.type, ticketable_id: relatedTo.id }
				: {}),
			ticket_group_id: ticketGroupId,
			user_id: userId === NONE ? undefined : userId,
			...(search ? { general_search: search.normalize(), general_search_mode: 'ROOT' } : {}),
		},
		search: searches.filter((one) => Object.keys(one).length > 0),
	};
}

function onlyOne(values: readonly string[]): string | undefined {
	return values.length === 1 ? values[0] : undefined;
}

/** One value is an argument instead. */
function anyOf(attribute: string, values: readonly string[]): SearchStringField[][] {
	if (values.length < 2) return [[]];
	return values.map((search_value) => [
		{ attribute, search_value, match: true, partial_matching: false },
	]);
}
