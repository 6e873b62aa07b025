import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';

import { CREDENTIAL, toCredential, type Credential } from './host';
import { readStoredCredential } from './Item';

/** What n8n's expressions take from elsewhere than from an item: `{{ $vars.url }}`. */
const SHARED = /\{\{\s*\$(?:env|secrets|vars)(?:\.\w+|\["[^"\\]*"\]|\['[^'\\]*'\])+\s*\}\}/g;

/**
 * Reads the credential for the items of a run. n8n fetches it from its database and decrypts it each
 * time, so it is read for all items together, unless an expression in it may give each its own.
 */
export function buildCredentialReader(
	context: IExecuteFunctions,
): (itemIndex: number) => Promise<Credential> {
	let first: ICredentialDataDecryptedObject | undefined;
	/** Asked for with the second item. */
	let isShared: Promise<boolean> | undefined;
	return async (itemIndex) => {
		if (first) {
			isShared ??= isSameForAll(context, first);
			if (await isShared) return toCredential(first);
		}
		const fields = await context.getCredentials(CREDENTIAL, itemIndex);
		first ??= fields;
		return toCredential(fields);
	};
}

/** Whether the fields that n8n has resolved for one item are those of every item. */
async function isSameForAll(
	context: IExecuteFunctions,
	resolved: ICredentialDataDecryptedObject,
): Promise<boolean> {
	const stored = await readStoredCredential(context, CREDENTIAL);
	return ['instanceUrl', 'accessToken'].every((name) => {
		const text = stored?.[name];
		if (typeof text !== 'string') return false;
		// An administrator's overwrite, which may be an expression, takes the place of an empty field.
		if (!text.startsWith('=')) return text === resolved[name];
		return !text.replace(SHARED, '').includes('{{');
	});
}
