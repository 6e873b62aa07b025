import { simpleParser, type Attachment } from 'mailparser';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Engine } from '../test/engine';

export interface Email {
	/** The item of n8n's Email Trigger (IMAP) for this email, in the format Resolved. */
	item: INodeExecutionData;
	attachments: Attachment[];
}

/**
 * Parses a raw email as the trigger does (EmailReadImap/v2/utils.ts of n8n-nodes-base), with the
 * attachments in `attachment_0` and so on.
 */
export async function readEmail(engine: Engine, message: string | Buffer, uid = 1): Promise<Email> {
	const { attachments, headerLines, ...mail } = await simpleParser(message);
	const binary: NonNullable<INodeExecutionData['binary']> = {};
	for (const [index, { content, filename, contentType }] of attachments.entries()) {
		binary[`attachment_${index}`] = await engine.storeBinary(content, filename, contentType);
	}
	const headers = Object.fromEntries(headerLines.map(({ key, line }) => [key, line]));
	const json = { ...mail, headers, attributes: { uid } } as unknown as IDataObject;
	return { item: attachments.length > 0 ? { json, binary } : { json }, attachments };
}
