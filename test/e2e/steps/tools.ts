import assert from 'node:assert/strict';
import { it } from 'node:test';

import { startModel } from '../services/model';
import type { Instances } from './credential';
import { post } from './files';
import { publish } from './mainJob';
import { agentWithTools } from './workflows';

const PATH = 'agent-with-tools';

/**
 * Parameters that users leave to a model, with n8n's own agent and its own way to make tools of nodes.
 */
export function itWorksAsTools(instances: () => Instances): void {
	it('lets an AI agent bring a file to a ticket and close it, by the nodes as its tools', async (t) => {
		const { n8n, sonar, credentialId } = instances();
		const ticket = sonar.addEntity('Ticket', { subject: 'For an agent' });
		// Each turn takes the answer of the tool before it.
		const model = await startModel([
			{
				on: /^Put it on the ticket/,
				then: { tool: 'Upload_File', arguments: { name: 'Signed form' } },
			},
			{
				on: /"id":"(\d+)","filename":"Signed form\.txt","stored":true/,
				then: ([, file]) => ({
					tool: 'Link_File',
					arguments: { file, type: 'Ticket', entity: ticket },
				}),
			},
			{ on: /"linked":true/, then: { tool: 'List_Files', arguments: { ticket } } },
			{
				on: /"id":"(\d+)","filename":"Signed form\.txt",.*"fileable_type":"Ticket"/,
				then: ([, file]) => ({ tool: 'Download_File', arguments: { file } }),
			},
			{
				on: /"mime_type":"text\/plain","file_size_in_bytes":"6"/,
				then: { tool: 'List_Tickets', arguments: { words: 'For an agent' } },
			},
			{
				on: /"ticket_id":"(\d+)",.*"subject":"For an agent",.*"status":"OPEN"/,
				then: ([, id]) => ({ tool: 'Update_Ticket', arguments: { ticket: id, status: 'CLOSED' } }),
			},
			{
				on: /"ticket_id":"(\d+)",.*"status":"CLOSED"/,
				then: ([, id]) => ({
					tool: 'GraphQL',
					arguments: {
						query: `mutation { updateTicket(id: ${id}, input: { status: OPEN }) { id } }`,
					},
				}),
			},
			{
				on: /The query is a mutation, which would change something in Sonar/,
				then: {
					tool: 'GraphQL',
					arguments: { query: `{ tickets(id: ${ticket}) { entities { state: status } } }` },
				},
			},
			{
				on: /"state":"(\w+)"/,
				then: ([, state]) => ({ says: `It is there, and the ticket is ${state}.` }),
			},
		]);
		t.after(async () => await model.stop());
		const openAi = await n8n.api.createCredential('OpenAI', 'openAiApi', model.credential);
		const workflow = await n8n.api.createWorkflow(agentWithTools(PATH, credentialId, openAi));
		const url = await publish(n8n, workflow, PATH);
		sonar.clearLog();
		const form = { name: 'form.txt', type: 'text/plain', content: Buffer.from('signed') };
		const response = await post(url, [form], { question: 'Put it on the ticket, and look.' });
		assert.deepEqual(await response.json(), [{ output: 'It is there, and the ticket is CLOSED.' }]);
		assert.equal(response.status, 200);
		const file = sonar.files.find(({ fileable_id: id }) => id === ticket);
		assert.equal(file && String(sonar.content(file.id)), 'signed');
		await n8n.api.deactivate(workflow);
	});
}
