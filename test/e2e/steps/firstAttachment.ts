import assert from 'node:assert/strict';
import { it } from 'node:test';

import { chain } from '../../engine';
import { until } from '../harness/wait';
import type { Instances } from './credential';
import { sonarNode } from './workflows';

const PATH = 'first-attachment';

/** The workflow that the README tells a newcomer to build. */
export function itPutsAFormsFileOnATicket(instances: () => Instances): void {
	it('puts a file of a form on a ticket, as the README says', async () => {
		const { n8n, sonar, credentialId } = instances();
		const ticket = sonar.addEntity('Ticket', { subject: 'First attachment' });
		const workflow = await n8n.api.createWorkflow(formToTicket(ticket, credentialId));
		await n8n.api.activate(workflow);
		const url = `${n8n.api.url}/form/${PATH}`;
		await until('the form to open', async () => (await fetch(url)).ok);

		const form = new FormData();
		form.append('field-0', new Blob(['signed'], { type: 'text/plain' }), 'form.txt');
		const response = await fetch(url, { method: 'POST', body: form });
		assert.equal(response.status, 200, await response.text());
		const file = await until('the file to be linked', () =>
			sonar.files.find(({ fileable_type: type, fileable_id: id }) => type && id === ticket),
		);
		assert.equal(file.filename, 'form.txt');
		assert.equal(String(sonar.content(file.id)), 'signed');
		await n8n.api.deactivate(workflow);
	});
}

function formToTicket(ticket: string, credentialId: string) {
	const workflow = chain([
		sonarNode('Upload', 'sonarUploadFile', {
			binaryPropertyName: '*',
			linkTo: 'entity',
			fileableId: { __rl: true, mode: 'list', value: ticket },
		}),
	]);
	const [trigger, ...others] = workflow.nodes;
	Object.assign(trigger!, {
		type: 'n8n-nodes-base.formTrigger',
		typeVersion: 2.2,
		webhookId: PATH,
		parameters: {
			formTitle: 'Attachment',
			formFields: { values: [{ fieldLabel: 'File', fieldType: 'file' }] },
			options: { path: PATH },
		},
	});
	for (const { credentials } of others) credentials!.sonarApi!.id = credentialId;
	return workflow;
}
