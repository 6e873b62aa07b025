import assert from 'node:assert/strict';
import { it } from 'node:test';

import { HTTP_REQUEST_BODY } from '../../examples/documentedQuery';
import type { Differences } from '../harness/differences';
import type { Instances } from './credential';
import { post } from './files';
import { publish } from './mainJob';
import { httpRequest, listAfter } from './workflows';

/** What docs/credential.md says of n8n's HTTP Request. */
export function itLetsHttpRequestAskSonar(
	instances: () => Instances,
	{ checksAllowedDomains }: Differences,
): void {
	const hostOf = (url: string) => new URL(url).hostname;

	for (const [id, allowed, isAllowed] of [
		['7101', 'domains', true],
		['7102', 'other', !checksAllowedDomains],
		['7103', 'none', false],
	] as const) {
		it(`lets HTTP Request use the credential, or not, as its domains say: ${allowed}`, async () => {
			const { n8n, sonar } = instances();
			sonar.addEntity('Account', { id, name: `Jane of ${allowed}` });
			const path = `http-request-${allowed}`;
			const credential = await n8n.api.createCredential(path, 'sonarApi', {
				instanceUrl: sonar.url,
				accessToken: sonar.token,
				allowedHttpRequestDomains: allowed === 'none' ? 'none' : 'domains',
				allowedDomains: allowed === 'domains' ? hostOf(sonar.url) : 'example.sonar.software',
			});
			const body = HTTP_REQUEST_BODY;
			const workflow = await n8n.api.createWorkflow(
				httpRequest(path, credential, { url: `${sonar.url}/api/graphql`, body }),
			);
			const url = await publish(n8n, workflow, path);
			sonar.clearLog();
			const response = await post(url, [], {});
			const answer = JSON.stringify(await response.json());
			assert.equal(answer.includes(`Jane of ${allowed}`), isAllowed, answer);
			assert.equal(sonar.log.length, isAllowed ? 1 : 0);
			await n8n.api.deactivate(workflow);

			// The nodes of this package go on whatever is set there.
			const list = await n8n.api.createWorkflow(listAfter(`${path}-list`, credential));
			const listed = await post(await publish(n8n, list, `${path}-list`), [], {});
			assert.equal(listed.status, 200, await listed.text());
			await n8n.api.deactivate(list);
		});
	}
}
