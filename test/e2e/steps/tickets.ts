import assert from 'node:assert/strict';
import { it } from 'node:test';

import type { WorkflowDefinition } from '../../engine';
import { answerWith, json } from '../../sonar/answers';
import { readExample } from '../harness/examples';
import { until } from '../harness/wait';
import type { Instances } from './credential';
import { post } from './files';
import { publish } from './mainJob';
import { behindWebhook, sonarNode } from './workflows';

/** What only a whole n8n shows of tickets. */
export function itMakesTickets(instances: () => Instances): void {
	it('makes a ticket of the form example, with several files', async () => {
		const { n8n, sonar, credentialId } = instances();
		const sonarApi = { id: credentialId, name: 'Sonar' };
		const example = await readExample('form-to-ticket.json', { sonarApi });
		const workflow = await n8n.api.createWorkflow(example);
		await n8n.api.activate(workflow);
		const url = `${n8n.api.url}/form/support`;
		await until('the form to open', async () => (await fetch(url)).ok);

		const form = new FormData();
		form.append('field-0', 'Max');
		form.append('field-1', 'max@form.example');
		form.append('field-2', 'No internet\nSince noon');
		for (const name of ['a.txt', 'b.txt']) {
			form.append('field-3', new Blob([name], { type: 'text/plain' }), name);
		}
		const response = await fetch(url, { method: 'POST', body: form });
		assert.equal(response.status, 200, await response.text());
		const ticket = await until('the ticket to be there', () =>
			sonar.entities('Ticket').find(({ subject }) => subject === 'Form: No internet'),
		);
		assert.match(String(ticket.description), /^No internet\r\nSince noon\n\nForm of Max, max@form/);
		const names = () =>
			sonar.files.filter(({ fileable_id: id }) => id === ticket.id).map((file) => file.filename);
		await until('its files to be there', () => names().length === 2);
		// n8n gives the files of a form in the order in which it has written them to its disk.
		assert.deepEqual(names().sort(), ['a.txt', 'b.txt']);
		await n8n.api.deactivate(workflow);
	});

	it('gives the ids of stored files on the error output, beside the message', async () => {
		const { n8n, sonar, credentialId } = instances();
		const path = 'failing-ticket';
		const workflow = await n8n.api.createWorkflow(failingTicket(path, credentialId));
		const url = await publish(n8n, workflow, path);
		const refusal = json({ data: null, errors: [{ message: 'No more tickets today.' }] });
		// The custom fields are asked for first.
		answerWith(sonar, '/api/graphql', 'as usual', refusal);
		const file = { name: 'kept.txt', type: 'text/plain', content: Buffer.from('kept') };
		const response = await post(url, [file], {});
		const answer = (await response.json()) as Array<Record<string, unknown>>;
		sonar.answerAsUsual();
		const stored = sonar.files.find(({ filename }) => filename === 'kept.txt');
		assert.match(String(answer[0]!.error), /No more tickets today/);
		assert.deepEqual(answer[0]!.file_ids, [stored!.id]);
		assert.equal(stored!.fileable_id, null);
		await n8n.api.deactivate(workflow);
	});
}

/** Tries to create a ticket with the files of a request; answers with what its error output gives. */
function failingTicket(path: string, credentialId: string): WorkflowDefinition {
	const workflow = behindWebhook(path, credentialId, [
		{
			...sonarNode('Create', 'sonarCreateTicket', {
				subject: 'Fails',
				description: 'Fails',
				relatedTo: 'none',
				binaryPropertyName: '*',
			}),
			onError: 'continueErrorOutput',
		},
		{ name: 'Failed', type: 'n8n-nodes-base.noOp' },
	]);
	const { Create: create } = workflow.connections;
	create!.main = [[], create!.main![0]!];
	return workflow;
}
