import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { attachmentOfDemo } from '../harness/demoEmail';
import { readExample } from '../harness/examples';
import type { SavedWorkflow } from '../harness/N8nApi';
import { until } from '../harness/wait';
import { startModel, type Model } from '../services/model';
import type { Instances } from './credential';

const QUESTION = 'What did the Riverside Bakery pay for March?';
const ANSWER = '59.00, by Invoice 2026-0412.pdf.';
const ACCOUNT = '4711';
const FILE = '90210';

/** The example of an AI agent, with n8n's own agent, tools and reader of PDFs. */
export function describeAgent(instances: () => Instances): void {
	describe('The example of an AI agent', () => {
		let model: Model;
		let workflow: SavedWorkflow;
		let chat: string;
		before(async () => {
			const { n8n, sonar, credentialId } = instances();
			sonar.addEntity('Account', { id: ACCOUNT, name: 'Riverside Bakery' });
			await sonar.addFile({
				id: FILE,
				filename: 'Invoice 2026-0412.pdf',
				mime_type: 'application/pdf',
				content: await attachmentOfDemo('Invoice 2026-0412.pdf'),
				fileable_type: 'Account',
				fileable_id: ACCOUNT,
			});
			// Each turn needs the answer of the tool before it.
			model = await startModel([
				{ on: /for March\?$/, then: { tool: 'Find_Account', arguments: { name: 'riverside' } } },
				{
					on: /Riverside Bakery/,
					then: { tool: 'List_Files_of_Account', arguments: { account_id: ACCOUNT } },
				},
				{ on: new RegExp(FILE), then: { tool: 'Read_Document', arguments: { file_id: FILE } } },
				{ on: /Internet 500\/100, March: 59\.00/, then: { says: ANSWER } },
			]);
			const openAi = await n8n.api.createCredential('OpenAI', 'openAiApi', model.credential);
			const example = await readExample(
				'summarize-customer-documents.json',
				{
					sonarApi: { id: credentialId, name: 'Sonar' },
					openAiApi: { id: openAi, name: 'OpenAI' },
				},
				sonar.url,
			);
			const trigger = example.nodes.find(({ type }) => type.endsWith('.chatTrigger'))!;
			trigger.parameters.public = true;
			chat = `${n8n.api.url}/webhook/${trigger.webhookId}/chat`;
			workflow = await n8n.api.createWorkflow(example);
			await n8n.api.activate(workflow);
			await until('the chat to open', async () => (await fetch(chat)).ok);
		});
		after(async () => {
			if (workflow) await instances().n8n.api.deactivate(workflow);
			await model?.stop();
		});

		it('answers from the PDF of a customer, which it found by name', async () => {
			const { sonar } = instances();
			sonar.clearLog();
			const response = await fetch(chat, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ action: 'sendMessage', sessionId: '1', chatInput: QUESTION }),
			});
			assert.deepEqual(await response.json(), { output: ANSWER });
			assert.deepEqual(
				sonar.log.map(({ operation, method, path }) => operation ?? `${method} ${path}`),
				['query', 'query', 'query', `GET /api/files/${FILE}`],
			);
		});
	});
}
