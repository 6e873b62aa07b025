import assert from 'node:assert/strict';
import { it } from 'node:test';

import type { WorkflowDefinition } from '../../engine';
import type { Instances } from './credential';
import { post } from './files';
import { publish } from './mainJob';
import { behindWebhook, sonarNode } from './workflows';

const PATH = 'file-to-closed-ticket';

/** Entities by the URLs of their pages, and the nodes for tickets and for anything else, in a line. */
export function itClosesATicketByItsUrl(instances: () => Instances): void {
	it('links a file at once, lists, closes and asks for the ticket, by its URL', async () => {
		const { n8n, sonar, credentialId } = instances();
		const account = sonar.addEntity('Account', { id: '7201', name: 'Lake House' });
		const details = { ticketable_type: 'Account', ticketable_id: account };
		const ticket = sonar.addEntity('Ticket', { subject: 'Dish fell down', details });
		const workflow = await n8n.api.createWorkflow(closeTicket(credentialId));
		const webhook = await publish(n8n, workflow, PATH);
		sonar.clearLog();
		const url = `${sonar.url}/app#/tickets/show/${ticket}?tab=2`;
		const photo = { name: 'roof.txt', type: 'text/plain', content: Buffer.from('roof') };
		const response = await post(webhook, [photo], { url });
		assert.equal(response.status, 200);
		assert.deepEqual(await response.json(), [
			{ id: ticket, subject: 'Dish fell down', status: 'CLOSED' },
		]);
		const file = sonar.files.find(({ filename }) => filename === 'roof.txt');
		assert.equal(file?.fileable_type, 'Ticket');
		assert.equal(file.fileable_id, ticket);
		assert.deepEqual(
			sonar.log.filter(({ operation }) => operation === 'mutation').length,
			2,
			'a mutation to link, and one to close',
		);
		await n8n.api.deactivate(workflow);
	});
}

const byUrl = (value: string) => ({ __rl: true, mode: 'url', value });

function closeTicket(credentialId: string): WorkflowDefinition {
	return behindWebhook(PATH, credentialId, [
		sonarNode('Upload', 'sonarUploadFile', {
			binaryPropertyName: '*',
			linkTo: 'entity',
			fileableType: 'Ticket',
			fileableId: byUrl('={{ $json.body.url }}'),
		}),
		sonarNode('List', 'sonarListTickets', {
			scope: 'ids',
			ticketId: '={{ $json.fileable_id }}',
			options: { include: ['replies', 'comments'] },
		}),
		sonarNode('Update', 'sonarUpdateTicket', {
			ticketId: byUrl('={{ $json.url }}'),
			updateFields: { status: 'CLOSED' },
		}),
		sonarNode('Ask', 'sonarGraphql', {
			query: `query ($page: Paginator, $id: Int64Bit!) {
				tickets(paginator: $page, id: $id) { entities { id subject status } }
			}`,
			variables: '={{ { id: $json.ticket_id } }}',
			returnAll: true,
		}),
	]);
}
