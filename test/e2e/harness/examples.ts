import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import type { INode, INodeCredentials } from 'n8n-workflow';

import type { WorkflowDefinition } from '../../engine';
import { PACKAGE } from './packageUnderTest';

export const EXAMPLES = join(resolve(__dirname, '../../..'), 'examples');

/** The address of the user's Sonar in an example. */
const EXAMPLE_INSTANCE = 'https://example.sonar.software';

/** The credential that a node asks for, by the beginning or end of its type. */
const CREDENTIAL_OF: Array<[fits: (node: INode) => boolean, credential: string]> = [
	[({ type }) => type.startsWith(PACKAGE), 'sonarApi'],
	[({ parameters }) => parameters.nodeCredentialType === 'sonarApi', 'sonarApi'],
	[({ type }) => type.endsWith('.emailReadImap'), 'imap'],
	[({ type }) => type.endsWith('.lmChatOpenAi'), 'openAiApi'],
];

/**
 * An example as a user imports it, filled in as its note says: with the credentials, by their types, if
 * there is one, and the address of Sonar.
 */
export async function readExample(
	file: string,
	credentials: INodeCredentials,
	instanceUrl = EXAMPLE_INSTANCE,
): Promise<WorkflowDefinition> {
	const text = await readFile(join(EXAMPLES, file), 'utf8');
	const example = JSON.parse(text.replaceAll(EXAMPLE_INSTANCE, instanceUrl)) as WorkflowDefinition;
	for (const node of example.nodes) {
		const [, type] = CREDENTIAL_OF.find(([fits]) => fits(node)) ?? [];
		const credential = type && credentials[type];
		if (credential) node.credentials = { [type]: credential };
	}
	return example;
}
