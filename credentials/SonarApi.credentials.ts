import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

// The test runs in an expression, which reaches no function; the nodes themselves use
// nodes/shared/sonar/instanceUrl.ts, which knows the same rules.
const IS_SAFE = String.raw`/^(https:|http:\/\/(localhost|127\.0\.0\.1|\[::1\])([:/]|$))/i`;
const KNOWN_PATH = String.raw`/\/+(api(\/graphql|\/files)?|graphiql|login|app)?\/*$/i`;

/** A personal access token of a user of one Sonar instance, sent as a bearer token. */
export class SonarApi implements ICredentialType {
	name = 'sonarApi';

	displayName = 'Sonar API';

	documentationUrl =
		'https://github.com/n8n-nodes-sonar-software/n8n-nodes-sonar-software#credentials';

	icon = { light: 'file:sonarApi.svg', dark: 'file:sonarApi.dark.svg' } as const;

	properties: INodeProperties[] = [
		{
			displayName: 'Instance URL',
			name: 'instanceUrl',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://example.sonar.software',
			description: 'The address that you open Sonar at',
		},
		{
			displayName: 'Personal Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'Create it in Sonar in your user profile, under Personal Access Tokens. It may do what the role of its user may.',
		},
	];

	// Code, because n8n 2.40 fails on a credential's expressions in workflows whose binary mode is
	// `combined`: it looks for data of the node that is about to run.
	authenticate = (
		{ accessToken }: ICredentialDataDecryptedObject,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> =>
		Promise.resolve({
			...options,
			headers: { ...options.headers, Authorization: `Bearer ${accessToken as string}` },
		});

	test: ICredentialTestRequest = {
		request: {
			method: 'POST',
			baseURL: `={{ ${IS_SAFE}.test($credentials.instanceUrl.trim())
				? $credentials.instanceUrl.trim().replace(${KNOWN_PATH}, '')
				: 'https://the-instance-url-must-start-with-https.invalid' }}`,
			url: '/api/graphql',
			headers: { Accept: 'application/json' },
			body: { query: '{ me { id name username } }' },
			json: true,
			disableFollowRedirect: true,
		},
		rules: [
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'data.me.id',
					value: undefined,
					message: 'Sonar did not accept the token',
				},
			},
		],
	};
}
