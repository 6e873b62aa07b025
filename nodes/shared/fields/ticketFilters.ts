import { ParameterError } from '../n8n/nodeErrors';
import type { EntityRef } from '../sonar/entities/contacts';
import { NONE, type TicketFilters } from '../sonar/tickets/ticketQuery';
import {
	buildContactLocator,
	buildEmptiedBy,
	buildOptionalLocator,
	readLocator,
	toEntityRef,
	type Located,
} from './entityLocator';
import { buildCollection, type Field, type ValuesOf } from './Field';
import { NOBODY, PRIORITIES, STATUSES, toRelatedRef } from './ticketFields';
import { buildChoice, buildChoices, buildMoment, buildText } from './values';

function buildMomentFilter(displayName: string, when: string) {
	return buildMoment({
		displayName,
		type: 'dateTime',
		default: '',
		description: `Only tickets that were ${when}`,
	});
}

/** Undefined if the filter was not added. */
function ifAdded<T>(field: Field<T>): Field<T | undefined> {
	return {
		property: { ...field.property, required: undefined },
		parse: (value, source) => (value === undefined ? undefined : field.parse(value, source)),
	};
}

const userLocator = buildOptionalLocator({
	label: 'Assignee',
	description: 'Only tickets assigned to this user of Sonar, or to nobody',
	searchListMethod: 'searchAssignees',
});

/** A user, or nobody. */
const assignee: Field<string | undefined> = {
	property: userLocator.property,
	parse(value, source) {
		const { mode, given } = readLocator(value);
		const isNobody = typeof given === 'string' && given.trim().toLowerCase() === NOBODY;
		return isNobody || mode === NOBODY ? NONE : userLocator.parse(value, source);
	},
};

const filterFields = {
	relatedId: ifAdded(
		buildContactLocator({
			label: 'Account or Network Site',
			description: 'Only tickets about this account or network site, of the type in Related To',
			searchListMethod: 'searchRelated',
			dependsOn: ['filters.relatedTo'],
			orElse: ` For tickets of all, remove the filter.${buildEmptiedBy('Related To')}`,
		}),
	),
	userId: assignee,
	createdAfter: buildMomentFilter('Created After', 'created at this moment or later'),
	createdBefore: buildMomentFilter('Created Before', 'created at this moment or earlier'),
	priority: buildChoices({
		displayName: 'Priority',
		type: 'multiOptions',
		options: PRIORITIES,
		description: 'Only tickets of one of these priorities',
	}),
	relatedTo: ifAdded(
		buildChoice({
			displayName: 'Related To',
			type: 'options',
			options: [
				{ name: 'Account', value: 'Account' },
				{ name: 'Network Site', value: 'NetworkSite' },
				{ name: 'None', value: NONE, description: 'Tickets about no account or network site' },
			],
			default: 'Account',
			description: 'What the tickets are about. Also add the filter Account or Network Site.',
		}),
	),
	search: buildText({
		displayName: 'Search',
		type: 'string',
		default: '',
		placeholder: 'e.g. router',
		description:
			'Only tickets with this text in the subject, the description or another text field',
	}),
	status: buildChoices({
		displayName: 'Status',
		type: 'multiOptions',
		options: STATUSES,
		description: 'Only tickets of one of these statuses',
	}),
	subject: buildText({
		displayName: 'Subject',
		type: 'string',
		default: '',
		placeholder: 'e.g. No internet',
		description: 'Only tickets whose subject contains this text',
	}),
	ticketGroupId: buildOptionalLocator({
		label: 'Ticket Group',
		description: 'Only tickets of this group of users',
		searchListMethod: 'searchTicketGroups',
	}),
	updatedAfter: buildMomentFilter('Updated After', 'last changed at this moment or later'),
	updatedBefore: buildMomentFilter('Updated Before', 'last changed at this moment or earlier'),
};

export const ticketFilters = buildCollection(
	{
		displayName: 'Filters',
		placeholder: 'Add filter',
		description: 'Only tickets that match all of these filters are listed',
	},
	filterFields,
);

/** Filters by an account or network site that may be given by the address of a contact. */
export interface TicketFilterPlan extends Omit<TicketFilters, 'relatedTo'> {
	relatedTo?: EntityRef | typeof NONE;
}

/** @throws ParameterError if the filters by type and by entity do not fit together */
export function toFilterPlan({
	relatedTo,
	relatedId,
	...filters
}: ValuesOf<typeof filterFields>): TicketFilterPlan {
	return { ...filters, relatedTo: toRelated(relatedTo, relatedId) };
}

function toRelated(
	type: string | undefined,
	located: Located | undefined,
): EntityRef | typeof NONE | undefined {
	if (type !== NONE) {
		if (located) return toRelatedRef(type, located) ?? toEntityRef('Account', located);
		if (type === undefined) return undefined;
		throw new ParameterError(
			'Related To needs the filter Account or Network Site',
			'Add the filter Account or Network Site, or remove Related To.',
		);
	}
	if (!located) return NONE;
	throw new ParameterError(
		'Related To is None, so there can be no filter Account or Network Site',
		'Remove one of the two filters, or choose another type.',
	);
}
