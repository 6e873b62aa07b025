import type { EntityRef } from '../sonar/entities/contacts';
import {
	buildContactLocator,
	buildOptionalLocator,
	toEntityRef,
	type Located,
} from './entityLocator';
import { isEmpty, switchBy, type Field } from './Field';
import { parseIdValues } from './idFields';
import { buildChoice, buildDay } from './values';

// Fields of a ticket.

/** In place of an assignee. */
export const NOBODY = 'nobody';

export const STATUSES = [
	{ name: 'Closed', value: 'CLOSED' },
	{ name: 'Open', value: 'OPEN' },
	{ name: 'Pending External', value: 'PENDING_EXTERNAL' },
	{ name: 'Pending Internal', value: 'PENDING_INTERNAL' },
] as const;

export const PRIORITIES = [
	{ name: 'Critical', value: 'CRITICAL' },
	{ name: 'High', value: 'HIGH' },
	{ name: 'Low', value: 'LOW' },
	{ name: 'Medium', value: 'MEDIUM' },
] as const;

export const relatedTo = buildChoice({
	displayName: 'Related To',
	type: 'options',
	options: [
		{ name: 'Account', value: 'Account' },
		{ name: 'Network Site', value: 'NetworkSite' },
		{ name: 'None', value: 'none' },
	],
	default: 'Account',
	description: 'What the ticket is about',
});

const RELATED = {
	searchListMethod: 'searchRelated',
	dependsOn: ['relatedTo'],
	orElse: ' If the ticket is about neither, choose None for Related To.',
};

/** What a ticket relates to, of the type in Related To. */
export const relatedId = switchBy('relatedTo', {
	Account: buildContactLocator({
		label: 'Account',
		description:
			'The account that the ticket is about: from the list, by ID, by the URL of its page, or by the email address of a contact',
		...RELATED,
	}),
	NetworkSite: buildContactLocator({
		label: 'Network Site',
		description:
			'The network site that the ticket is about: from the list, by ID, by the URL of its page, or by the email address of a contact',
		...RELATED,
	}),
});

/**
 * What a ticket relates to. If no type is given, the URL of a page tells it; undefined if there is none.
 *
 * @throws ParameterError for the URL of another type
 */
export function toRelatedRef(type: string | undefined, located: Located): EntityRef | undefined {
	const shown = 'type' in located ? located.type : undefined;
	// The page of a ticket is not that of an account, and the error says so.
	const own = type ?? (shown === 'NetworkSite' ? shown : shown && 'Account');
	return own === undefined ? undefined : toEntityRef(own, located);
}

/** YYYY-MM-DD */
export const dueDate = buildDay({
	displayName: 'Due Date',
	type: 'dateTime',
	default: '',
	description: 'Day on which the ticket is due, in the workflow’s time zone',
});

export const ticketGroupId = buildOptionalLocator({
	label: 'Ticket Group',
	description: 'The group of users that gets the ticket',
	searchListMethod: 'searchTicketGroups',
});

export const assigneeId = buildOptionalLocator({
	label: 'Assignee',
	description: 'The user of Sonar who gets the ticket',
	searchListMethod: 'searchUsers',
});

export const parentTicketId = buildOptionalLocator({
	label: 'Parent Ticket',
	description: 'The ticket that this one belongs to',
	pageType: 'Ticket',
	searchListMethod: 'searchTickets',
});

const CATEGORIES = 'Category Names or IDs';

export const ticketCategoryIds: Field<string[]> = {
	property: {
		displayName: CATEGORIES,
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getTicketCategories' },
		default: [],
		description:
			'Categories of the ticket. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	parse: (value) =>
		isEmpty(value) || (Array.isArray(value) && value.length === 0)
			? []
			: parseIdValues(value, CATEGORIES),
};
