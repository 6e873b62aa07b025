import { readFile, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import type { WorkflowDefinition } from '../../engine';
import { startSonar, type LoggedRequest, type Sonar } from '../../sonar';
import { addSampleData } from '../../sonar/sample';
import { temporaryFolder } from '../harness/cleanUp';
import { installation } from '../harness/installations';
import { OWNER } from '../harness/N8nApi';
import { PackageUnderTest } from '../harness/packageUnderTest';
import { startN8n, type N8n } from '../harness/startN8n';
import { rebuildOnChange } from './rebuild';

const PROJECT = resolve(__dirname, '../../..');
const EXAMPLES = join(PROJECT, 'examples');
const CREDENTIAL = { id: '', name: 'Sonar (local)' };

/** Sonar and n8n to play with, until Ctrl-C. */
async function main(): Promise<void> {
	console.log('The first time takes some 3 GB and 6 minutes; later ones half a minute.');
	const { path: folder } = temporaryFolder('sonar');
	const sonar = await startSonar({ folder, onRequest: report });
	await addSampleData(sonar);
	const packageUnderTest = await PackageUnderTest.pack();
	const n8n = await startN8n({
		installation: await installation('n8n-newest'),
		packageUnderTest,
		// n8n loads nodes anew when their files change.
		env: { NODE_ENV: 'development', N8N_DEV_RELOAD: 'true' },
	});
	await addExamples(n8n, sonar);
	rebuildOnChange(async () => await packageUnderTest.update(n8n.userFolder));
	console.log(`
n8n        ${n8n.api.url.replace('127.0.0.1', 'localhost')}
  email    ${OWNER.email}
  password ${OWNER.password}
Sonar      ${sonar.url}
  token    ${sonar.token}

The credential "${CREDENTIAL.name}" and all examples are there. Ctrl-C ends both.
`);
}

async function addExamples({ api }: N8n, { url, token }: Sonar): Promise<void> {
	CREDENTIAL.id = await api.createCredential(CREDENTIAL.name, 'sonarApi', {
		instanceUrl: url,
		accessToken: token,
	});
	for (const file of await readdir(EXAMPLES)) {
		if (!file.endsWith('.json')) continue;
		const text = await readFile(join(EXAMPLES, file), 'utf8');
		const example = JSON.parse(text) as WorkflowDefinition;
		for (const node of example.nodes) {
			if (node.type.includes('.sonar')) node.credentials = { sonarApi: CREDENTIAL };
		}
		await api.createWorkflow(example);
	}
}

function report({ method, path, status, operation }: LoggedRequest): void {
	console.log(`Sonar: ${[method, path, operation, status].filter(Boolean).join(' ')}`);
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
});
