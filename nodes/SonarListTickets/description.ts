import {
	buildCollection,
	buildOptions,
	defineFields,
	hideFor,
	showFor,
} from '../shared/fields/Field';
import { parseIdValues } from '../shared/fields/idFields';
import { direction, limit, returnAll } from '../shared/fields/listFields';
import { entitiesPerRequest, idleTimeout, parallelRequests } from '../shared/fields/requestOptions';
import { ticketFilters, toFilterPlan, type TicketFilterPlan } from '../shared/fields/ticketFilters';
import { acceptAlso, buildChoice, buildChoices } from '../shared/fields/values';
import type { Item } from '../shared/n8n/Item';
import type { RequestSettings } from '../shared/n8n/task';
import type { TicketQuery, TicketScope } from '../shared/sonar/tickets/ticketQuery';

const TICKET_ID = 'Ticket ID';

/** Attributes that only an expression can sort by: Sonar does not document their order. */
const OTHER_COLUMNS = [
	'inbound_mailbox_id',
	'parent_ticket_id',
	'priority',
	'status',
	'ticket_group_id',
	'ticketable_id',
	'user_id',
] as const;

const sort = buildCollection(
	{ displayName: 'Sort', placeholder: 'Add sort rule' },
	{
		attribute: acceptAlso(
			buildChoice({
				displayName: 'Attribute',
				type: 'options',
				options: [
					{ name: 'Closed At', value: 'closed_at' },
					{ name: 'Created At', value: 'created_at' },
					{ name: 'Due Date', value: 'due_date' },
					{ name: 'ID', value: 'id' },
					{ name: 'Subject', value: 'subject' },
					{ name: 'Updated At', value: 'updated_at' },
				],
				default: 'updated_at',
				description: 'The attribute to sort the tickets by',
			}),
			OTHER_COLUMNS,
		),
		direction,
	},
);

/** Tickets by ID are looked up, so no filter, limit or order applies. */
const BY_ID = { scope: ['ids'] };

export const fields = defineFields({
	scope: buildChoice({
		displayName: 'Tickets',
		type: 'options',
		options: [
			{ name: 'By Filters', value: 'search', description: 'All tickets that match the filters' },
			{
				name: 'By ID',
				value: 'ids',
				description: 'The tickets with the given IDs, in their order',
			},
		],
		default: 'search',
		description: 'Which tickets to list',
	}),
	ticketId: showFor(BY_ID, {
		property: {
			displayName: TICKET_ID,
			type: 'string',
			required: true,
			default: '={{ $json.ticket_id }}',
			placeholder: 'e.g. 7',
			description: 'ID of the ticket in Sonar, or several IDs separated by commas',
		},
		parse: (value) => parseIdValues(value, TICKET_ID),
	}),
	returnAll: hideFor(BY_ID, returnAll),
	limit: hideFor(BY_ID, showFor({ returnAll: [false] }, limit)),
	filters: hideFor(BY_ID, ticketFilters),
	options: buildOptions({
		entitiesPerRequest,
		include: buildChoices({
			displayName: 'Include',
			type: 'multiOptions',
			options: [
				{ name: 'Categories', value: 'categories' },
				{ name: 'Comments', value: 'comments' },
				{ name: 'Custom Fields', value: 'custom_fields' },
				{ name: 'Recipients', value: 'recipients' },
				{ name: 'Replies', value: 'replies' },
			],
			description: 'What to output with each ticket, as lists of these names',
		}),
		parallelRequests,
		idleTimeout,
	}),
	// Last, as n8n's guidelines ask.
	sort: hideFor(BY_ID, sort),
});

/** A search whose account or network site may be given by the address of a contact. */
type SearchPlan = Omit<Extract<TicketScope, { scope: 'search' }>, 'filters'> & {
	filters: TicketFilterPlan;
};

export interface TicketPlan extends Omit<TicketQuery, 'of'>, RequestSettings {
	of: SearchPlan | Extract<TicketScope, { scope: 'id' }>;
}

export function readPlans(item: Item): TicketPlan[] {
	const options = fields.read(item, 'options');
	if (fields.read(item, 'scope') === 'ids') {
		return fields
			.read(item, 'ticketId')
			.map((id) => ({ ...options, of: { scope: 'id', id } as const }));
	}
	const of: SearchPlan = {
		scope: 'search',
		filters: toFilterPlan(fields.read(item, 'filters')),
		sort: fields.read(item, 'sort'),
		limit: fields.read(item, 'returnAll') ? Infinity : fields.read(item, 'limit'),
	};
	return [{ ...options, of }];
}
