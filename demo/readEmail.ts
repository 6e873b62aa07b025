import { readFile } from 'node:fs/promises';

import { simpleParser, type Attachment } from 'mailparser';
import type { INodeExecutionData } from 'n8n-workflow';

import type { Engine } from '../test/engine';

export interface Email {
	/** The item of n8n's Email Trigger (IMAP) for this email. */
	item: INodeExecutionData;
	attachments: Attachment[];
}

/** Parses a raw email as the trigger does, with the attachments in `attachment_0` and so on. */
export async function readEmail(engine: Engine, path: string): Promise<Email> {
	const { subject, from, to, date, text, attachments } = await simpleParser(await readFile(path));
	const binary: NonNullable<INodeExecutionData['binary']> = {};
	for (const [index, { content, filename, contentType }] of attachments.entries()) {
		binary[`attachment_${index}`] = await engine.storeBinary(content, filename, contentType);
	}
	const json = {
		subject,
		from: from?.text,
		to: [to ?? []].flat().map((recipients) => recipients.text),
		date: date?.toISOString(),
		text,
	};
	return { item: { json, binary }, attachments };
}
