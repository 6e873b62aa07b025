import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

/** @throws Error with the nodes' message if the field is empty or no text */
function toToken(accessToken: unknown): string {
	const token = typeof accessToken === 'string' ? accessToken.trim() : '';
	if (token) return token;
	throw new Error('Personal Access Token in the credential is empty');
}

/**
 * A personal access token of a user of one Sonar instance, sent as a bearer token. The nodes test it, by
 * `testedBy`.
 */
export class SonarApi implements ICredentialType {
	name = 'sonarApi';

	displayName = 'Sonar API';

	documentationUrl =
		'https://github.com/n8n-nodes-sonar-software/n8n-nodes-sonar-software/blob/main/docs/credential.md';

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
		{ accessToken }: ICredentialDataDecryptedObject,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> =>
		await Promise.resolve({
			...options,
			headers: { ...options.headers, Authorization: `Bearer ${toToken(accessToken)}` },
		});
}
