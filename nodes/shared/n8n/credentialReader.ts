import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';

import { CREDENTIAL, toCredential, type Credential } from './host';
import { readStoredCredential } from './Item';

/** Expressions that do not depend on the item, such as `{{ $vars.url }}`. */
const SHARED = /\{\{\s*\$(?:env|secrets|vars)(?:\.\w+|\["[^"\\]*"\]|\['[^'\\]*'\])+\s*\}\}/g;

/**
 * Reads the credential for the items of a run. n8n fetches and decrypts it on every call, so it is read
 * once for all items, unless an expression in it may differ between them.
 */
export function buildCredentialReader(
	context: IExecuteFunctions,
): (itemIndex: number) => Promise<Credential> {
	let first: ICredentialDataDecryptedObject | undefined;
	/** Determined at the second item. */
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

/** Whether the fields that n8n resolved for one item are the same for every item. */
async function isSameForAll(
	context: IExecuteFunctions,
	resolved: ICredentialDataDecryptedObject,
): Promise<boolean> {
	const stored = await readStoredCredential(context, CREDENTIAL);
	return ['instanceUrl', 'accessToken'].every((name) => {
		const text = stored?.[name];
		if (typeof text !== 'string') return false;
		// An administrator's overwrite, which may be an expression, replaces an empty field.
		if (!text.startsWith('=')) return text === resolved[name];
		return !text.replace(SHARED, '').includes('{{');
	});
}
