import assert from 'node:assert/strict';
import { it } from 'node:test';

import type { Sonar } from '../../sonar';
import type { SavedWorkflow } from '../harness/N8nApi';
import type { N8n } from '../harness/startN8n';
import { until } from '../harness/wait';
import type { Instances } from './credential';
import { fiveFiles, post } from './files';
import { thereAndBack } from './workflows';

interface Entry {
	filename: string;
	content: string;
}

/** The request of a user, through n8n to Sonar and back; leaves the workflow inactive. */
export function itBringsFilesThereAndBack(
	name: string,
	instances: () => Instances,
	{ binaryMode }: { binaryMode?: 'combined' } = {},
): void {
	it(`brings five files of a webhook to Sonar and back: ${name}`, async () => {
		const { n8n, sonar, credentialId } = instances();
		const path = `there-and-back-${name.replace(/\W+/g, '-')}`;
		const files = fiveFiles();
		const ticket = sonar.addEntity('Ticket', { subject: name });
		const workflow = await n8n.api.createWorkflow(thereAndBack(path, credentialId, binaryMode));
		const url = await publish(n8n, workflow, path);
		sonar.clearLog();
		const response = await post(url, files, { ticket });
		assert.equal(response.status, 200, n8n.output().slice(-2000));

		const answer = (await response.json()) as Entry[];
		assert.deepEqual(
			answer.map(({ filename }) => filename),
			files.map(({ name: filename }) => filename),
		);
		for (const [index, { content }] of files.entries()) {
			assert.ok(content.equals(Buffer.from(answer[index]!.content, 'base64')), 'came back');
		}
		assertStored(sonar, ticket, files);
		assert.deepEqual(calls(sonar).slice(0, 2), ['POST /api/files', 'mutation']);
		assert.equal(calls(sonar).filter((call) => /POST|mutation/.test(call)).length, 2);
	});
}

/** Publishes a workflow and waits until its webhook listens; returns its address. */
export async function publish(n8n: N8n, workflow: SavedWorkflow, path: string): Promise<string> {
	await n8n.api.activate(workflow);
	const url = `${n8n.api.url}/webhook/${path}`;
	await until('the webhook to listen', async () => {
		// A webhook for POST answers a GET with the hint to use POST.
		const answer = await (await fetch(url)).text();
		return answer.includes('POST');
	});
	return url;
}

/** The requests that Sonar got: method and path, or `query` or `mutation`. */
function calls(sonar: Sonar): string[] {
	return sonar.log.map(({ operation, method, path }) => operation ?? `${method} ${path}`);
}

function assertStored(sonar: Sonar, ticket: string, files: ReturnType<typeof fiveFiles>): void {
	const stored = sonar.files.filter(
		({ fileable_type: type, fileable_id: id }) => type === 'Ticket' && id === ticket,
	);
	assert.deepEqual(
		stored.map(({ filename, mime_type: type }) => [filename, type]),
		files.map(({ name, type }) => [name, type]),
	);
	for (const [index, { content }] of files.entries())
		assert.ok(content.equals(sonar.content(stored[index]!.id)), 'stored');
}
