import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { it } from 'node:test';

import type { Sonar } from '../../sonar';
import type { CredentialTest } from '../harness/N8nApi';
import type { N8n } from '../harness/startN8n';

export interface Instances {
	n8n: N8n;
	sonar: Sonar;
	credentialId: string;
}

/** The credential of a test in the given state of the form. */
async function test(
	{ n8n, sonar, credentialId }: Instances,
	changes: { instanceUrl?: string; accessToken?: string },
): Promise<CredentialTest> {
	const data = { instanceUrl: sonar.url, accessToken: sonar.token, ...changes };
	return await n8n.api.testCredential(credentialId, 'Sonar', 'sonarApi', data);
}

export function itTestsCredentials(instances: () => Instances): void {
	it('accepts the right token', async () => {
		assert.equal((await test(instances(), {})).status, 'OK');
	});

	it('refuses a wrong token', async () => {
		const { status, message } = await test(instances(), { accessToken: 'wrong' });
		assert.equal(status, 'Error');
		assert.match(message, /^Sonar did not accept the access token: Unauthenticated\. Create a new/);
	});

	it('refuses an address where nothing is', async () => {
		const { status, message } = await test(instances(), { instanceUrl: 'https://sonar.invalid' });
		assert.equal(status, 'Error');
		assert.match(message, /^Sonar cannot be reached: its host name .* Check the instance URL/);
	});

	it('refuses a web page', async () => {
		const server = createServer((_, response) => {
			response.setHeader('content-type', 'text/html');
			response.end('<!doctype html><title>Welcome</title>');
		}).listen(0, '127.0.0.1');
		await once(server, 'listening');
		try {
			const { port } = server.address() as AddressInfo;
			const { status, message } = await test(instances(), {
				instanceUrl: `http://127.0.0.1:${port}`,
			});
			assert.equal(status, 'Error');
			assert.match(message, /Sonar’s API does: it sent a web page\. Check the instance URL/);
		} finally {
			server.close();
		}
	});
}
