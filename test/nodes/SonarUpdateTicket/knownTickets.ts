import type { INodeParameters } from 'n8n-workflow';

import type { Kit } from '../kit';
import type { NodeRun } from '../nodeRun';

/** Tickets 70, 71 and 72, with every field set, and what they refer to. */
export function addTickets({ sonar }: Kit): void {
	sonar.addEntity('Account', { id: '1', name: 'Ada' });
	sonar.addEntity('NetworkSite', { id: '5', name: 'Tower' });
	sonar.addEntity('InboundMailbox', { id: '2' });
	sonar.addEntity('TicketGroup', { id: '3', name: 'Field' });
	sonar.addEntity('User', { id: '4', name: 'Bob' });
	for (const id of ['8', '9']) sonar.addEntity('TicketCategory', { id });
	sonar.addEntity('CustomField', { id: '11', name: 'Region' });
	sonar.addEntity('CustomField', { id: '12', name: 'Paid', details: { field_type: 'BOOLEAN' } });
	sonar.addEntity('CustomField', { id: '13', name: 'Zone', details: { required: true } });
	sonar.addEntity('Ticket', { id: '6', subject: 'Parent' });
	for (const id of ['70', '71', '72']) {
		sonar.addEntity('Ticket', {
			id,
			subject: 'No internet',
			details: {
				description: 'Since noon.',
				due_date: '2026-01-31',
				ticketable_type: 'Account',
				ticketable_id: '1',
				ticket_group_id: '3',
				user_id: '4',
				parent_ticket_id: '6',
				inbound_mailbox_id: '2',
				ticket_category_ids: ['8'],
				custom_field_data: [
					{ custom_field_id: '11', value: 'North' },
					{ custom_field_id: '13', value: 'A' },
				],
			},
		});
	}
}

export const given = (json: object, ticket_id = '70') => ({ json: { ticket_id, ...json } });

/** A value by expression: that of the item. */
export const VALUE = '={{ $json.value }}';

export async function updateTicket(
	kit: Kit,
	updateFields: INodeParameters,
	run: Omit<NodeRun, 'type'> = {},
	others: INodeParameters = {},
) {
	return await kit.run({
		type: 'sonarUpdateTicket',
		parameters: { updateFields, ...others },
		input: [given({})],
		...run,
	});
}

/** The arguments of `updateTicket` but for its kit. */
export type Changes = Parameters<typeof updateTicket> extends [Kit, ...infer Rest] ? Rest : never;
