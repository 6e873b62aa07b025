import type { INodeExecutionData } from 'n8n-workflow';

import type { Kit } from '../nodes/kit';

/** An email as Email Trigger (IMAP) gives it; each file holds its own name. */
export async function mail(
	kit: Kit,
	subject: string | undefined,
	...names: string[]
): Promise<INodeExecutionData> {
	const files = names.map((name) => ({ name, content: name, type: 'text/plain' }));
	const fields = files.map((file, index) => [`attachment_${index}`, file] as const);
	const { json, binary } = await kit.item(Object.fromEntries(fields), { subject });
	return names.length > 0 ? { json, binary } : { json };
}
