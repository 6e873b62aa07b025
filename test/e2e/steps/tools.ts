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
	it('lets an AI agent upload, link, list and download by each node as its tool', async (t) => {
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
				on: /"mime_type":"text\/plain","file_size_in_bytes":"(\d+)"/,
				then: ([, size]) => ({ says: `It is there: ${size} bytes.` }),
			},
		]);
		t.after(async () => await model.stop());
		const openAi = await n8n.api.createCredential('OpenAI', 'openAiApi', model.credential);
		const workflow = await n8n.api.createWorkflow(agentWithTools(PATH, credentialId, openAi));
		const url = await publish(n8n, workflow, PATH);
		sonar.clearLog();
		const form = { name: 'form.txt', type: 'text/plain', content: Buffer.from('signed') };
		const response = await post(url, [form], { question: 'Put it on the ticket, and look.' });
		assert.deepEqual(await response.json(), [{ output: 'It is there: 6 bytes.' }]);
		assert.equal(response.status, 200);
		const file = sonar.files.find(({ fileable_id: id }) => id === ticket);
		assert.equal(file && String(sonar.content(file.id)), 'signed');
		await n8n.api.deactivate(workflow);
	});
}
