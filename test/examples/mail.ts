import type { INodeExecutionData } from 'n8n-workflow';

import { attachments, textFile } from '../nodes/files';
import type { Kit } from '../nodes/kit';

/** An email as Email Trigger (IMAP) gives it; each file holds its own name. */
export async function mail(
	kit: Kit,
	subject: string | undefined,
	...names: string[]
): Promise<INodeExecutionData> {
	const { json, binary } = await kit.item(attachments(names.map(textFile)), { subject });
	return names.length > 0 ? { json, binary } : { json };
}
