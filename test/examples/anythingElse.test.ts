import type { INodeParameters } from 'n8n-workflow';

import { chain } from '../engine';
import { useKit } from '../nodes/useKit';
import { status } from '../sonar/answers';
import { readGraphqlOfReadme } from './readme';

const kit = useKit();
beforeAll(() => {
	for (const name of ['Jane "Jay" Example', 'John Sample', 'Mary Jane']) {
		kit.sonar.addEntity('Account', { name });
	}
});

/** Runs HTTP Request as the README sets it up. */
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
				jsonBody: readGraphqlOfReadme(),
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

const found = (...names: string[]) => ({
	data: { accounts: { entities: names.map((name) => ({ name })) } },
});

describe('What the README says of n8n’s HTTP Request', () => {
	it('finds accounts with the credential of this package', async () => {
		const { error, json } = await request({});
		expect(error).toBeUndefined();
		expect(json).toMatchObject(found('Jane "Jay" Example', 'Mary Jane'));
	});

	it('takes a value of the workflow, whatever is in it', async () => {
		const jsonBody = `=${readGraphqlOfReadme().replace('"Jane"', '{{ JSON.stringify($json.name) }}')}`;
		expect((await request({ jsonBody })).json).toMatchObject(found('Jane "Jay" Example'));
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
