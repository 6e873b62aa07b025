import type { INodeParameters } from 'n8n-workflow';

import { chain } from '../engine';
import { useKit } from '../nodes/useKit';
import { status } from '../sonar/answers';
import { HTTP_REQUEST_BODY, readDocumentedQuery } from './documentedQuery';

const kit = useKit();
beforeAll(() => {
	for (const name of ['Jane "Jay" Example', 'John Sample', 'Mary Jane']) {
		kit.sonar.addEntity('Account', { name });
	}
});

/** Runs HTTP Request with the credential of this package. */
const request = async (parameters: INodeParameters, credential: object = {}) => {
	const workflow = chain([
		{
			name: 'HTTP Request',
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			parameters: {
				method: 'POST',
				url: `${kit.sonar.url}/api/graphql`,
				authentication: 'predefinedCredentialType',
				nodeCredentialType: 'sonarApi',
				sendBody: true,
				specifyBody: 'json',
				jsonBody: HTTP_REQUEST_BODY,
				options: {},
				...parameters,
			},
		},
	]);
	const { error, output } = await kit.engine.run({
		workflow,
		credentials: { sonarApi: { ...kit.credential, ...credential } },
		input: [{ json: { name: 'Jane "Jay"' } }],
	});
	return { error: error?.message, json: output('HTTP Request')[0]?.json };
};

describe('The documented query for anything else', () => {
	it('finds accounts by a part of their name, whatever is in it', async () => {
		const { query, variables } = readDocumentedQuery();
		const { items } = await kit.run({
			type: 'sonarGraphql',
			parameters: { query, variables: `=${variables}`, returnAll: true },
			input: [{ json: { name: 'Jane "Jay"' } }, { json: { name: 'Jane' } }],
		});
		expect(items.map(({ json }) => json.name)).toEqual([
			'Jane "Jay" Example',
			'Jane "Jay" Example',
			'Mary Jane',
		]);
	});
});

describe('What the documents say of n8n’s HTTP Request', () => {
	it('takes the credential', async () => {
		const { error, json } = await request({});
		expect(error).toBeUndefined();
		expect(json).toEqual({
			data: {
				accounts: {
					entities: [
						{ id: '1', name: 'Jane "Jay" Example' },
						{ id: '3', name: 'Mary Jane' },
					],
				},
			},
		});
	});

	it.each(['={{ $json.token }}', '={{ 61 }}', ' '])(
		'says that the token %p gives nothing, and sends nothing',
		async (accessToken) => {
			const { error } = await request({}, { accessToken });
			expect(error).toBe('Personal Access Token in the credential is empty');
			expect(kit.calls).toEqual([]);
		},
	);

	const limit = (allowedDomains: string) => ({
		allowedHttpRequestDomains: 'domains',
		allowedDomains,
	});

	it('sends nothing to a host that is not allowed', async () => {
		const { error } = await request({}, limit('example.sonar.software'));
		expect(error).toContain('Domain not allowed');
		expect(kit.calls).toEqual([]);
	});

	it('sends nothing along a redirect to another host', async () => {
		const { hostname, port } = new URL(kit.sonar.url);
		const location = `http://${hostname === 'localhost' ? '127.0.0.1' : 'localhost'}:${port}/other`;
		kit.sonar.answerNext(({ path }) => path === '/api/graphql', status(302, '', { location }));
		const { error } = await request({}, limit(hostname));
		expect(error).toContain('Domain not allowed');
		expect(kit.calls).toEqual(['POST /api/graphql']);
	});
});
