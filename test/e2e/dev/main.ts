import { readFile, readdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

import type { INodeCredentials } from 'n8n-workflow';

import { startSonar, type LoggedRequest, type Sonar } from '../../sonar';
import { addSampleData } from '../../sonar/sample';
import { temporaryFolder } from '../harness/cleanUp';
import { isInstalled } from '../harness/debian';
import { DEMO_EMAIL } from '../harness/demoEmail';
import { EXAMPLES, readExample } from '../harness/examples';
import { installation } from '../harness/installations';
import { OWNER } from '../harness/N8nApi';
import { PackageUnderTest } from '../harness/packageUnderTest';
import { startN8n, type N8n } from '../harness/startN8n';
import { startMailbox, type Mailbox } from '../services/mailbox';
import { rebuildOnChange } from './rebuild';

const SONAR_CREDENTIAL = 'Sonar (local)';
const MAILBOX_CREDENTIAL = 'Support mailbox (local)';

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
	const credentials = await addCredentials(n8n, sonar);
	await addExamples(n8n, sonar, credentials);
	rebuildOnChange(async () => await packageUnderTest.update(n8n.userFolder));
	console.log(`
n8n        ${n8n.api.url.replace('127.0.0.1', 'localhost')}
  email    ${OWNER.email}
  password ${OWNER.password}
Sonar      ${sonar.url}
  token    ${sonar.token}

All examples are there with their credentials. ${
		credentials.imap
			? 'Open the example for emails and choose Execute workflow from Email Trigger (IMAP): an email arrives as soon as n8n waits for one.'
			: 'For the email example choose a mailbox of yours, or install dovecot-imapd as root.'
	}
Ctrl-C ends all of it.
`);
}

/** By their types; the mailbox only if Dovecot can run. */
async function addCredentials({ api }: N8n, { url, token }: Sonar): Promise<INodeCredentials> {
	const id = await api.createCredential(SONAR_CREDENTIAL, 'sonarApi', {
		instanceUrl: url,
		accessToken: token,
	});
	const sonarApi = { id, name: SONAR_CREDENTIAL };
	if (!isInstalled('dovecot-imapd') || process.getuid?.() !== 0) return { sonarApi };
	const mailbox = await startMailbox();
	void deliverWhenWatched(mailbox);
	const imapId = await api.createCredential(MAILBOX_CREDENTIAL, 'imap', mailbox.credential);
	return { sonarApi, imap: { id: imapId, name: MAILBOX_CREDENTIAL } };
}

/** Lets an email arrive each time that n8n begins to wait for one. */
async function deliverWhenWatched(mailbox: Mailbox): Promise<void> {
	const email = await readFile(DEMO_EMAIL, 'utf8');
	for (let wasWatched = false; ; await sleep(1000)) {
		const isWatched = await mailbox.isWatched();
		if (isWatched && !wasWatched) {
			await mailbox.deliver(email);
		}
		wasWatched = isWatched;
	}
}

async function addExamples(
	{ api }: N8n,
	{ url }: Sonar,
	credentials: INodeCredentials,
): Promise<void> {
	for (const file of await readdir(EXAMPLES)) {
		if (!file.endsWith('.json')) continue;
		await api.createWorkflow(await readExample(file, credentials, url));
	}
}

function report({ method, path, status, operation }: LoggedRequest): void {
	console.log(`Sonar: ${[method, path, operation, status].filter(Boolean).join(' ')}`);
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
});
