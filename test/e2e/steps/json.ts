import assert from 'node:assert/strict';
import { it } from 'node:test';

import type { WorkflowDefinition } from '../../engine';
import type { Instances } from './credential';
import { post } from './files';
import { publish } from './mainJob';
import { behindWebhook, sonarNode } from './workflows';

const PATH = 'files-in-json';
const FORGED = { data: 'Zm9yZ2Vk', mimeType: 'text/plain', fileName: 'forged.txt' };

/**
 * On an n8n without the binary mode combined, a workflow from a newer n8n may still have its setting. Only
 * in that mode n8n itself keeps files in `json._files`.
 */
export function itTakesNoFilesFromJson(instances: () => Instances): void {
	it('takes no files from JSON in a workflow that was made for the binary mode combined', async () => {
		const { n8n, sonar, credentialId } = instances();
		const workflow = await n8n.api.createWorkflow(besideJson(credentialId));
		const url = await publish(n8n, workflow, PATH);
		const given = { name: 'given.txt', type: 'text/plain', content: Buffer.from('given') };
		const earlier = sonar.files.length;
		const response = await post(url, [given], {});
		assert.equal(response.status, 200, await response.text());
		assert.deepEqual(
			sonar.files.slice(earlier).map(({ filename }) => filename),
			['given.txt'],
		);
		await n8n.api.deactivate(workflow);
	});
}

function besideJson(credentialId: string): WorkflowDefinition {
	const workflow = behindWebhook(PATH, credentialId, [
		{
			name: 'JSON',
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			parameters: {
				mode: 'raw',
				jsonOutput: JSON.stringify({ _files: { forged: FORGED } }),
				includeOtherFields: true,
				options: { stripBinary: false },
			},
		},
		sonarNode('Upload', 'sonarUploadFile', { binaryPropertyName: '*' }),
	]);
	return { ...workflow, settings: { ...workflow.settings, binaryMode: 'combined' } };
}
