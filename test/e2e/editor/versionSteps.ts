import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { chain, type WorkflowDefinition } from '../../engine';
import { temporaryFolder } from '../harness/cleanUp';
import type { Instances } from '../steps/credential';
import { sonarNode } from '../steps/workflows';
import { byTestId } from './byTestId';
import { Editor } from './Editor';

const NODES = ['List', 'Close', 'Ask'];

/** A workflow of the three nodes that reach all of Sonar, opened and run by hand, in every n8n. */
export function describeTicketNodesInEditor(instances: () => Instances): void {
	describe('The editor of this n8n', () => {
		let editor: Editor;
		before(async () => {
			editor = await Editor.open(instances().n8n.api.url, temporaryFolder('pictures').path);
		});
		after(async () => await editor?.close());

		it('lists a ticket, closes it and asks for it', async () => {
			const { n8n, sonar, credentialId } = instances();
			const ticket = sonar.addEntity('Ticket', { subject: 'Mast is painted' });
			const { id } = await n8n.api.createWorkflow(closeTicket(ticket, credentialId));
			await editor.openWorkflow(id);
			await editor.executeWorkflow();
			for (const node of NODES)
				await editor.node(node).locator(byTestId('canvas-node-status-success')).waitFor();
			assert.equal(sonar.entities('Ticket').find((row) => row.id === ticket)?.status, 'CLOSED');
			await editor.openNode('Ask');
			await editor.output.waitFor(/Mast is painted[^]*CLOSED/);
		});
	});
}

function closeTicket(ticket: string, credentialId: string): WorkflowDefinition {
	const workflow = chain([
		sonarNode('List', 'sonarListTickets', { scope: 'ids', ticketId: ticket }),
		sonarNode('Close', 'sonarUpdateTicket', {
			ticketId: { __rl: true, mode: 'url', value: '={{ $json.url }}' },
			updateFields: { status: 'CLOSED' },
		}),
		sonarNode('Ask', 'sonarGraphql', {
			query: `query ($page: Paginator, $id: Int64Bit!) {
				tickets(paginator: $page, id: $id) { entities { subject status } }
			}`,
			variables: '={{ { id: $json.ticket_id } }}',
			returnAll: true,
		}),
	]);
	for (const { credentials } of workflow.nodes)
		for (const credential of Object.values(credentials ?? {})) credential.id = credentialId;
	return workflow;
}
