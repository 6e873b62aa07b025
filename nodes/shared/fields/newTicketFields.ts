import { buildEntityLocator } from './entityLocator';
import { showFor } from './Field';
import { PRIORITIES, STATUSES } from './ticketFields';
import { buildChoice } from './values';

// Fields of a ticket that is new.

export const ticketType = buildChoice({
	displayName: 'Ticket Type',
	type: 'options',
	options: [
		{ name: 'Internal', value: 'internal', description: 'Only for users of Sonar' },
		{
			name: 'Public',
			value: 'public',
			description: 'Emailed to the customer through an inbound mailbox',
		},
	],
	default: 'internal',
	description:
		'Who the ticket is for. An internal ticket is only for users of Sonar; a public one is exchanged with a customer by email.',
});

export const inboundMailboxId = showFor(
	{ ticketType: ['public'] },
	buildEntityLocator({
		label: 'Inbound Mailbox',
		description: 'The mailbox in Sonar that sends a public ticket and receives the answers',
		searchListMethod: 'searchInboundMailboxes',
	}),
);

export const status = buildChoice({
	displayName: 'Status',
	type: 'options',
	options: STATUSES,
	default: 'OPEN',
	description: 'Status of the new ticket',
});

export const priority = buildChoice({
	displayName: 'Priority',
	type: 'options',
	options: PRIORITIES,
	default: 'MEDIUM',
	description: 'How urgent the ticket is',
});
