import type {
	IAuthenticateRuleResponseSuccessBody,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { messageOf } from '../nodes/shared/sonar/guards';
import { parseInstanceUrl } from '../nodes/shared/sonar/http/instanceUrl';

/** @throws Error with the nodes' message, but no code: n8n would show only the code */
function toBaseUrl(instanceUrl: unknown): string {
	try {
		return parseInstanceUrl(String(instanceUrl));
	} catch (error) {
		throw new Error(messageOf(error));
	}
}

const DEAD_TOKEN =
	'Sonar did not accept the access token. Create a new personal access token in your Sonar user profile.';
const NO_USER =
	'Sonar did not say whose access token this is. Check the token, and that the instance URL is the address where you open Sonar.';

/** Sonar reports a dead token under HTTP 200; a live instance does so in `error`. */
const IN_WORDS = ['error', 'message', 'error.message', 'errors.0.message'].map(
	(key): IAuthenticateRuleResponseSuccessBody => ({
		type: 'responseSuccessBody',
		properties: { key, value: 'Unauthenticated.', message: DEAD_TOKEN },
	}),
);

/** @throws Error with the nodes' message if the field is empty or no text */
function toToken(accessToken: unknown): string {
	const token = typeof accessToken === 'string' ? accessToken.trim() : '';
	if (token) return token;
	throw new Error('Personal Access Token in the credential is empty');
}

/** A personal access token of a user of one Sonar instance, sent as a bearer token. */
export class SonarApi implements ICredentialType {
	name = 'sonarApi';

	displayName = 'Sonar API';

	documentationUrl =
		'https://github.com/n8n-nodes-sonar-software/n8n-nodes-sonar-software#credentials';

	icon = { light: 'file:../icons/sonarApi.svg', dark: 'file:../icons/sonarApi.dark.svg' } as const;

	properties: INodeProperties[] = [
		{
			displayName: 'Instance URL',
			name: 'instanceUrl',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://example.sonar.software',
			description: 'The address where you open Sonar',
		},
		{
			displayName: 'Personal Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'Create it in your Sonar user profile, under Personal Access Tokens. It has your role’s permissions.',
		},
	];

	// Code instead of expressions: on those, n8n 2.40 fails if the workflow's binary mode is `combined`,
	// because it looks for data of the node that is about to run.
	authenticate = async (
		{ instanceUrl, accessToken }: ICredentialDataDecryptedObject,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> =>
		await Promise.resolve({
			...options,
			// Only the test has a base URL. It is parsed here, as in the nodes, since an expression cannot call
			// a function.
			...(options.baseURL === undefined ? {} : { baseURL: toBaseUrl(instanceUrl) }),
			headers: { ...options.headers, Authorization: `Bearer ${toToken(accessToken)}` },
		});

	test: ICredentialTestRequest = {
		request: {
			method: 'POST',
			baseURL: '={{ $credentials.instanceUrl }}',
			url: '/api/graphql',
			headers: { Accept: 'application/json' },
			body: { query: '{ me { id name username } }' },
			json: true,
			disableFollowRedirect: true,
		},
		rules: [
			...IN_WORDS,
			{
				type: 'responseSuccessBody',
				properties: { key: 'data.me.id', value: undefined, message: NO_USER },
			},
		],
	};
}
