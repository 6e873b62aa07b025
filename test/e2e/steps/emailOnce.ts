import assert from 'node:assert/strict';
import { it } from 'node:test';

import type { Instances } from './credential';
import { post } from './files';
import { publish } from './mainJob';
import { behindWebhook, sonarNode } from './workflows';

const PATH = 'email-once';
const NODE = 'Email';
const EMAIL = {
	from: 'Eve <eve@elsewhere.example>',
	subject: 'Through a mail gateway',
	text: 'Hello',
	messageId: '<gateway@elsewhere.example>',
};

/** n8n remembers in its database what each node has brought in, so every process of it knows. */
export function itBringsAnEmailInOnce(instances: () => Instances, times: number): void {
	it(`makes one ticket of an email that a gateway sends ${times} times`, async () => {
		const { n8n, sonar, credentialId } = instances();
		const fields = Object.fromEntries(
			Object.keys(EMAIL).map((name) => [name, `={{ $json.body.${name} }}`]),
		);
		const workflow = await n8n.api.createWorkflow(
			behindWebhook(PATH, credentialId, [
				sonarNode(NODE, 'sonarEmailToTicket', {
					ownAddresses: 'support@example.com',
					options: { emailFields: { fields } },
				}),
			]),
		);
		const url = await publish(n8n, workflow, PATH);
		for (let count = 0; count < times; count += 1) {
			const response = await post(url, [], EMAIL);
			assert.equal(response.status, 200, await response.text());
		}
		const tickets = sonar.entities('Ticket').filter(({ subject }) => subject === EMAIL.subject);
		assert.equal(tickets.length, 1);
		const reasons: unknown[] = [];
		for (const execution of await n8n.api.executions(workflow, 'success')) {
			const [, , skipped = []] = await n8n.api.outputs(execution, NODE);
			reasons.push(...skipped.map(({ reason }) => reason));
		}
		assert.deepEqual(reasons, Array(times - 1).fill('duplicate'));
		await n8n.api.deactivate(workflow);
	});
}
