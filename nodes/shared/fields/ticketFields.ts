import { buildOptionalLocator } from './entityLocator';
import { isEmpty, type Field } from './Field';
import { parseIdValues } from './idFields';

// Optional fields of a ticket.

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
