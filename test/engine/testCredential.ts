// Follows packages/cli/src/services/credentials-tester.service.ts of n8n, for types that nodes test.

import { CredentialTestContext } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentialTestFunction,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { EngineCredentials } from './EngineCredentials';
import type { Packages } from './packages';

/** As n8n's server does it: by the function of the first node that says how it tests the type. */
export async function testCredential(
	packages: Packages,
	type: string,
	data: ICredentialDataDecryptedObject,
): Promise<INodeCredentialTestResult> {
	const helper = new EngineCredentials(packages, { [type]: data });
	const decrypted = { id: type, name: type, type, data: helper.withDefaults(type, data) };
	return await testFunctionOf(packages, type).call(new CredentialTestContext(), decrypted);
}

function testFunctionOf(packages: Packages, type: string): ICredentialTestFunction {
	if (packages.credentialType(type).test) {
		throw new Error(`n8n would test the credential type "${type}" by its own request.`);
	}
	for (const node of packages.nodesWith(type)) {
		const { testedBy } = node.description.credentials!.find(({ name }) => name === type)!;
		const found = typeof testedBy === 'string' && node.methods?.credentialTest?.[testedBy];
		if (found) return found;
	}
	throw new Error(`No node tests the credential type "${type}".`);
}
